/**
 * Runs the statements of a SQL text: each becomes a read or a write, opens or ends a transaction, or takes a lock.
 */
import type { CatalogEntry, OutcomeShape } from '../catalog/shape.ts';
import { ADVISORY_LOCK_FUNCTIONS } from '../catalog/locks/advisory-sql.ts';
import type { SqlAssignment, SqlCondition, SqlStatement, SqlText, SqlValue } from '../sql/statement.ts';
import { parseSql } from '../sql/parse-sql.ts';
import type { Access, AccessCondition, AccessSet, Connection } from './access.ts';
import { addAccess, createOutcome, getReceiverConnection } from './accesses.ts';
import type { CallSite } from './arguments.ts';
import { getElement, getMember } from './get-member.ts';
import type { Run } from './run.ts';
import { takeId } from './run.ts';
import { createConstant, createOperation, createUnknown, createValue, findTarget, getAlternatives, unknownValue } from './value.ts';
import type { Source, Value } from './value.ts';

interface Bound {
  readonly holes: readonly Value[];
  readonly parameters: Value | undefined;
}

/** Undefined where the value is no text. Concatenations become texts with holes. */
export function getSqlText(value: Value): { readonly text: SqlText; readonly holes: readonly Value[] } | undefined {
  const { what } = findTarget(value);
  switch (what.kind) {
    case 'constant':
      return typeof what.value === 'string' ? { text: { texts: [what.value] }, holes: [] } : undefined;
    case 'text':
      return { text: { texts: what.texts }, holes: what.values };
    case 'operation': {
      if (what.operator !== '+') return undefined;
      const texts: string[] = [''];
      const holes: Value[] = [];
      let hasText = false;
      for (const operand of what.operands) {
        const part = getSqlText(operand);
        if (part === undefined) {
          holes.push(operand);
          texts.push('');
          continue;
        }
        hasText = true;
        const [first = '', ...more] = part.text.texts;
        texts.push((texts.pop() ?? '') + first, ...more);
        holes.push(...part.holes);
      }
      return hasText ? { text: { texts }, holes } : undefined;
    }
    default:
      return undefined;
  }
}

/** The outcome of the last statement that reads or writes; undefined where the text could not be read. */
export function runSql(run: Run, call: CallSite, value: Value, parameters: Value | undefined, shape: OutcomeShape, connection: Connection | undefined): { readonly outcome: Value; readonly access: ReturnType<typeof addAccess> | undefined } {
  // A text that grew under a condition: only what its shortest form says holds on every path.
  const forms = getAlternatives(value);
  const sql = forms.length > 1 ? findShortest(forms.map(getSqlText)) : getSqlText(value);
  if (sql === undefined) return { outcome: unknownValue, access: undefined };
  const bound: Bound = { holes: sql.holes, parameters };
  releaseAdvisoryLocks(run, sql.text);
  let outcome = unknownValue;
  let last: ReturnType<typeof addAccess> | undefined;
  for (const statement of parseSql(sql.text)) {
    for (const { function: name, key } of statement.advisoryLocks) takeAdvisoryLock(run, name, key === undefined ? undefined : bindValue(run, key, bound));
    const access = runStatement(run, call, statement, value, bound, connection ?? getReceiverConnection(call.receiver));
    if (access === undefined) continue;
    last = access;
    if (forms.length > 1) access.whereIsKnown = false;
    const model = call.receiver === undefined ? undefined : findTarget(call.receiver).what;
    outcome = createOutcome(run, access, shape, model?.kind === 'handle' ? model : undefined, call.entry, undefined);
    if (access.aggregate !== undefined) outcome = createAggregateOutcome(access);
  }
  return { outcome, access: last };
}

function findShortest(forms: readonly ReturnType<typeof getSqlText>[]): ReturnType<typeof getSqlText> {
  let shortest: ReturnType<typeof getSqlText>;
  for (const form of forms) if (form !== undefined && (shortest === undefined || form.text.texts.join('').length < shortest.text.texts.join('').length)) shortest = form;
  return shortest;
}

/** Whatever is taken from the answer to `SELECT count(*)` is the count. */
function createAggregateOutcome(access: ReturnType<typeof addAccess>): Value {
  const source: Source = { kind: 'read', access, path: `#${access.aggregate ?? 'count'}`, weak: false };
  return createValue({ kind: 'unknown', path: undefined, origin: undefined }, [source]);
}

