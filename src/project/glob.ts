/**
 * Glob patterns: `*` and `?` within a folder, `**` across folders, `{a,b}`, `[a-z]` and `[!a-z]`; a backslash takes the next character
 * literally. Written here since Node 20 has no such function that is stable. No regular expression is made of them, as its time would
 * grow with the power of the stars in a pattern: here it is at most that of the pattern times that of the path.
 */
import { assertExhaustive } from '../languages/program.ts';

export interface Glob {
  /** Whether the whole of a path fits, with `/` between its parts. */
  test(path: string): boolean;
}

type Part =
  | { readonly kind: 'text'; readonly characters: string[] }
  /** `?` and `[a-z]`. */
  | { readonly kind: 'character'; fits(character: string): boolean }
  /** `*`. */
  | { readonly kind: 'name' }
  /** `**`: anything. */
  | { readonly kind: 'path' }
  /** `**` and a slash: any number of folders. */
  | { readonly kind: 'folders' }
  | { readonly kind: 'choice'; readonly alternatives: readonly (readonly Part[])[] };

const anyCharacter: Part = { kind: 'character', fits: (found) => found !== '/' };

/** Undefined where the pattern cannot be read: a brace or bracket that is never closed. */
export function parseGlob(pattern: string): Glob | undefined {
  const parts = readParts(normalise(pattern));
  return parts === undefined ? undefined : { test: (path) => fits(parts, Array.from(path)) };
}

/** `./src/` and `src` mean what is in them, as a folder named alone cannot mean a file. */
function normalise(pattern: string): string {
  const rest = pattern.replace(/^(?:\.\/)+/, '');
  return rest.endsWith('/') ? `${rest}**` : rest;
}

/** Deeper than people nest braces. */
const maximumDepth = 20;

function readParts(pattern: string): readonly Part[] | undefined {
  const characters = Array.from(pattern);
  let parts: Part[] = [];
  /** Alternatives of the braces that are open, and what stands before these. */
  const open: { readonly before: Part[]; readonly alternatives: Part[][] }[] = [];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    const group = open.at(-1);
    switch (character) {
      case '\\': {
        const next = characters[++at];
        if (next === undefined) return undefined;
        addText(parts, next);
        break;
      }
      case '*':
        if (characters[at + 1] !== '*') addStars(parts, 'name');
        else if (characters[at + 2] === '/' && isAtStart(characters, at)) {
          addStars(parts, 'folders');
          at += 2;
        } else {
          addStars(parts, 'path');
          at++;
        }
        break;
      case '?':
        parts.push(anyCharacter);
        break;
      case '[': {
        const end = characters.indexOf(']', at + 2);
        const part = end === -1 ? undefined : createSet(characters.slice(at + 1, end));
        if (part === undefined) return undefined;
        parts.push(part);
        at = end;
        break;
      }
      case '{': {
        if (open.length === maximumDepth) return undefined;
        const first: Part[] = [];
        open.push({ before: parts, alternatives: [first] });
        parts = first;
        break;
      }
      case '}':
        if (group === undefined) return undefined;
        open.pop();
        parts = group.before;
        parts.push({ kind: 'choice', alternatives: group.alternatives });
        break;
      case ',':
        if (group === undefined) addText(parts, ',');
        else group.alternatives.push((parts = []));
        break;
      default:
        addText(parts, character);
    }
  }
  return open.length === 0 ? parts : undefined;
}

/** Where `**` is a whole segment, and may stand for none. */
function isAtStart(characters: readonly string[], at: number): boolean {
  return at === 0 || '/{,'.includes(characters[at - 1] ?? '');
}

function addText(parts: Part[], character: string): void {
  const last = parts.at(-1);
  if (last?.kind === 'text') last.characters.push(character);
  else parts.push({ kind: 'text', characters: [character] });
}

/** Those that add nothing to the ones before them are left out. */
function addStars(parts: Part[], kind: 'name' | 'path' | 'folders'): void {
  const last = parts.at(-1)?.kind;
  if (last !== 'path' && last !== kind) parts.push({ kind });
}

/** `a-c_` or `!a-c_`. A range such as `z-a` is none. */
function createSet(characters: readonly string[]): Part | undefined {
  const isNegated = characters[0] === '!' || characters[0] === '^';
  const ranges: { readonly from: number; readonly to: number }[] = [];
  for (let at = isNegated ? 1 : 0; at < characters.length; at++) {
    const from = getCode(characters[at]);
    const isRange = characters[at + 1] === '-' && at + 2 < characters.length;
    const to = isRange ? getCode(characters[at + 2]) : from;
    if (from > to) return undefined;
    ranges.push({ from, to });
    if (isRange) at += 2;
  }
  const holds = (code: number): boolean => ranges.some(({ from, to }) => from <= code && code <= to);
  return {
    kind: 'character',
    fits: (found) => (isNegated ? found !== '/' && !holds(getCode(found)) : holds(getCode(found))),
  };
}

function getCode(character: string | undefined): number {
  return character?.codePointAt(0) ?? Number.NaN;
}

function fits(parts: readonly Part[], path: readonly string[]): boolean {
  return advanceAll(parts, new Set([0]), path).has(path.length);
}

/** All places in the path that the parts may lead to from one of these. */
function advanceAll(parts: readonly Part[], starts: ReadonlySet<number>, path: readonly string[]): ReadonlySet<number> {
  let places = starts;
  for (const part of parts) {
    if (places.size === 0) break;
    places = advance(part, places, path);
  }
  return places;
}

function advance(part: Part, starts: ReadonlySet<number>, path: readonly string[]): ReadonlySet<number> {
  const reached = new Set<number>();
  switch (part.kind) {
    case 'text':
      for (const start of starts)
        if (part.characters.every((character, index) => path[start + index] === character))
          reached.add(start + part.characters.length);
      return reached;
    case 'character':
      for (const start of starts) {
        const character = path[start];
        if (character !== undefined && part.fits(character)) reached.add(start + 1);
      }
      return reached;
    case 'name':
      for (const start of starts)
        for (let end = start; !reached.has(end); end++) {
          reached.add(end);
          if (end === path.length || path[end] === '/') break;
        }
      return reached;
    case 'path':
      for (const start of starts)
        for (let end = start; end <= path.length && !reached.has(end); end++) reached.add(end);
      return reached;
    case 'folders':
      return advanceByFolders(starts, path);
    case 'choice':
      for (const alternative of part.alternatives)
        for (const end of advanceAll(alternative, starts, path)) reached.add(end);
      return reached;
    default:
      return assertExhaustive(part);
  }
}

function advanceByFolders(starts: ReadonlySet<number>, path: readonly string[]): ReadonlySet<number> {
  const reached = new Set(starts);
  const passed = new Set<number>();
  for (const start of starts) {
    let folder = start;
    for (let at = start; at < path.length && !passed.has(at); at++) {
      if (path[at] === '/') {
        // A folder has a name.
        if (at === folder) break;
        folder = at + 1;
        reached.add(folder);
      }
      passed.add(at);
    }
  }
  return reached;
}
