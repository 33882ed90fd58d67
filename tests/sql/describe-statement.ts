import { parseSql } from '../../src/sql/parse-sql.ts';
import { joinSqlText } from '../../src/sql/sql-text.ts';
import type { SqlRange, SqlStatement, SqlText, SqlValue } from '../../src/sql/statement.ts';

/** `¤` stands for a template hole in the SQL of these tests. */
export function sql(written: string): SqlText {
  return { texts: written.split('¤') };
}

/** A SQL text, and what each of its statements says. */
export type SqlCase = readonly [written: string, ...facts: readonly string[]];

/** The statements of `written`, one line per fact. Ranges are shown as the text they cover, offsets as numbers. */
export function describeSql(written: string): readonly string[] {
  const text = sql(written);
  const joined = joinSqlText(text);
  return parseSql(text).map((statement) => describeStatement(statement, joined).join('\n'));
}

/** The facts of a case without their indentation. */
export function unindent(facts: string): string {
  return facts
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('\n');
}

function describeStatement(statement: SqlStatement, joined: string): readonly string[] {
  const slice = ([start, end]: SqlRange): string => joined.slice(start, end).replaceAll('\uFFFC', '¤');
  const lines: string[] = [`${statement.kind} ${statement.table ?? '?'}`];
  if (slice(statement.range) !== slice([0, joined.length])) {
    lines.push(`range: ${slice(statement.range)}`);
  }
  if (statement.tablesRead.length > 0) {
    lines.push(`reads: ${statement.tablesRead.join(', ')}`);
  }
  if (statement.columns.length > 0) {
    lines.push(`${statement.returning ? 'returning' : 'columns'}: ${statement.columns.join(', ')}`);
  }
  lines.push(...statement.aliases.map(({ alias, column }) => `alias: ${alias} of ${column}`));
  if (statement.aggregate !== undefined) {
    lines.push(`aggregate: ${statement.aggregate}`);
  }
  for (const { column, value, relative, onConflict, range } of statement.assignments) {
    lines.push(
      `${onConflict ? 'set on conflict' : 'set'}: ${column} = ${describeValue(value, slice)}${relative ? ', relative' : ''} | ${slice(range)}`,
    );
  }
  for (const { column, operator, value, range } of statement.where) {
    lines.push(`where: ${column} ${operator} ${describeValue(value, slice)} | ${slice(range)}`);
  }
  if (!statement.whereIsComplete) {
    lines.push('where: and more');
  }
  if (statement.hasWhere || statement.whereEnd !== undefined) {
    lines.push(`${statement.hasWhere ? 'where ends' : 'where would go'}: ${String(statement.whereEnd)}`);
  }
  if (statement.lock !== undefined) {
    lines.push(`lock: ${statement.lock}`);
  }
  if (statement.lockAt !== undefined) {
    lines.push(`lock would go: ${String(statement.lockAt)}`);
  }
  if (statement.conflict !== undefined) {
    lines.push(`conflict: ${statement.conflict.action} (${statement.conflict.columns.join(', ')})`);
  }
  if (statement.isolation !== undefined) {
    lines.push(`isolation: ${statement.isolation}`);
  }
  for (const { function: name, key } of statement.advisoryLocks) {
    lines.push(`advisory lock: ${name} ${key === undefined ? '' : describeValue(key, slice)}`);
  }
  if (statement.isGuardedInsert) {
    lines.push('guarded insert');
  }
  return lines;
}

function describeValue(value: SqlValue, slice: (range: SqlRange) => string): string {
  switch (value.kind) {
    case 'placeholder':
      return `${value.style} ${String(value.index)}${value.name === undefined ? '' : ` ${value.name}`} ‹${slice(value.range)}›`;
    case 'column':
      return value.table === undefined
        ? `${value.name} ‹${slice(value.range)}›`
        : `${value.name} of ${value.table} ‹${slice(value.range)}›`;
    case 'constant':
      return JSON.stringify(value.value);
    case 'expression':
      return `${value.operator ?? 'of'}(${value.operands.map((operand) => describeValue(operand, slice)).join('; ')})`;
    case 'subquery':
      return `query on ${value.select?.table ?? '?'} ‹${slice(value.range)}›`;
  }
}
