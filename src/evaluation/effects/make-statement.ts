/**
 * Statements that a library's helper writes from a record: `insert({ name, age }, columns, 'users')`.
 */
import type { Returns } from '../../catalog/shape.ts';
import type { ReturnContext } from '../domain/call-site.ts';
import { getRecordFields } from '../domain/fields.ts';
import type { Run } from '../domain/run.ts';
import { createValue, findTarget, getConstantString, joinSources } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { getElement } from '../members/get-member.ts';
import { findArgument } from './arguments.ts';

type StatementReturns = Extract<Returns, { readonly kind: 'statement' }>;

/** The text of the statement, with a hole for each value; undefined where its table is not known. */
export function makeStatementText(run: Run, returns: StatementReturns, context: ReturnContext): Value | undefined {
  const table = [returns.table]
    .flat()
    .map((path) => getTable(findArgument(run, context, path)))
    .find((name) => name !== undefined);
  if (table === undefined || !/^\w+$/.test(table)) return undefined;
  const data = findArgument(run, context, returns.data);
  const row = data === undefined || findTarget(data).what.kind !== 'list' ? data : getElement(run, data);
  const what = row === undefined ? undefined : findTarget(row).what;
  const skipped = getConditionColumns(findArgument(run, context, returns.columns));
  const fields =
    what?.kind === 'record'
      ? [...getRecordFields(run, what)].filter(([name]) => /^\w+$/.test(name) && !skipped.has(name))
      : [];
  if (fields.length === 0)
    return row === undefined
      ? undefined
      : createText([returns.operation === 'insert' ? `INSERT INTO ${table} SET ` : `UPDATE ${table} SET `, ''], [row]);
  const names = fields.map(([name]) => name);
  const values = fields.map(([, value]) => value);
  if (returns.operation === 'insert')
    return createText(
      [
        `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (`,
        ...names.slice(1).map(() => ', '),
        ')',
      ],
      values,
    );
  return createText(
    [...names.map((name, index) => `${index === 0 ? `UPDATE "${table}" SET ` : ', '}"${name}" = `), ''],
    values,
  );
}

function getTable(value: Value | undefined): string | undefined {
  const what = value === undefined ? undefined : findTarget(value).what;
  return what?.kind === 'handle' ? what.resource : getConstantString(value);
}

/** Columns that only tell rows apart: `?id`. */
function getConditionColumns(columns: Value | undefined): ReadonlySet<string> {
  const what = columns === undefined ? undefined : findTarget(columns).what;
  const names = what?.kind === 'list' ? what.elements.map(getConstantString) : [];
  return new Set(names.flatMap((name) => (name?.startsWith('?') === true ? [name.slice(1)] : [])));
}

function createText(texts: readonly string[], values: readonly Value[]): Value {
  return createValue({ kind: 'text', texts, values }, joinSources(values));
}
