import { createScope, readName, readSources } from './read-tables.ts';
import { mentionsOwnColumn, readValue, type ReadContext } from './read-value.ts';
import { HOLE } from './sql-text.ts';
import type { SqlAssignment, SqlRange, SqlValue } from './statement.ts';
import type { Assignment, Expression, Insert, Query, Select, SetClause } from './syntax.ts';

/** Reads `SET column = value, …`. Columns of other tables (MySQL's joined updates) are left out. */
export function readAssignments(
  set: SetClause | undefined,
  context: ReadContext,
  onConflict: boolean,
): readonly SqlAssignment[] {
  return (set?.assignments ?? []).flatMap((assignment) => readAssignment(assignment, context, onConflict));
}

function readAssignment(
  { target, value, range }: Assignment,
  context: ReadContext,
  onConflict: boolean,
): readonly SqlAssignment[] {
  if (target.kind === 'row') {
    // `SET (a, b) = (1, 2)`; from a subquery, every column has that one value.
    const values = value.kind === 'row' ? value.items : [];
    return target.items.map((column, index) =>
      createAssignment(column, values[index] ?? value, range, context, onConflict),
    );
  }
  const column = readValue(target, context);
  return column.kind === 'column' && column.table !== undefined && column.table !== HOLE
    ? []
    : [createAssignment(target, value, range, context, onConflict)];
}

/** Reads what an INSERT puts into its columns: by position from VALUES or SELECT, or from MySQL's SET. */
export function readInsertAssignments({ columns, source }: Insert, context: ReadContext): readonly SqlAssignment[] {
  if (source === undefined) {
    return [];
  }
  if (source.kind === 'set') {
    return readAssignments(source, context, false).map((assignment) => ({ ...assignment, relative: false }));
  }
  if (source.kind === 'placeholder') {
    // Where the columns are written and all the rest stands in a hole.
    return columns.length === 0 ? [] : pairUp([undefined], [source], context);
  }
  const query = unwrap(source);
  switch (query.kind) {
    case 'values':
      return query.rows.flatMap((row) => pairUp(columns, row.kind === 'row' ? row.items : [row], context));
    case 'select':
      return readSelected(columns, query, context);
    case 'compound':
    case 'table-query':
    case 'nested':
    case 'placeholder':
      return [];
  }
}

/** The query in parentheses. */
function unwrap(query: Query): Query {
  return query.kind === 'nested' ? unwrap(query.query) : query;
}

function readSelected(
  columns: readonly Expression[],
  { items, from }: Select,
  context: ReadContext,
): readonly SqlAssignment[] {
  // The rows selected are not the row inserted, not even where they are of the same table: no column here is its own.
  const sources = from?.tables.flatMap(readSources) ?? [];
  const scope = createScope(undefined, sources, undefined);
  const values = items.map((item) => item.expression);
  const [source] = sources;
  return pairUp(columns, values, { ...context, scope }).map((assignment) => ({
    ...assignment,
    value: withTable(assignment.value, source?.table),
  }));
}

function pairUp(
  columns: readonly (Expression | undefined)[],
  values: readonly Expression[],
  context: ReadContext,
): readonly SqlAssignment[] {
  const [only] = values;
  if (only !== undefined && values.length === 1 && columns.length > 1) {
    // `VALUES ${rows}`: one placeholder for all columns.
    return [{ ...createAssignment(undefined, only, only.range, context, false), relative: false }];
  }
  return columns.flatMap((column, index) => {
    const value = values[index];
    return value === undefined
      ? []
      : [{ ...createAssignment(column, value, value.range, context, false), relative: false }];
  });
}

function createAssignment(
  target: Expression | undefined,
  valueNode: Expression,
  range: SqlRange,
  context: ReadContext,
  onConflict: boolean,
): SqlAssignment {
  const value = readValue(valueNode, context);
  return { column: readTarget(target) ?? '*', value, relative: mentionsOwnColumn(value), onConflict, range };
}

/** The column that is set, also where only a part of it is. */
function readTarget(target: Expression | undefined): string | undefined {
  switch (target?.kind) {
    case 'column':
      return readName(target.name);
    case 'subscript':
      return readTarget(target.operand);
    default:
      return undefined;
  }
}

/** Unqualified columns of `INSERT … SELECT` belong to the table selected from. */
function withTable(value: SqlValue, table: string | undefined): SqlValue {
  switch (value.kind) {
    case 'column':
      return value.table === undefined ? { ...value, table } : value;
    case 'expression':
      return { ...value, operands: value.operands.map((operand) => withTable(operand, table)) };
    case 'placeholder':
    case 'constant':
    case 'subquery':
      return value;
  }
}
