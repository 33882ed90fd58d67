/**
 * Runs the statements of a SQL text: each becomes a read or a write, opens or ends a transaction, or takes a lock.
 */
import { ADVISORY_LOCK_FUNCTIONS } from '../../catalog/locks/advisory-sql.ts';
import type { CatalogEntry, SqlEffect } from '../../catalog/shape.ts';
import { parseSql } from '../../sql/parse-sql.ts';
import type { SqlAssignment, SqlCondition, SqlStatement, SqlText, SqlValue } from '../../sql/statement.ts';
import { addAccess, createOutcome, getReceiverConnection } from '../accesses/add-access.ts';
import type { Access, AccessCondition, AccessSet, Connection } from '../domain/access.ts';
import type { CallSite } from '../domain/call-site.ts';
import { takeId } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import {
  createConstant,
  createOperation,
  createUnknown,
  createValue,
  findTarget,
  joinSources,
  unknownValue,
} from '../domain/value.ts';
import type { Source, Value } from '../domain/value.ts';
import { assembleSql, createSqlValue, formatSql, needsFormatting } from './assemble-sql.ts';
import { getSqlText } from './get-sql-text.ts';
import { findParameterValue } from './sql-parameters.ts';
import type { Bound } from './sql-parameters.ts';

/** How the text of a call is run. */
export interface SqlOptions extends Pick<SqlEffect, 'outcome' | 'formats' | 'each' | 'whenMissing'> {
  readonly connection: Connection | undefined;
}

/** The outcome of the last statement that reads or writes, or a list with that of each; undefined where the text could not be read. */
export function runSql(
  run: Run,
  call: CallSite,
  value: Value,
  parameters: Value | undefined,
  options: SqlOptions,
): { readonly outcome: Value; readonly access: Access | undefined } {
  const assembled = assembleSql(value, call.node?.kind === 'call' && call.node.tagged);
  if (assembled === undefined) return { outcome: unknownValue, access: undefined };
  const sql =
    options.formats === true && parameters !== undefined && needsFormatting(assembled)
      ? formatSql(run, assembled, parameters)
      : assembled;
  const text = { texts: sql.texts };
  const source = sql.isAsWritten ? value : createSqlValue(sql);
  const bound: Bound = { holes: sql.holes, parameters };
  releaseAdvisoryLocks(run, text);
  const outcomes: Value[] = [];
  let last: Access | undefined;
  for (const statement of parseSql(text)) {
    for (const { function: name, key } of statement.advisoryLocks)
      takeAdvisoryLock(run, name, key === undefined ? undefined : bindValue(run, key, bound));
    const access = runStatement(
      run,
      call,
      statement,
      source,
      bound,
      options.connection ?? getReceiverConnection(call.receiver),
    );
    if (access === undefined) {
      if (options.each === true) outcomes.push(unknownValue);
      continue;
    }
    last = access;
    // A text that grew under a condition: only what its shortest form says holds on every path.
    if (!sql.isCertain) access.whereIsKnown = false;
    const model = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
    const outcome =
      access.aggregate === undefined
        ? createOutcome(
            run,
            access,
            options.outcome,
            model?.kind === 'handle' ? model : undefined,
            call.entry,
            undefined,
          )
        : createAggregateOutcome(access);
    outcomes.push(outcome);
    if (options.whenMissing === 'throws') throwIfMissing(run, call, access, outcome);
  }
  if (options.each === true)
    return {
      outcome: createValue({ kind: 'list', elements: outcomes, open: false }, joinSources(outcomes)),
      access: last,
    };
  return { outcome: outcomes.at(-1) ?? unknownValue, access: last };
}

/** A text that is the condition of a statement which a builder makes (`where('o.id = :id', { id })`). Of tables joined to it, columns are taken for the statement's own. */
export function readSqlCondition(
  run: Run,
  value: Value,
  parameters: Value | undefined,
): { readonly conditions: readonly AccessCondition[]; readonly isKnown: boolean } {
  const sql = getSqlText(value);
  const [first = '', ...more] = sql?.text.texts ?? [];
  const [statement] =
    sql === undefined
      ? []
      : parseSql({ texts: [`SELECT 1 FROM own WHERE ${unqualify(first)}`, ...more.map(unqualify)] });
  if (statement?.kind !== 'select') return { conditions: [], isKnown: false };
  const bound: Bound = { holes: sql?.holes ?? [], parameters };
  return {
    conditions: statement.where.map((condition) => bindCondition(run, condition, bound)),
    isKnown: statement.whereIsComplete,
  };
}

