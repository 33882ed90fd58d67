/** SQL scripts of any dialect, as statements of tokens. Nothing throws: what no dialect knows becomes symbols. */

export interface SqlToken {
  /** `word` is an unquoted name or keyword, `name` a quoted name, `symbol` one character of anything else. */
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'symbol';
  /** Without quotes; words as written. */
  readonly text: string;
}

/** The part of a migration that takes it back again, in goose, sql-migrate, micrate and dbmate. */
const undoMarker = /^--\s*(?:\+(?:goose|migrate|micrate)\s+down|migrate:down)\b/im;

/** What is left open goes on to the end, which also keeps broken scripts linear. */
const token = new RegExp(
  [
    String.raw`(?<space>\s+|--[^\n]*|(?<=^|\n)#[^\n]*|/\*[^]*?(?:\*/|$))`,
    String.raw`(?<end>;|(?<=^|\n)GO[ \t]*(?=\r?\n|$))`,
    String.raw`'(?<text>(?:[^'\\]|''|\\[^])*)(?:'|$)`,
    String.raw`(?<dollar>\$(?<tag>\w*)\$[^]*?(?:\$\k<tag>\$|$))`,
    // Brackets quote names in SQL Server; after a word or a bracket they are PostgreSQL's arrays.
    String.raw`(?:"(?<double>(?:[^"]|"")*)"|${'`'}(?<tick>[^${'`'}]*)${'`'}|(?<![\w\])])\[(?<bracket>[A-Za-z_][^\][\n]*)\])`,
    String.raw`(?<word>[\p{L}_][\p{L}\p{N}_$]*)`,
    String.raw`(?<number>\d[\d.]*)`,
    String.raw`(?<symbol>[^])`,
  ].join('|'),
  'gyu',
);

/** The same boundaries, in larger pieces: for statements of which nothing is wanted. */
const piece =
  /[^;'"`$\-/\n]+|--[^\n]*|\/\*[^]*?(?:\*\/|$)|'(?:[^'\\]|''|\\[^])*(?:'|$)|"[^"]*(?:"|$)|`[^`]*(?:`|$)|\$(\w*)\$[^]*?(?:\$\1\$|$)|\nGO[ \t]*(?=\r?\n|$)|[^]/gy;

/** Statements that start with one of `leading` (upper case); the rest, such as a dump's rows, is passed over. */
export function readSqlStatements(script: string, leading: ReadonlySet<string>): readonly (readonly SqlToken[])[] {
  const undoFrom = script.search(undoMarker);
  const text = undoFrom === -1 ? script : script.slice(0, undoFrom);
  const statements: SqlToken[][] = [];
  let current: SqlToken[] = [];
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const groups = match.groups ?? {};
    if (groups['space'] !== undefined) continue;
    if (groups['end'] !== undefined) {
      if (current.length > 0) statements.push(current);
      current = [];
      continue;
    }
    const read = toToken(groups);
    if (current.length > 0 || leading.has(read.text.toUpperCase())) current.push(read);
    else token.lastIndex = skipStatement(text, match.index);
  }
  if (current.length > 0) statements.push(current);
  return statements;
}

/** Where the next statement starts. */
function skipStatement(text: string, from: number): number {
  piece.lastIndex = from;
  for (let match = piece.exec(text); match !== null; match = piece.exec(text)) {
    if (match[0] !== ';' && !match[0].startsWith('\nGO')) continue;
    const end = piece.lastIndex;
    // Rows of a PostgreSQL dump follow the statement itself, up to a line `\.`.
    if (!/^COPY\b[^;]*\bFROM\s+STDIN\b/i.test(text.slice(from, Math.min(end, from + 10_000)))) return end;
    const rows = text.indexOf('\n\\.', end);
    return rows === -1 ? text.length : rows + 3;
  }
  return text.length;
}

function toToken(groups: Readonly<Record<string, string | undefined>>): SqlToken {
  const { word, number, symbol, double, tick, bracket, text, dollar } = groups;
  if (word !== undefined) return { kind: 'word', text: word };
  if (symbol !== undefined) return { kind: 'symbol', text: symbol };
  if (number !== undefined) return { kind: 'number', text: number };
  const name = double ?? tick ?? bracket;
  if (name !== undefined) return { kind: 'name', text: name.replaceAll('""', '"') };
  return { kind: 'text', text: text ?? dollar ?? '' };
}

/** Walks the tokens of a statement. Every `take…` steps over what it finds, and stays where it does not find it. */
export interface TokenReader {
  isAtEnd(): boolean;
  /** The word `offset` tokens ahead in upper case; undefined for anything but an unquoted word. */
  word(offset?: number): string | undefined;
  symbol(offset?: number): string | undefined;
  skip(): void;
  /** These words, one after the other. */
  take(...words: readonly string[]): boolean;
  /** A name, the last part of a dotted one. */
  takeName(): string | undefined;
  /** What stands between brackets here, split at its commas. */
  takeGroup(): readonly (readonly SqlToken[])[] | undefined;
  /** Everything up to the next bracket is passed over first. */
  seekGroup(): readonly (readonly SqlToken[])[] | undefined;
  /** What is left. */
  rest(): readonly SqlToken[];
}

export function createTokenReader(tokens: readonly SqlToken[]): TokenReader {
  let at = 0;
  const word = (offset = 0): string | undefined => {
    const found = tokens[at + offset];
    return found?.kind === 'word' ? found.text.toUpperCase() : undefined;
  };
  const symbol = (offset = 0): string | undefined => {
    const found = tokens[at + offset];
    return found?.kind === 'symbol' ? found.text : undefined;
  };
  const takeGroup = (): readonly (readonly SqlToken[])[] | undefined => {
    if (symbol() !== '(') return undefined;
    const from = at + 1;
    let depth = 0;
    for (; at < tokens.length; at += 1) {
      if (symbol() === '(') depth += 1;
      else if (symbol() === ')') depth -= 1;
      if (depth === 0) break;
    }
    const inner = tokens.slice(from, at);
    at += 1;
    return splitAtCommas(inner);
  };
  return {
    isAtEnd: () => at >= tokens.length,
    word,
    symbol,
    skip: () => {
      at += 1;
    },
    take(...words) {
      if (!words.every((expected, offset) => word(offset) === expected)) return false;
      at += words.length;
      return true;
    },
    takeName() {
      let name: string | undefined;
      for (let found = tokens[at]; found?.kind === 'word' || found?.kind === 'name'; found = tokens[at]) {
        name = found.text;
        at += 1;
        if (symbol() !== '.') break;
        at += 1;
      }
      return name;
    },
    takeGroup,
    seekGroup() {
      while (at < tokens.length && symbol() !== '(') at += 1;
      return takeGroup();
    },
    rest: () => tokens.slice(at),
  };
}

export function splitAtCommas(tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const parts: SqlToken[][] = [[]];
  let depth = 0;
  for (const read of tokens) {
    if (read.kind === 'symbol' && read.text === '(') depth += 1;
    if (read.kind === 'symbol' && read.text === ')') depth -= 1;
    if (read.kind === 'symbol' && read.text === ',' && depth === 0) parts.push([]);
    else parts.at(-1)?.push(read);
  }
  return parts.filter((part) => part.length > 0);
}
