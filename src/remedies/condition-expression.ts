/**
 * The expression whose value a condition compares with: a parameter of the statement, or a property of the condition object.
 */
import type { Access, AccessCondition, AccessSet } from '../evaluation/domain/access.ts';
import type { Expression, RecordExpression } from '../languages/program.ts';
import type { SqlValue } from '../sql/statement.ts';

export function findConditionExpression(access: Access, condition: AccessCondition): Expression | undefined {
  return access.sql === undefined ? findInObjects(access, condition) : findInStatement(access, condition);
}

/** The expression that a field is set to. */
export function findSetExpression(access: Access, set: AccessSet): Expression | undefined {
  const { sql, sets, args } = access;
  // Assignments are bound one by one, in order.
  const stated = sql?.statement.assignments[sets.indexOf(set)];
  if (sql !== undefined) return stated?.column === set.field ? findPlaceholder(access, stated.value) : undefined;
  for (const { node } of args) {
    const data = findProperty(node, 'data') ?? node;
    const value = findProperty(findProperty(data, '$set') ?? data, set.field);
    if (value !== undefined) return value.kind === 'record' ? undefined : value;
  }
  return undefined;
}

function findInStatement(access: Access, condition: AccessCondition): Expression | undefined {
  // Conditions are bound one by one, in order.
  const stated = access.sql?.statement.where[access.where.indexOf(condition)];
  return stated?.column === condition.field ? findPlaceholder(access, stated.value) : undefined;
}

function findPlaceholder({ sql, call }: Access, stated: SqlValue): Expression | undefined {
  if (sql === undefined || stated.kind !== 'placeholder') return undefined;
  const { style, index, name } = stated;
  if (style === 'hole') return sql.text.node?.kind === 'template' ? sql.text.node.values[index] : undefined;
  const given = sql.parameters?.node;
  if (given !== undefined) return style === 'named' ? findProperty(given, name) : findElement(given, index);
  // `prepare('…').get(a, b)`: the arguments themselves, or a list or record that is the only one.
  const text = sql.text.node;
  if (
    call === undefined ||
    text === undefined ||
    text.range[0] < call.callee.range[0] ||
    text.range[1] > call.callee.range[1] ||
    call.args.some((argument) => argument.spread)
  )
    return undefined;
  const [only] = call.args;
  if (style === 'named') return findProperty(only?.value, name);
  return call.args.length === 1 && only?.value.kind === 'list'
    ? findElement(only.value, index)
    : call.args[index]?.value;
}

function findElement(list: Expression, index: number): Expression | undefined {
  if (list.kind !== 'list' || list.elements.some((element) => element.spread)) return undefined;
  return list.elements[index]?.value;
}

function findProperty(record: Expression | undefined, name: string | undefined): Expression | undefined {
  if (record?.kind !== 'record' || name === undefined || !isPlainRecord(record)) return undefined;
  const entry = record.entries.find((candidate) => candidate.kind === 'property' && candidate.key === name);
  return entry?.value;
}

/** `{ id, ownerId: userId }`, in an argument or in the `where` of one; only equality is looked for. */
function findInObjects({ args }: Access, condition: AccessCondition): Expression | undefined {
  if (condition.operator !== '=') return undefined;
  for (const { node } of args) {
    if (node?.kind !== 'record' || !isPlainRecord(node)) continue;
    const where = findProperty(node, 'where') ?? node;
    const value = findProperty(where, condition.field);
    if (value !== undefined) return value.kind === 'record' ? undefined : value;
  }
  return undefined;
}

/** No spreads, no computed keys: what is written is all there is. */
export function isPlainRecord(record: RecordExpression): boolean {
  return record.entries.every((entry) => entry.kind === 'property' && typeof entry.key === 'string');
}
