import { scanSql, type SqlToken } from './scan-sql.ts';
import { getHoleOffsets, joinSqlText } from './sql-text.ts';
import type { SqlAssignment, SqlStatement, SqlText } from './statement.ts';

/** Replaces `offset` to `end` of the joined SQL text by `text`; an insertion where both are equal. */
export interface SqlEdit {
  readonly offset: number;
  readonly end: number;
  readonly text: string;
}

/** The placeholder for one more value, in the style the text uses already. */
export type NextPlaceholder =
  /** `$3`: the value goes at the end of the list, at `parameterIndex` counted from 0. */
  | { readonly kind: 'numbered'; readonly text: string; readonly parameterIndex: number }
  /** `?` or `%s`: the value goes before the one that stands at `parameterIndex` now. */
  | { readonly kind: 'positional'; readonly text: string; readonly parameterIndex: number }
  | { readonly kind: 'named'; readonly text: string; readonly name: string }
  /** A tagged template: a further hole, number `holeIndex` of the template. */
  | { readonly kind: 'hole'; readonly holeIndex: number };

/** Adds a condition to the WHERE, which it makes where there is none. Undefined where a WHERE has no place (inserts, unknown fragments). */
export function addCondition(
  text: SqlText,
  statement: SqlStatement,
  condition: string,
): readonly SqlEdit[] | undefined {
  const { whereEnd } = statement;
  if (whereEnd === undefined) {
    return undefined;
  }
  if (!statement.hasWhere) {
    return [insert(whereEnd, ` WHERE ${condition}`)];
  }
  const tokens = scan(text).filter((token) => token.end <= whereEnd);
  const depth = tokens.at(-1)?.depth ?? 0;
  const where = tokens.findLastIndex((token) => token.text === 'WHERE' && token.depth === depth);
  const first = tokens[where + 1];
  // AND binds tighter than OR: what stands there must hold as a whole.
  const hasAlternatives = tokens
    .slice(where + 1)
    .some((token) => token.depth === depth && /^(?:OR|XOR|\|\|)$/.test(token.text));
  return where !== -1 && first !== undefined && hasAlternatives
    ? [insert(first.start, '('), insert(whereEnd, `) AND ${condition}`)]
    : [insert(whereEnd, ` AND ${condition}`)];
}

/**
 * Lets the database compute `column` from what it holds: `balance = $1` becomes `balance = balance - $1`, or with
 * `amount` given `balance = balance - amount`. Undefined where the column is not set by itself in an UPDATE, or is relative already.
 */
export function makeRelative(
  text: SqlText,
  statement: SqlStatement,
  column: string,
  operator: '+' | '-',
  amount?: string,
): readonly SqlEdit[] | undefined {
  const assignment = statement.assignments.find((other) => other.column === column && !other.onConflict);
  if (statement.kind !== 'update' || assignment === undefined || assignment.relative) {
    return undefined;
  }
  const tokens = scan(text).filter((token) => token.start >= assignment.range[0] && token.end <= assignment.range[1]);
  const equals = tokens.findIndex((token) => token.text === '=' || token.text === ':=');
  const columnToken = tokens[equals - 1];
  const valueToken = tokens[equals + 1];
  if (columnToken === undefined || valueToken === undefined || columnToken.text === ')') {
    return undefined;
  }
  const joined = joinSqlText(text);
  const written = joined.slice(assignment.range[0], columnToken.end);
  // With other tables in reach, the bare name may be ambiguous on the right-hand side.
  const isAmbiguous = equals === 1 && statement.tablesRead.length > 0;
  const qualifier = isAmbiguous ? findQualifier(joined, scan(text), statement) : '';
  if (qualifier === undefined) {
    return undefined;
  }
  const start = `${qualifier}${written} ${operator} `;
  const end = assignment.range[1];
  if (amount !== undefined) {
    return [{ offset: valueToken.start, end, text: `${start}${amount}` }];
  }
  return isComposed(assignment)
    ? [insert(valueToken.start, `${start}(`), insert(end, ')')]
    : [insert(valueToken.start, start)];
}

/** Makes a SELECT lock the rows it reads. Undefined where SQL allows no lock (aggregates, DISTINCT, UNION), or one is taken. */
export function addRowLock(
  statement: SqlStatement,
  strength: 'UPDATE' | 'NO KEY UPDATE' | 'SHARE' = 'UPDATE',
): SqlEdit | undefined {
  return statement.lockAt === undefined ? undefined : insert(statement.lockAt, ` FOR ${strength}`);
}

