/** Files and their parts, as the graph of parts has them. */

import type { Outline, OutlinePart, WordTable } from '../languages/outline.ts';

export interface FileNode {
  readonly file: string;
  readonly outline: Outline;
  readonly parts: readonly PartNode[];
  readonly declared: ReadonlyMap<number, readonly PartNode[]>;
  readonly members: ReadonlyMap<number, readonly PartNode[]>;
  /** What its imports lead to, as far as they were asked for. */
  readonly imported: Map<string, FileNode | undefined>;
  /** What its names are declared as, as far as members were asked of them. */
  readonly receivers: Map<number, ReceiverNode>;
  /** Members of a name in the files near it, as far as they were asked for. */
  readonly near: Map<number, readonly PartNode[]>;
  scope: ReadonlySet<FileNode> | undefined;
  /** All its parts. */
  whole: readonly PartNode[] | undefined;
}

/** The files in which what a name stands for is written; `isTold`: it stands for nothing else. */
export interface ReceiverNode {
  readonly holders: ReadonlySet<FileNode>;
  readonly isTold: boolean;
}

export interface PartNode {
  readonly outline: OutlinePart;
  readonly node: FileNode;
  /** Not written anywhere: it stands for these, which are too many to be led to one by one. */
  readonly group?: readonly PartNode[];
}

/** Parts of one name that are led to one by one. */
const maximumApart = 50;

export function createFileNode(file: string, outline: Outline, words: WordTable): FileNode {
  const declared = new Map<number, PartNode[]>();
  const members = new Map<number, PartNode[]>();
  const parts: PartNode[] = [];
  const node: FileNode = {
    file,
    outline,
    parts,
    declared,
    members,
    imported: new Map(),
    receivers: new Map(),
    near: new Map(),
    scope: undefined,
    whole: undefined,
  };
  for (const each of outline.parts) {
    const part = { outline: each, node };
    parts.push(part);
    for (const name of each.names) add(declared, words.idOf(name), part);
    if (each.member !== undefined) add(members, words.idOf(each.member), part);
    // A text that is one part: everything in it may be a member of something.
    if (outline.isWhole)
      for (let index = 0; index < each.words.length; index += 2) add(members, each.words[index] ?? -1, part);
  }
  for (const lists of [declared, members])
    for (const [id, list] of lists) if (list.length > maximumApart) lists.set(id, [group(node, list)]);
  return node;
}

const nothing: OutlinePart = {
  kind: 'value',
  names: [],
  member: undefined,
  hasMembers: false,
  words: new Int32Array(),
  accesses: new Int32Array(),
  ranges: [],
  sources: [],
  assignsShared: false,
  isAnnotated: false,
};

function group(node: FileNode, parts: readonly PartNode[]): PartNode {
  return { outline: nothing, node, group: parts };
}

/** Parts that many others lead to, as one where they are many themselves: what leads to what stays linear in the text. */
export function gather(node: FileNode, parts: readonly PartNode[]): readonly PartNode[] {
  return parts.length > maximumApart ? [group(node, parts)] : parts;
}

export function add<Key>(map: Map<Key, PartNode[]>, key: Key, part: PartNode): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [part]);
  else if (list.at(-1) !== part) list.push(part);
}
