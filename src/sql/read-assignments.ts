import type { InsertStmt, Node } from 'sql-parser-cst';

import { createScope, readName, readSources } from './read-tables.ts';
import { getOriginalRange, mentionsOwnColumn, readValue, type ReadContext } from './read-value.ts';
import type { SqlAssignment, SqlRange, SqlValue } from './statement.ts';

/** Reads `SET column = value, …`. Columns of other tables (MySQL's joined updates) are left out. */
export function readAssignments(
  items: readonly Node[],
  context: ReadContext,
  onConflict: boolean,
): readonly SqlAssignment[] {
  return items.flatMap((item): readonly SqlAssignment[] => {
    if (item.type !== 'column_assignment') {
      return [];
    }
    const range = getOriginalRange(item, context.source);
    if (item.column.type === 'paren_expr') {
      // `SET (a, b) = (1, 2)`; from a subquery, every column has that one value.
      const list =
        item.expr.type === 'paren_expr'
          ? item.expr.expr
          : item.expr.type === 'row_constructor'
            ? item.expr.row.expr
            : undefined;
      const values = list?.type === 'list_expr' ? list.items : [];
      return item.column.expr.items.map((column, index) =>
        createAssignment(column, values[index] ?? item.expr, range, context, onConflict),
      );
    }
    const column = readValue(item.column, context);
    return column.kind === 'column' && column.table !== undefined
      ? []
      : [createAssignment(item.column, item.expr, range, context, onConflict)];
  });
}

/** Reads what an INSERT puts into its columns: by position from VALUES or SELECT, or from MySQL's SET. */
export function readInsertAssignments(tree: InsertStmt, context: ReadContext): readonly SqlAssignment[] {
  const columns = tree.clauses.find((clause) => clause.type === 'insert_clause')?.columns?.expr.items ?? [];
  return tree.clauses.flatMap((clause): readonly SqlAssignment[] => {
    switch (clause.type) {
      case 'set_clause':
        return readAssignments(clause.assignments.items, context, false).map((assignment) => ({
          ...assignment,
          relative: false,
        }));
      case 'values_clause':
        return clause.values.items.flatMap((row) =>
          pairUp(columns, row.type === 'row_constructor' ? row.row.expr.items : row.expr.items, context),
        );
      case 'select_stmt': {
        const items = clause.clauses.find((other) => other.type === 'select_clause')?.columns?.items ?? [];
        const from = clause.clauses.find((other) => other.type === 'from_clause');
        // The rows selected are not the row inserted, not even where they are of the same table: no column here is its own.
        const sources = from === undefined ? [] : readSources(from.expr);
        const scope = createScope(undefined, sources, undefined);
        const values = items.map((item) => (item.type === 'alias' ? item.expr : item));
        const [source] = sources;
        return pairUp(columns, values, { ...context, scope }).map((assignment) => ({
          ...assignment,
          value: withTable(assignment.value, source?.table),
        }));
      }
      default:
        return [];
    }
  });
}

function pairUp(columns: readonly Node[], values: readonly Node[], context: ReadContext): readonly SqlAssignment[] {
  const [only] = values;
  if (only !== undefined && values.length === 1 && columns.length > 1) {
    // `VALUES ${rows}`: one placeholder for all columns.
    return [
      { ...createAssignment(undefined, only, getOriginalRange(only, context.source), context, false), relative: false },
    ];
  }
  return columns.flatMap((column, index) => {
    const value = values[index];
    const range = value === undefined ? undefined : getOriginalRange(value, context.source);
    return value === undefined || range === undefined
      ? []
      : [{ ...createAssignment(column, value, range, context, false), relative: false }];
  });
}

function createAssignment(
  column: Node | undefined,
  valueNode: Node,
  range: SqlRange,
  context: ReadContext,
  onConflict: boolean,
): SqlAssignment {
  const value = readValue(valueNode, context);
  return { column: readName(column) ?? '*', value, relative: mentionsOwnColumn(value), onConflict, range };
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
