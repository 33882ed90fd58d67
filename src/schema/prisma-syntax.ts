/** The text of a Prisma schema, taken apart: blocks, their logical lines, attributes with their arguments. */

export interface PrismaBlock {
  /** `model`, `view`, `type`, `enum`, `datasource`, `generator`. */
  readonly keyword: string;
  readonly name: string;
  /** Without comments; a line goes on while a bracket is open. */
  readonly lines: readonly string[];
}

export interface PrismaAttribute {
  /** `unique` for `@unique`, `@unique` for `@@unique`, `db.VarChar` for `@db.VarChar`. */
  readonly name: string;
  has(argument: string): boolean;
  /** The names in an argument's list, or the single one it is; the first unnamed argument counts as well. */
  list(argument: string): readonly string[];
  /** As `list`, without the unnamed argument. */
  named(argument: string): readonly string[];
  /** The text in quotes of an argument, or of the first unnamed one. */
  text(argument: string): string | undefined;
}

/**
 * A string, as one token: brackets and slashes inside it are text. So is an escape outside of strings: where one is never closed, no
 * other is looked for at its escaped quotes, each of which would take as long again.
 */
const string = String.raw`"(?:[^"\\\n]|\\.)*"|\\.`;
const commentPattern = new RegExp(String.raw`(${string})|//[^\n]*|/\*[^]*?(?:\*/|$)`, 'g');
const tokenPattern = new RegExp(String.raw`${string}|[^]`, 'gy');
const attributePattern = new RegExp(String.raw`${string}|@(@?[\w.]+)\s*(\()?`, 'g');

export function readBlocks(text: string): readonly PrismaBlock[] {
  const plain = text.replace(commentPattern, (_, kept: string | undefined) => kept ?? ' ');
  const blocks: PrismaBlock[] = [];
  const start = /^[ \t]*(\w+)[ \t]+(\w+)[ \t]*\{/gm;
  for (let match = start.exec(plain); match !== null; match = start.exec(plain)) {
    const body = readBody(plain, start.lastIndex);
    blocks.push({ keyword: match[1] ?? '', name: match[2] ?? '', lines: body.lines });
    start.lastIndex = body.end;
  }
  return blocks;
}

function readBody(text: string, from: number): { readonly lines: readonly string[]; readonly end: number } {
  const lines: string[] = [];
  const token = new RegExp(tokenPattern);
  token.lastIndex = from;
  let line = '';
  let depth = 0;
  const finishLine = (): void => {
    if (line.trim() !== '') lines.push(line.trim());
    line = '';
  };
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [part] = match;
    if (/^[([{]$/.test(part)) depth += 1;
    else if (part === '}' && depth === 0) break;
    else if (/^[)\]}]$/.test(part)) depth = Math.max(0, depth - 1);
    if (part === '\n' && depth === 0) finishLine();
    else line += part;
  }
  finishLine();
  return { lines, end: token.lastIndex === 0 ? text.length : token.lastIndex };
}

/** The attributes of a line: `@id @default(autoincrement()) @map("_id")`, `@@unique([a, b], map: "x")`. */
export function readAttributes(line: string): readonly PrismaAttribute[] {
  const attributes: PrismaAttribute[] = [];
  const start = new RegExp(attributePattern);
  for (let match = start.exec(line); match !== null; match = start.exec(line)) {
    if (match[1] === undefined) continue;
    const args = match[2] === undefined ? { parts: [], end: start.lastIndex } : splitArguments(line, start.lastIndex);
    start.lastIndex = args.end;
    attributes.push(createAttribute(match[1], args.parts));
  }
  return attributes;
}

/** The arguments up to the closing bracket, split at commas outside any inner one. */
function splitArguments(text: string, from: number): { readonly parts: readonly string[]; readonly end: number } {
  const parts: string[] = [];
  const token = new RegExp(tokenPattern);
  token.lastIndex = from;
  let part = '';
  let depth = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const [piece] = match;
    if (/^[([{]$/.test(piece)) depth += 1;
    else if (/^[)\]}]$/.test(piece)) {
      if (depth === 0) break;
      depth -= 1;
    }
    if (piece === ',' && depth === 0) {
      parts.push(part.trim());
      part = '';
    } else part += piece;
  }
  if (part.trim() !== '') parts.push(part.trim());
  return { parts, end: token.lastIndex === 0 ? text.length : token.lastIndex };
}

function createAttribute(name: string, parts: readonly string[]): PrismaAttribute {
  const named = new Map<string, string>();
  let unnamed: string | undefined;
  for (const part of parts) {
    const [, key, value] = /^(\w+)\s*:\s*([^]*)$/.exec(part) ?? [];
    if (key !== undefined && value !== undefined) named.set(key, value);
    else unnamed ??= part;
  }
  return {
    name,
    has: (argument) => named.has(argument),
    list: (argument) => splitList(named.get(argument) ?? unnamed),
    named: (argument) => splitList(named.get(argument)),
    text: (argument) => /^"((?:[^"\\]|\\.)*)"$/.exec(named.get(argument) ?? unnamed ?? '')?.[1],
  };
}

/** `[a, b(sort: Desc), address.street]`, or a single name. */
function splitList(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const inner = text.startsWith('[') ? splitArguments(text, 1).parts : [text];
  return inner
    .map((entry) => (entry.endsWith(')') ? (entry.split('(', 1)[0] ?? '') : entry).trim())
    .filter((entry) => entry !== '');
}