/** `o.id = :id` without the alias, and `:...ids` as any other parameter. */
function unqualify(text: string): string {
  return text.replace(/(?<![\w:'"`.])["`]?[A-Za-z_]\w*["`]?\.(?=["`]?[A-Za-z_])/g, '').replaceAll(':...', ':');
}

function throwIfMissing(run: Run, call: CallSite, access: Access, outcome: Value): void {
  access.whenMissing = 'throws';
  // A count or sum is always found.
  if (access.kind === 'read' && access.aggregate === undefined)
    run.state.pushGuard({
      id: takeId(run),
      condition: outcome,
      holds: true,
      exit: 'throw',
      range: call.range,
      module: run.module,
    });
}

/** Whatever is taken from the answer to `SELECT count(*)` is the count. */
function createAggregateOutcome(access: Access): Value {
  const source: Source = { kind: 'read', access, path: `#${access.aggregate ?? 'count'}`, weak: false };
  return createValue({ kind: 'unknown', path: undefined, origin: undefined }, [source]);
}

function runStatement(
  run: Run,
  call: CallSite,
  statement: SqlStatement,
  text: Value,
  bound: Bound,
  connection: Connection | undefined,
): ReturnType<typeof addAccess> | undefined {
  const sql = { statement, text, parameters: bound.parameters };
  const where = statement.where.map((condition) => bindCondition(run, condition, bound));
  switch (statement.kind) {
    case 'select':
      if (statement.table === undefined) return undefined;
      return addAccess(run, call, {
        kind: 'read',
        operation: 'select',
        resource: statement.table,
        where,
        whereIsKnown: statement.whereIsComplete,
        aggregate: statement.aggregate,
        many: false,
        lock: statement.lock === undefined ? undefined : statement.lock.includes('SHARE') ? 'share' : 'update',
        connection,
        sql,
      });
    case 'insert':
    case 'update':
    case 'delete':
      if (statement.table === undefined) return undefined;
      if (statement.kind === 'insert' && statement.conflict?.action === 'update')
        return runUpsert(run, call, statement, sql, bound, connection);
      return addAccess(run, call, {
        kind: 'write',
        operation: statement.kind,
        resource: statement.table,
        where,
        whereIsKnown: statement.whereIsComplete,
        sets: statement.assignments.map((assignment) => bindAssignment(run, assignment, bound)),
        whenMissing: 'outcome',
        conflict: statement.isGuardedInsert ? 'guarded' : statement.conflict?.action,
        connection,
        sql,
      });
    case 'begin':
      if (!holdsTransaction(run, call)) return undefined;
      run.state.pushScope({
        kind: 'transaction',
        id: takeId(run),
        connection,
        store: call.entry.kind === 'store' ? call.entry : undefined,
        isolation: statement.isolation?.toLowerCase(),
        exclusive: statement.isolation === 'IMMEDIATE' || statement.isolation === 'EXCLUSIVE',
        certainty: 'certain',
        range: call.range,
        module: run.module,
      });
      return undefined;
    case 'set-isolation':
      run.state.setScopes(
        run.state.scopes.map((scope) =>
          scope.kind === 'transaction' && scope.connection === connection
            ? { ...scope, isolation: statement.isolation?.toLowerCase() }
            : scope,
        ),
      );
      return undefined;
    case 'commit':
    case 'rollback':
      run.state.dropScope((scope) =>
        scope.kind === 'transaction' ? scope.connection === connection : scope.heldBy === 'transaction',
      );
      return undefined;
    case 'savepoint':
    case 'other':
      return undefined;
  }
}

/** On a pool BEGIN opens a transaction on some connection, and the next statement runs on another. */
function holdsTransaction(run: Run, call: CallSite): boolean {
  const what = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
  if (what?.kind !== 'handle') return false;
  return isHolder(run, what.entry, what.type, 0);
}

function isHolder(run: Run, entry: CatalogEntry, type: string, depth: number): boolean {
  const found = run.catalog.findType(entry, type);
  if (found === undefined || depth > 4) return false;
  const { definition } = found;
  return (
    definition.holdsTransaction === true ||
    definition.inTransaction === true ||
    (definition.extends ?? []).some((base) => isHolder(run, found.entry, base, depth + 1))
  );
}

/** `INSERT … ON CONFLICT (key) DO UPDATE SET …`: the row with the inserted key is updated. */
function runUpsert(
  run: Run,
  call: CallSite,
  statement: SqlStatement,
  sql: NonNullable<Access['sql']>,
  bound: Bound,
  connection: Connection | undefined,
): Access {
  const inserted = statement.assignments
    .filter((assignment) => !assignment.onConflict)
    .map((assignment) => bindAssignment(run, assignment, bound));
  const updated = statement.assignments
    .filter((assignment) => assignment.onConflict)
    .map((assignment): AccessSet => {
      const proposed =
        assignment.value.kind === 'column' && assignment.value.table === 'excluded'
          ? inserted.find((set) => set.field === (assignment.value as { readonly name: string }).name)
          : undefined;
      return proposed === undefined
        ? bindAssignment(run, assignment, bound)
        : { field: assignment.column, value: proposed.value, relative: false, range: undefined };
    });
  const where = (statement.conflict?.columns ?? []).flatMap((column): readonly AccessCondition[] =>
    inserted.filter((set) => set.field === column).map((set) => ({ field: column, operator: '=', value: set.value })),
  );
  return addAccess(run, call, {
    kind: 'write',
    operation: 'upsert',
    resource: statement.table,
    where,
    whereIsKnown: where.length > 0,
    sets: updated,
    whenMissing: 'nothing',
    conflict: 'update',
    connection,
    sql,
  });
}

/** Functions that give an advisory lock back are found in the text: they read nothing. */
function releaseAdvisoryLocks(run: Run, text: SqlText): void {
  if (!run.state.scopes.some((scope) => scope.kind === 'lock' && scope.reach === 'shared')) return;
  const joined = text.texts.join(' ').toLowerCase();
  if (ADVISORY_LOCK_FUNCTIONS.some((lock) => lock.unlock.some((name) => joined.includes(name))))
    run.state.dropScope((scope) => scope.kind === 'lock' && scope.reach === 'shared' && scope.owner === undefined);
}

function takeAdvisoryLock(run: Run, name: string, key: Value | undefined): void {
  const called = name.toLowerCase();
  for (const lock of ADVISORY_LOCK_FUNCTIONS) {
    if (lock.name === called && lock.exclusive) {
      run.state.pushScope({
        kind: 'lock',
        id: takeId(run),
        reach: 'shared',
        key,
        owner: undefined,
        heldBy: lock.held === 'transaction' ? 'transaction' : 'caller',
        certainty: 'certain',
        range: [0, 0],
        module: run.module,
      });
      return;
    }
  }
}

function bindCondition(run: Run, condition: SqlCondition, bound: Bound): AccessCondition {
  return {
    field: condition.column,
    operator: condition.operator.toLowerCase(),
    value: bindValue(run, condition.value, bound),
  };
}

function bindAssignment(run: Run, assignment: SqlAssignment, bound: Bound): AccessSet {
  return {
    field: assignment.column,
    value: bindValue(run, assignment.value, bound),
    relative: assignment.relative,
    range: undefined,
  };
}

function bindValue(run: Run, value: SqlValue, bound: Bound): Value {
  switch (value.kind) {
    case 'placeholder':
      return findParameterValue(run, value, bound);
    case 'column':
      return createUnknown(undefined);
    case 'constant':
      return createConstant(value.value);
    case 'expression':
      // `now()`, `gen_random_uuid()`: new with every statement.
      if (value.operands.length === 0) return createUnknown(undefined, [{ kind: 'fresh', weak: false }]);
      return createOperation(
        'call',
        value.operands.map((operand) => bindValue(run, operand, bound)),
        { name: value.operator },
      );
    case 'subquery':
      return value.select === undefined
        ? unknownValue
        : createOperation(
            'call',
            value.select.where.map((condition) => bindValue(run, condition.value, bound)),
            { name: 'subquery' },
          );
  }
}