function runStatement(run: Run, call: CallSite, statement: SqlStatement, text: Value, bound: Bound, connection: Connection | undefined): ReturnType<typeof addAccess> | undefined {
  const sql = { statement, text, parameters: bound.parameters };
  const where = statement.where.map((condition) => bindCondition(run, condition, bound));
  switch (statement.kind) {
    case 'select':
      if (statement.table === undefined) return undefined;
      return addAccess(run, call, {
        kind: 'read', operation: 'select', resource: statement.table, where, whereIsKnown: statement.whereIsComplete,
        aggregate: statement.aggregate, many: false, lock: statement.lock === undefined ? undefined : statement.lock.includes('SHARE') ? 'share' : 'update', connection, sql,
      });
    case 'insert':
    case 'update':
    case 'delete':
      if (statement.table === undefined) return undefined;
      if (statement.kind === 'insert' && statement.conflict?.action === 'update') return runUpsert(run, call, statement, sql, bound, connection);
      return addAccess(run, call, {
        kind: 'write', operation: statement.kind, resource: statement.table, where, whereIsKnown: statement.whereIsComplete,
        sets: statement.assignments.map((assignment) => bindAssignment(run, assignment, bound)), whenMissing: 'outcome',
        conflict: statement.isGuardedInsert ? 'guarded' : statement.conflict?.action, connection, sql,
      });
    case 'begin':
      if (!holdsTransaction(run, call)) return undefined;
      run.state.pushScope({ kind: 'transaction', id: takeId(run), connection, store: call.entry.kind === 'store' ? call.entry : undefined, isolation: statement.isolation?.toLowerCase(), exclusive: statement.isolation === 'IMMEDIATE' || statement.isolation === 'EXCLUSIVE', certainty: 'certain', range: call.range, module: run.module });
      return undefined;
    case 'set-isolation':
      run.state.setScopes(run.state.scopes.map((scope) => (scope.kind === 'transaction' && scope.connection === connection ? { ...scope, isolation: statement.isolation?.toLowerCase() } : scope)));
      return undefined;
    case 'commit':
    case 'rollback':
      run.state.dropScope((scope) => (scope.kind === 'transaction' ? scope.connection === connection : scope.heldBy === 'transaction'));
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
  return definition.holdsTransaction === true || definition.inTransaction === true || (definition.extends ?? []).some((base) => isHolder(run, found.entry, base, depth + 1));
}

/** `INSERT … ON CONFLICT (key) DO UPDATE SET …`: the row with the inserted key is updated. */
function runUpsert(run: Run, call: CallSite, statement: SqlStatement, sql: NonNullable<Access['sql']>, bound: Bound, connection: Connection | undefined): Access {
  const inserted = statement.assignments.filter((assignment) => !assignment.onConflict).map((assignment) => bindAssignment(run, assignment, bound));
  const updated = statement.assignments.filter((assignment) => assignment.onConflict).map((assignment): AccessSet => {
    const proposed = assignment.value.kind === 'column' && assignment.value.table === 'excluded' ? inserted.find((set) => set.field === (assignment.value as { readonly name: string }).name) : undefined;
    return proposed === undefined ? bindAssignment(run, assignment, bound) : { field: assignment.column, value: proposed.value, relative: false, range: undefined };
  });
  const where = (statement.conflict?.columns ?? []).flatMap((column): readonly AccessCondition[] => inserted.filter((set) => set.field === column).map((set) => ({ field: column, operator: '=', value: set.value })));
  return addAccess(run, call, { kind: 'write', operation: 'upsert', resource: statement.table, where, whereIsKnown: where.length > 0, sets: updated, whenMissing: 'nothing', conflict: 'update', connection, sql });
}

/** Functions that give an advisory lock back are found in the text: they read nothing. */
function releaseAdvisoryLocks(run: Run, text: SqlText): void {
  if (!run.state.scopes.some((scope) => scope.kind === 'lock' && scope.reach === 'shared')) return;
  const joined = text.texts.join(' ').toLowerCase();
  if (ADVISORY_LOCK_FUNCTIONS.some((lock) => lock.unlock.some((name) => joined.includes(name)))) run.state.dropScope((scope) => scope.kind === 'lock' && scope.reach === 'shared' && scope.owner === undefined);
}

function takeAdvisoryLock(run: Run, name: string, key: Value | undefined): void {
  const called = name.toLowerCase();
  for (const lock of ADVISORY_LOCK_FUNCTIONS) {
    if (lock.name === called && lock.exclusive) {
      run.state.pushScope({ kind: 'lock', id: takeId(run), reach: 'shared', key, owner: undefined, heldBy: lock.held === 'transaction' ? 'transaction' : 'caller', certainty: 'certain', range: [0, 0], module: run.module });
      return;
    }
  }
}

function bindCondition(run: Run, condition: SqlCondition, bound: Bound): AccessCondition {
  return { field: condition.column, operator: condition.operator.toLowerCase(), value: bindValue(run, condition.value, bound) };
}

function bindAssignment(run: Run, assignment: SqlAssignment, bound: Bound): AccessSet {
  return { field: assignment.column, value: bindValue(run, assignment.value, bound), relative: assignment.relative, range: undefined };
}

function bindValue(run: Run, value: SqlValue, bound: Bound): Value {
  switch (value.kind) {
    case 'placeholder': {
      if (value.style === 'hole') return bound.holes[value.index] ?? unknownValue;
      const { parameters } = bound;
      if (parameters === undefined) return unknownValue;
      if (value.style === 'named') return value.name === undefined ? unknownValue : getMember(run, getSoleElement(parameters), value.name);
      return getParameter(run, parameters, value.index);
    }
    case 'column':
      return createUnknown(undefined);
    case 'constant':
      return createConstant(value.value);
    case 'expression':
      // `now()`, `gen_random_uuid()`: new with every statement.
      if (value.operands.length === 0) return createUnknown(undefined, [{ kind: 'fresh', weak: false }]);
      return createOperation('call', value.operands.map((operand) => bindValue(run, operand, bound)), { name: value.operator });
    case 'subquery':
      return value.select === undefined ? unknownValue : createOperation('call', value.select.where.map((condition) => bindValue(run, condition.value, bound)), { name: 'subquery' });
  }
}

/** `get(1, 2)` and `get([1, 2])` are the same: a sole list or record stands for its elements. */
function getSoleElement(parameters: Value): Value {
  const { what } = findTarget(parameters);
  if (what.kind !== 'list') return parameters;
  // Callbacks stand after the parameters.
  const [only, ...others] = what.elements.filter((element) => element.what.kind !== 'function');
  if (others.length > 0) return parameters;
  const inner = only === undefined ? undefined : findTarget(only).what;
  return only !== undefined && (inner?.kind === 'list' || inner?.kind === 'record') ? only : parameters;
}

function getParameter(run: Run, parameters: Value, index: number): Value {
  const list = getSoleElement(parameters);
  const { what } = findTarget(list);
  if (what.kind !== 'list') return getElement(run, list);
  return what.elements[index] ?? (what.open ? createUnknown(undefined, list.sources) : unknownValue);
}