/**
 * The placeholder for one more value at `offset`. `wantedName` is used where placeholders are named, with a number behind it if
 * it is taken. Undefined where the text has no placeholder to take after, or counts them at run time (`$${index}`).
 */
export function findNextPlaceholder(text: SqlText, offset: number, wantedName: string): NextPlaceholder | undefined {
  const joined = joinSqlText(text);
  const placeholders = scan(text).flatMap((token) =>
    token.value?.kind === 'placeholder' ? [{ ...token.value, token }] : [],
  );
  if (placeholders.some(({ style, token }) => style === 'hole' && '$:@'.includes(joined.charAt(token.start)))) {
    return undefined;
  }
  const numbered = placeholders.filter(({ style }) => style === 'numbered');
  const [firstNumbered] = numbered;
  if (firstNumbered !== undefined) {
    const highest = Math.max(...numbered.map(({ index }) => index));
    return {
      kind: 'numbered',
      text: `${joined.charAt(firstNumbered.token.start)}${String(highest + 2)}`,
      parameterIndex: highest + 1,
    };
  }
  const positional = placeholders.filter(({ style }) => style === 'positional');
  const [firstPositional] = positional;
  if (firstPositional !== undefined) {
    const isPython = joined.slice(firstPositional.token.start, firstPositional.token.end).includes('%');
    return {
      kind: 'positional',
      text: isPython ? '%s' : '?',
      parameterIndex: positional.filter(({ token }) => token.start < offset).length,
    };
  }
  const named = placeholders.filter(({ style }) => style === 'named');
  const [firstNamed] = named;
  if (firstNamed !== undefined) {
    const taken = new Set(named.map(({ name }) => name));
    const name = findFreeName(wantedName, taken);
    const written = joined.slice(firstNamed.token.start, firstNamed.token.end);
    return { kind: 'named', text: spellNamed(written, name), name };
  }
  const holes = getHoleOffsets(text);
  return holes.length === 0 ? undefined : { kind: 'hole', holeIndex: holes.filter((hole) => hole < offset).length };
}

/** The text with all edits made; they must not overlap. */
export function applySqlEdits(joined: string, edits: readonly SqlEdit[]): string {
  return edits
    .toSorted((a, b) => b.offset - a.offset)
    .reduce((result, edit) => result.slice(0, edit.offset) + edit.text + result.slice(edit.end), joined);
}

function insert(offset: number, text: string): SqlEdit {
  return { offset, end: offset, text };
}

function scan(text: SqlText): readonly SqlToken[] {
  return scanSql(joinSqlText(text), getHoleOffsets(text)).tokens;
}

function isComposed(assignment: SqlAssignment): boolean {
  return assignment.value.kind === 'expression' && assignment.value.operator !== undefined;
}

function findFreeName(wanted: string, taken: ReadonlySet<string | undefined>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) {
    name = `${wanted}${String(count)}`;
  }
  return name;
}

/** `:id` gives `:name`, `%(id)s` gives `%(name)s`, `$<id>` gives `$<name>`. */
function spellNamed(example: string, name: string): string {
  const [, opening = ':', closing = ''] =
    /^'?(%\(|\$[<([{/]|[:$@])(?:\.\.\.)?\w*(?::\w+|[~^#])?(\)s|[>)\]}/])?/.exec(example) ?? [];
  return `${opening}${name}${closing}`;
}

/** The qualifier of the updated row, with its dot: its alias, or else its table. Undefined where several tables are updated. */
function findQualifier(joined: string, tokens: readonly SqlToken[], statement: SqlStatement): string | undefined {
  const inside = tokens.filter((token) => token.start >= statement.range[0] && token.end <= statement.range[1]);
  const depth = inside[0]?.depth ?? 0;
  const update = inside.findLastIndex((token) => token.text === 'UPDATE' && token.depth === depth);
  const set = inside.findIndex((token, index) => index > update && token.text === 'SET');
  const target = inside.slice(update + 1, Math.max(set, 0));
  const name = target.at(-1);
  return name === undefined || target.some((token) => token.text === ',' || token.text === 'JOIN')
    ? undefined
    : `${joined.slice(name.start, name.end)}.`;
}
