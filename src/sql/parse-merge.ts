import { parseExpression } from './parse-expression.ts';
import { parseRow } from './parse-row.ts';
import { parseJoinedTables } from './parse-tables.ts';
import { parseSet, parseTarget, takeReturning } from './parse-write-clauses.ts';
import type { Merge, MergeAction, With } from './syntax.ts';
import type { TokenCursor } from './token-cursor.ts';

export function parseMerge(cursor: TokenCursor, tables: With | undefined, start: number): Merge {
  cursor.expect('MERGE');
  cursor.clause = 'INTO';
  cursor.take('INTO');
  const target = parseJoinedTables(cursor);
  cursor.expect('USING');
  cursor.clause = 'USING';
  const source = parseJoinedTables(cursor);
  cursor.expect('ON');
  cursor.clause = 'ON';
  const condition = parseExpression(cursor);
  const actions: MergeAction[] = [];
  for (let action = takeAction(cursor); action !== undefined; action = takeAction(cursor)) {
    actions.push(action);
  }
  const returning = takeReturning(cursor);
  const range = cursor.rangeFrom(start);
  return actions.length === 0
    ? cursor.fail()
    : { kind: 'merge', with: tables, target, source, condition, actions, returning, range };
}

function takeAction(cursor: TokenCursor): MergeAction | undefined {
  const { start } = cursor;
  if (!cursor.take('WHEN')) {
    return undefined;
  }
  cursor.clause = 'WHEN';
  cursor.take('NOT');
  cursor.expect('MATCHED');
  if (cursor.take('BY') && cursor.takeAny('SOURCE', 'TARGET') === undefined) {
    cursor.fail();
  }
  const condition = cursor.take('AND') ? parseExpression(cursor) : undefined;
  cursor.expect('THEN');
  const change = parseChange(cursor);
  return { kind: 'merge-action', condition, ...change, range: cursor.rangeFrom(start) };
}

function parseChange(cursor: TokenCursor): Pick<MergeAction, 'set' | 'columns' | 'values'> {
  if (cursor.take('DELETE') || cursor.takeAll('DO', 'NOTHING')) {
    return { set: undefined, columns: [], values: undefined };
  }
  if (cursor.take('UPDATE')) {
    return { set: parseSet(cursor), columns: [], values: undefined };
  }
  cursor.expect('INSERT');
  const columns = cursor.at('(') ? cursor.parenthesizedList(() => parseTarget(cursor)) : [];
  if (cursor.take('OVERRIDING')) {
    cursor.advance();
    cursor.expect('VALUE');
  }
  if (cursor.takeAll('DEFAULT', 'VALUES')) {
    return { set: undefined, columns, values: undefined };
  }
  cursor.expect('VALUES');
  const row = parseRow(cursor);
  return { set: undefined, columns, values: row.kind === 'row' ? row : undefined };
}
