import type { AmendEffect, Behaviour, TypeEntry } from '../shape.ts';

const unchanged: Behaviour = { returns: { kind: 'receiver' } };

const opaque: Behaviour = { effects: [{ kind: 'amend', opaque: true }], returns: { kind: 'receiver' } };

/** `where({ … })`, `where(column, value)`, `where(column, operator, value)`. A function that nests conditions is opaque to the reader of records. */
const where: Behaviour = {
  effects: [{ kind: 'amend', condition: { column: '0', operator: '1', value: 'last' } }],
  returns: { kind: 'receiver' },
};

const from: Behaviour = { effects: [{ kind: 'amend', resource: { argument: '0' } }], returns: { kind: 'receiver' } };

/** Rows of what is written, on databases that have RETURNING. */
const returning: Behaviour = { effects: [{ kind: 'amend', outcome: { '': 'rows' } }], returns: { kind: 'receiver' } };

const remove: Behaviour = {
  effects: [{ kind: 'amend', operation: 'delete', outcome: { '': 'count' }, whenMissing: 'outcome' }],
  returns: { kind: 'receiver' },
};

/** `increment(column, amount)` or `increment({ column: amount })`. */
const increment: Behaviour = {
  effects: [
    {
      kind: 'amend',
      operation: 'update',
      field: { column: '0', value: '1', relative: true },
      outcome: { '': 'count' },
      whenMissing: 'outcome',
    },
  ],
  returns: { kind: 'receiver' },
};

const lockForUpdate: AmendEffect = { kind: 'amend', lock: 'update' };
const lockForShare: AmendEffect = { kind: 'amend', lock: 'share' };

/** A query being built: a read of its table until a method makes it a write. It runs when it is awaited; row locks only hold inside a transaction. */
export const knexBuilder: TypeEntry = {
  declaredAs: ['Knex.QueryBuilder', 'knex.QueryBuilder'],
  members: {
    from,
    into: from,
    table: from,
    where,
    andWhere: where,
    whereNot: {
      effects: [{ kind: 'amend', condition: { column: '0', value: 'last', means: '!=' } }],
      returns: { kind: 'receiver' },
    },
    whereIn: {
      effects: [{ kind: 'amend', condition: { column: '0', value: '1', means: 'in' } }],
      returns: { kind: 'receiver' },
    },
    whereNotIn: {
      effects: [{ kind: 'amend', condition: { column: '0', value: '1', means: 'not in' } }],
      returns: { kind: 'receiver' },
    },
    whereNull: { effects: [{ kind: 'amend', condition: { column: '0', means: '=' } }], returns: { kind: 'receiver' } },
    whereNotNull: {
      effects: [{ kind: 'amend', condition: { column: '0', means: '!=' } }],
      returns: { kind: 'receiver' },
    },
    whereBetween: {
      effects: [{ kind: 'amend', condition: { column: '0', value: '1', means: 'between' } }],
      returns: { kind: 'receiver' },
    },
    whereLike: {
      effects: [{ kind: 'amend', condition: { column: '0', value: '1', means: 'like' } }],
      returns: { kind: 'receiver' },
    },
    whereILike: {
      effects: [{ kind: 'amend', condition: { column: '0', value: '1', means: 'like' } }],
      returns: { kind: 'receiver' },
    },
    orWhere: opaque,
    orWhereIn: opaque,
    orWhereNull: opaque,
    orWhereNotNull: opaque,
    orWhereNot: opaque,
    orWhereRaw: opaque,
    whereRaw: opaque,
    andWhereRaw: opaque,
    whereExists: opaque,
    whereNotExists: opaque,
    modify: opaque,
    first: { effects: [{ kind: 'amend', outcome: { '': 'row' } }], returns: { kind: 'receiver' } },
    select: unchanged,
    column: unchanged,
    columns: unchanged,
    pluck: unchanged,
    distinct: unchanged,
    count: { effects: [{ kind: 'amend', aggregate: 'count' }], returns: { kind: 'receiver' } },
    countDistinct: { effects: [{ kind: 'amend', aggregate: 'count' }], returns: { kind: 'receiver' } },
    sum: { effects: [{ kind: 'amend', aggregate: 'sum' }], returns: { kind: 'receiver' } },
    avg: { effects: [{ kind: 'amend', aggregate: 'sum' }], returns: { kind: 'receiver' } },
    max: { effects: [{ kind: 'amend', aggregate: 'max' }], returns: { kind: 'receiver' } },
    min: { effects: [{ kind: 'amend', aggregate: 'min' }], returns: { kind: 'receiver' } },
    insert: {
      effects: [{ kind: 'amend', operation: 'insert', data: '0', outcome: { '': 'rows' }, whenMissing: 'nothing' }],
      returns: { kind: 'receiver' },
    },
    upsert: {
      effects: [{ kind: 'amend', operation: 'upsert', data: '0', outcome: { '': 'rows' }, whenMissing: 'nothing' }],
      returns: { kind: 'receiver' },
    },
    /** `update({ … })` or `update(column, value)`. */
    update: {
      effects: [
        {
          kind: 'amend',
          operation: 'update',
          field: { column: '0', value: '1' },
          outcome: { '': 'count' },
          whenMissing: 'outcome',
        },
      ],
      returns: { kind: 'receiver' },
    },
    increment,
    decrement: increment,
    del: remove,
    delete: remove,
    returning,
    onConflict: { effects: [{ kind: 'amend', conflict: 'update' }], returns: { kind: 'receiver' } },
    ignore: {
      effects: [{ kind: 'amend', conflict: 'nothing', whenMissing: 'outcome' }],
      returns: { kind: 'receiver' },
    },
    merge: { effects: [{ kind: 'amend', operation: 'upsert', conflict: 'update' }], returns: { kind: 'receiver' } },
    forUpdate: { effects: [lockForUpdate], returns: { kind: 'receiver' } },
    forNoKeyUpdate: { effects: [lockForUpdate], returns: { kind: 'receiver' } },
    forShare: { effects: [lockForShare], returns: { kind: 'receiver' } },
    forKeyShare: { effects: [lockForShare], returns: { kind: 'receiver' } },
    skipLocked: unchanged,
    noWait: unchanged,
    transacting: { effects: [{ kind: 'amend', connection: '0' }], returns: { kind: 'receiver' } },
    join: unchanged,
    innerJoin: unchanged,
    leftJoin: unchanged,
    leftOuterJoin: unchanged,
    joinRaw: unchanged,
    groupBy: unchanged,
    having: unchanged,
    orderBy: unchanged,
    orderByRaw: unchanged,
    limit: unchanged,
    offset: unchanged,
    as: unchanged,
    with: unchanged,
    withSchema: unchanged,
    clone: unchanged,
    timeout: unchanged,
    debug: unchanged,
    truncate: {
      effects: [{ kind: 'amend', operation: 'delete', outcome: {}, whenMissing: 'nothing' }],
      returns: { kind: 'receiver' },
    },
  },
};
