/** Parts of an outline while the text is read. */
import { Use } from '../outline.ts';
import type { OutlinePart } from '../outline.ts';

export interface Draft {
  kind: OutlinePart['kind'];
  names: string[];
  /** The tokens of the statement's own level, as far as they tell what it declares. */
  head: string[];
  isHeadClosed: boolean;
  /** Modules loaded in it by a call. */
  sources: string[];
  member: string | undefined;
  hasMembers: boolean;
  words: Map<number, number>;
  /** Counts by `receiver` and member. */
  accesses: Map<number, Map<number, number>>;
  ranges: number[];
  assignsShared: boolean;
  isAnnotated: boolean;
}

export function createDraft(start: number): Draft {
  return {
    kind: 'value',
    names: [],
    head: [],
    isHeadClosed: false,
    sources: [],
    member: undefined,
    hasMembers: false,
    words: new Map(),
    accesses: new Map(),
    ranges: [start],
    assignsShared: false,
    isAnnotated: false,
  };
}

export function close(draft: Draft): OutlinePart {
  const words: number[] = [];
  for (const [id, use] of draft.words) words.push(id, use);
  const accesses: number[] = [];
  for (const [receiver, members] of draft.accesses) for (const [id, use] of members) accesses.push(receiver, id, use);
  const { kind, names, member, hasMembers, ranges, sources, assignsShared, isAnnotated } = draft;
  return {
    kind,
    names,
    member,
    hasMembers,
    words: Int32Array.from(words),
    accesses: Int32Array.from(accesses),
    ranges,
    sources,
    assignsShared,
    isAnnotated,
  };
}

export function note(uses: Map<number, number>, id: number, use: number = Use.once): void {
  const known = uses.get(id);
  uses.set(id, known === undefined ? use : known | use | Use.often);
}

export function noteAccess({ accesses }: Draft, receiver: number, id: number, use: number = Use.once): void {
  let members = accesses.get(receiver);
  if (members === undefined) accesses.set(receiver, (members = new Map<number, number>()));
  note(members, id, use);
}

/** The word that was noted last is called. */
export function noteCall(uses: Map<number, number> | undefined, id: number): void {
  const known = uses?.get(id);
  if (known !== undefined) uses?.set(id, known | Use.called);
}

export function merge(into: Draft, from: Draft): void {
  for (const [id, use] of from.words) note(into.words, id, use);
  for (const [receiver, members] of from.accesses) for (const [id, use] of members) noteAccess(into, receiver, id, use);
  into.sources.push(...from.sources);
  into.ranges.push(...from.ranges);
  into.assignsShared ||= from.assignsShared;
}

/** Tokens of a statement that may tell what it declares. */
const MAX_HEAD = 16;

/** Annotations are left out; a pattern belongs to the head, what follows the equals sign does not. */
export function noteHead(statement: Draft, value: string, isString: boolean, depth: number): void {
  const { head } = statement;
  if (statement.isHeadClosed || (depth > 0 && head.length === 0)) return;
  if (isString) statement.isHeadClosed = depth === 0;
  else if (value === '=' || value === '(' || value === ';' || value === '=>' || head.length >= MAX_HEAD) {
    if (value === '=') head.push('=');
    statement.isHeadClosed = head.length > 0 && (value !== '(' || head[0] !== '@');
  } else if (depth === 0 || head.includes('{') || head.includes('[')) head.push(value);
}
