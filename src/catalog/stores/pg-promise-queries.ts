import type { Behaviour, OutcomeShape, TypeEntry } from '../shape.ts';

/** A text, `{ text, values }`, a prepared statement, or a query that a helper built. */
const text = ['0.text', '0'] as const;
const parameters = ['0.values', '1'] as const;

/** `whenMissing`: the methods whose name promises a row throw where none came back. */
function query(outcome: OutcomeShape, whenMissing?: 'throws'): Behaviour {
  return {
    effects: [
      { kind: 'sql', text, parameters, outcome, formats: true, ...(whenMissing === undefined ? {} : { whenMissing }) },
      // The third argument makes something else of what was found.
      { kind: 'callback', function: '2', parameters: [{ kind: 'outcome' }] },
    ],
    returns: { kind: 'callback-result' },
  };
}

const perStatement = (outcome: OutcomeShape): Behaviour => ({
  effects: [{ kind: 'sql', text, parameters, outcome, formats: true, each: true }],
  returns: { kind: 'outcome' },
});

const inTask: Behaviour = {
  effects: [{ kind: 'callback', function: 'last', parameters: [{ kind: 'type', type: 'Task', connection: 'new' }] }],
  returns: { kind: 'callback-result' },
};

/** On a database the callback gets a connection of its own; on a task the transaction opens on that task's connection. */
const inTransaction: Behaviour = {
  effects: [{ kind: 'transaction', callback: 'last', handle: 0, handleType: 'Transaction', isolation: '0.mode' }],
  returns: { kind: 'callback-result' },
};
const onOwnConnection: Behaviour = {
  effects: [{ kind: 'transaction', callback: 'last', handle: 0, isolation: '0.mode' }],
  returns: { kind: 'callback-result' },
};

/** Inside of a transaction, tasks and transactions (then savepoints) are part of it. */
const within: Behaviour = {
  effects: [{ kind: 'callback', function: 'last', parameters: [{ kind: 'receiver' }] }],
  returns: { kind: 'callback-result' },
};

/** What databases, tasks and transactions have in common. `$1:name` and `$<table:raw>` write names and SQL into the text. */
export const queries: TypeEntry = {
  members: {
    one: query({ '': 'row' }, 'throws'),
    oneOrNone: query({ '': 'row' }),
    many: query({ '': 'rows' }, 'throws'),
    manyOrNone: query({ '': 'rows' }),
    any: query({ '': 'rows' }),
    query: query({ '': 'rows' }),
    none: query({ '': 'rows' }),
    result: query({ rows: 'rows', rowCount: 'count' }),
    map: query({ '': 'row' }),
    each: query({ '': 'row' }),
    multi: perStatement({ '': 'rows' }),
    multiResult: perStatement({ rows: 'rows', rowCount: 'count' }),
    func: {},
    proc: {},
    stream: {},
  },
};

/** Tasks hand several queries over at once. */
const batches: Readonly<Record<string, Behaviour>> = {
  batch: { returns: { kind: 'argument', at: '0' } },
  page: {},
  sequence: {},
};

export const database: TypeEntry = {
  declaredAs: ['IDatabase', 'pgPromise.IDatabase', 'pgp.IDatabase'],
  extends: ['Queries'],
  members: {
    connect: { returns: { kind: 'type', type: 'Connected', connection: 'new' } },
    task: inTask,
    taskIf: inTask,
    tx: inTransaction,
    txIf: inTransaction,
  },
};

export const connected: TypeEntry = {
  declaredAs: ['IConnected', 'pgPromise.IConnected'],
  extends: ['Queries'],
  holdsTransaction: true,
  members: { ...batches, task: within, taskIf: within, tx: onOwnConnection, txIf: onOwnConnection, done: {} },
};

export const task: TypeEntry = {
  extends: ['Queries'],
  holdsTransaction: true,
  members: { ...batches, task: within, taskIf: within, tx: onOwnConnection, txIf: onOwnConnection },
};

/** A parameter declared as a task may be a transaction of the caller's. */
export const transaction: TypeEntry = {
  declaredAs: ['ITask', 'pgPromise.ITask', 'pgp.ITask'],
  extends: ['Queries'],
  inTransaction: true,
  members: { ...batches, task: within, taskIf: within, tx: within, txIf: within },
};
