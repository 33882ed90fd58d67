/** What the parts of a project's files lead to, found once for each of them. */

import { getCallName, Use } from '../languages/outline.ts';
import type { OutlinePart } from '../languages/outline.ts';
import { createPartFinder } from './find-part.ts';
import type { PartGraph } from './part-graph.ts';
import type { FileNode, PartNode } from './part-node.ts';

/** Bits of what a part does, or leads to. */
export const READS = 1;
export const WRITES = 2;
export const STATE: number = READS | WRITES;
/** It uses something that the catalog describes, whatever that does. */
export const KNOWN = 4;
/** Bits of what stands in the part itself. */
export const REQUEST = 8;
export const IDENTITY = 16;
/** Of a member: the name alone tells, whatever in capitals it is called on. */
export const DISTINCTIVE = 32;

const LEADING = STATE | KNOWN;

/** What words and texts may mean, by themselves. The same object each time: what it says is kept. */
export interface Meanings {
  ofWord(word: string): number;
  /** `call`: what is called, where the member is taken from what that gives. */
  ofMember(word: string, call: string | undefined): number;
  /** What a text holds apart from its words, such as statements. */
  ofText(text: string): number;
  /** What words mean in this text alone; undefined: nothing. */
  inText(text: string): ((word: string) => number) | undefined;
  /** Whether something is known of what a package exports. */
  isKnownPackage(source: string): boolean;
}

export interface PartLead {
  /** Offsets, in pairs. */
  readonly ranges: readonly number[];
  readonly isAnnotated: boolean;
  readonly assignsShared: boolean;
  /** What stands in it. */
  readonly marks: number;
  /** What it leads to, itself included. */
  readonly leads: number;
  /** Places in it that lead to state, two at most for each word; those of them that lead to a write. */
  readonly sites: number;
  readonly writingSites: number;
  /** Parts of the same file that it leads to directly, by their index; undefined: they may be any. */
  readonly own: readonly number[] | undefined;
}

export interface Leads {
  /** The parts of a file; none where the text is no file of the project. */
  examine(file: string, text: string): readonly PartLead[];
  /** What a file's export of that name leads to once it is called; anything, if it is no function. */
  leadsFrom(file: string, name: string): number;
  /** What the part leads to that holds an offset of a file's text. */
  leadsAt(file: string, offset: number): number;
}

interface LocalMarks {
  readonly ofWord: ((word: string) => number) | undefined;
  /** Where parts of the text mean something. */
  readonly text: string | undefined;
}

interface Known {
  marks: number;
  leads: number;
  /** Place in the order of the search; 0 where it is over. */
  order: number;
  low: number;
}

/** `read`: the text of a file on the disk. */
export function createLeads(graph: PartGraph, read: (file: string) => string | undefined, meanings: Meanings): Leads {
  const { words } = graph;
  const wordMarks: number[] = [];
  const memberMarks: number[] = [];
  let known = new WeakMap<PartNode, Known>();
  let generation = -1;
  let order = 0;
  const localMarks = new WeakMap<FileNode, LocalMarks>();
  const finders = new WeakMap<FileNode, (offset: number) => number>();
  /** Texts that are not on the disk. */
  const texts = new WeakMap<FileNode, string>();

  const getLocalMarks = (node: FileNode): LocalMarks => {
    let found = localMarks.get(node);
    if (found !== undefined) return found;
    const text = texts.get(node) ?? read(node.file) ?? '';
    found = { ofWord: meanings.inText(text), text: meanings.ofText(text) === 0 ? undefined : text };
    localMarks.set(node, found);
    return found;
  };

  const marksOfWord = (node: FileNode, id: number): number => {
    const marks = (wordMarks[id] ??= meanings.ofWord(words.wordOf(id))) | (graph.isMissed(node, id) ? STATE : 0);
    const { ofWord } = getLocalMarks(node);
    return ofWord === undefined ? marks : marks | ofWord(words.wordOf(id));
  };
  const marksOfMember = (node: FileNode, receiver: number, id: number): number => {
    const { ofWord } = getLocalMarks(node);
    const local = ofWord === undefined ? 0 : ofWord(words.wordOf(id));
    const marks = (memberMarks[id] ??= meanings.ofMember(words.wordOf(id), undefined)) | local;
    if ((marks & STATE) === 0 || local !== 0) return marks;
    const call = getCallName(receiver);
    if (call >= 0) return meanings.ofMember(words.wordOf(id), words.wordOf(call));
    const isDistinctive = (marks & DISTINCTIVE) !== 0 && receiver >= 0 && /^[A-Z]/.test(words.wordOf(receiver));
    if (
      graph.isOwnMember(node, receiver, id) ||
      (receiver >= 0 && !isDistinctive && graph.isForeign(node, receiver, meanings.isKnownPackage))
    )
      return marks & ~STATE;
    const [made] = node.outline.types.get(receiver) ?? [];
    return made === undefined ? marks : meanings.ofMember(words.wordOf(id), words.wordOf(made));
  };

  const isOfKnownPackage = (node: FileNode, id: number): boolean => {
    const imported = node.outline.imports.get(words.wordOf(id));
    return imported !== undefined && meanings.isKnownPackage(imported.source);
  };

  const findMarks = ({ outline, node }: PartNode): number => {
    let marks = 0;
    for (let index = 0; index < outline.words.length; index += 2) {
      const id = outline.words[index] ?? 0;
      marks |= marksOfWord(node, id) | (isOfKnownPackage(node, id) ? KNOWN : 0);
    }
    const { accesses } = outline;
    for (let index = 0; index < accesses.length; index += 3) {
      const receiver = accesses[index] ?? -1;
      marks |= marksOfMember(node, receiver, accesses[index + 1] ?? 0);
      if (node.outline.types.get(receiver)?.some((type) => isOfKnownPackage(node, type)) === true) marks |= KNOWN;
    }
    const { text } = getLocalMarks(node);
    const { ranges } = outline;
    if (text !== undefined)
      for (let index = 0; index + 1 < ranges.length; index += 2)
        marks |= meanings.ofText(text.slice(ranges[index], ranges[index + 1]));
    return marks;
  };

  const findTargets = (part: PartNode): readonly PartNode[] => {
    const targets = new Set<PartNode>();
    visitSites(part, (found) => {
      for (const target of found) targets.add(target);
    });
    targets.delete(part);
    return [...targets];
  };
  const visitSites = (
    part: PartNode,
    visit: (targets: readonly PartNode[], marks: number, times: number) => void,
  ): void => {
    const { words: plain, accesses, sources } = part.outline;
    for (let index = 0; index < plain.length; index += 2) {
      const id = plain[index] ?? 0;
      const use = plain[index + 1] ?? 0;
      const found = graph.findNamed(part, id, use);
      const marks = marksOfWord(part.node, id);
      if (found.length > 0 || (marks & STATE) !== 0) visit(found, marks, (use & Use.often) === 0 ? 1 : 2);
    }
    for (let index = 0; index < accesses.length; index += 3) {
      const receiver = accesses[index] ?? -1;
      const id = accesses[index + 1] ?? 0;
      const use = accesses[index + 2] ?? 0;
      const found = graph.findMembers(part, receiver, id, use);
      const marks = marksOfMember(part.node, receiver, id);
      if (found.length > 0 || (marks & STATE) !== 0) visit(found, marks, (use & Use.often) === 0 ? 1 : 2);
    }
    // What is taken out of a module that is loaded by a call goes by names that nobody declares.
    for (const source of sources) visit(graph.findLoaded(part, source), 0, 2);
  };

  /** Tarjan's strongly connected components, without recursion: all parts of a circle lead to the same. */
  const settle = (start: PartNode): Known => {
    const settled = known.get(start);
    if (settled !== undefined) return settled;
    const circle: Known[] = [];
    const work: {
      readonly state: Known;
      readonly part: PartNode;
      readonly targets: readonly PartNode[];
      next: number;
    }[] = [];
    const enter = (part: PartNode): Known => {
      const marks = part.group === undefined ? findMarks(part) : 0;
      const leads = marks & LEADING;
      const state: Known = { marks, leads, order: ++order, low: order };
      known.set(part, state);
      circle.push(state);
      work.push({ state, part, targets: leads === LEADING ? [] : (part.group ?? findTargets(part)), next: 0 });
      return state;
    };
    const first = enter(start);
    for (let top = work.at(-1); top !== undefined; top = work.at(-1)) {
      const { state } = top;
      const target = top.targets[top.next];
      if (target !== undefined) {
        top.next++;
        const other = known.get(target);
        if (other === undefined) enter(target);
        else {
          state.leads |= other.leads;
          if (other.order > 0) state.low = Math.min(state.low, other.order);
        }
        continue;
      }
      work.pop();
      const outer = work.at(-1)?.state;
      if (outer !== undefined) {
        outer.leads |= state.leads;
        outer.low = Math.min(outer.low, state.low);
      }
      if (state.low !== state.order) continue;
      // The one that was entered first closes the circle, and has what all of them lead to.
      for (let member = circle.pop(); member !== undefined; member = circle.pop()) {
        member.leads = state.leads;
        member.order = 0;
        if (member === state) break;
      }
    }
    return first;
  };

  const freshen = (): void => {
    if (generation !== graph.generation) known = new WeakMap();
    generation = graph.generation;
  };

  /** Whether the part says nothing unless it does something: it is no constant, and nothing that other files keep for it. */
  const isDone = ({ outline, node }: PartNode): boolean => {
    if (outline.kind === 'type') return !graph.isPromising(node);
    return outline.kind !== 'value' || outline.accesses.length > 0 || callsSomething(outline);
  };
  /** What parts lead to, and the methods of classes among them, which are parts of their own, and of what those extend. */
  const settleAll = (parts: readonly PartNode[]): number => {
    let leads = 0;
    const waiting = [...parts];
    const seen = new Set(waiting);
    for (let part = waiting.pop(); part !== undefined && leads !== LEADING; part = waiting.pop()) {
      leads |= settle(part).leads;
      if (part.outline.kind !== 'class') continue;
      const { words: plain } = part.outline;
      const others = [...graph.findAll(part.node)];
      for (let index = 0; index < plain.length; index += 2)
        for (const named of graph.findNamed(part, plain[index] ?? 0, 0))
          if (named.outline.kind === 'class') others.push(named);
      for (const other of others) {
        if (seen.has(other)) continue;
        seen.add(other);
        waiting.push(other);
      }
    }
    return leads;
  };

  return {
    leadsFrom(file, name) {
      freshen();
      const node = graph.open(file);
      const parts = node === undefined || name === '*' ? [] : graph.findExported(node, name);
      return parts.length === 0 || !parts.every((part) => isDone(part)) ? LEADING : settleAll(parts);
    },
    leadsAt(file, offset) {
      freshen();
      const node = graph.open(file);
      if (node === undefined) return LEADING;
      let find = finders.get(node);
      if (find === undefined)
        finders.set(node, (find = createPartFinder(node.outline.parts.map(({ ranges }) => ranges))));
      const part = node.parts[find(offset)];
      return part === undefined ? LEADING : settle(part).leads;
    },
    examine(file, text) {
      freshen();
      const node = graph.open(file, text);
      if (node === undefined) return [];
      if (read(file) !== text) texts.set(node, text);
      const indexes = new Map(node.parts.map((part, index) => [part, index]));
      return node.parts.map((part, position): PartLead => {
        const { marks, leads } = settle(part);
        const { ranges, isAnnotated, assignsShared } = part.outline;
        let sites = 0;
        let writingSites = 0;
        const own = new Set(part.outline.hasMembers ? findInside(node.parts, position) : []);
        const groups: PartNode[] = [];
        visitSites(part, (targets, siteMarks, times) => {
          let bits = siteMarks & STATE;
          for (const target of targets) {
            if (target === part) continue;
            bits |= settle(target).leads;
            const index = indexes.get(target);
            if (index !== undefined) own.add(index);
            if (target.group !== undefined) groups.push(target);
          }
          if ((bits & STATE) !== 0) sites += times;
          if ((bits & WRITES) !== 0) writingSites += times;
        });
        const ownParts = groups.length === 0 ? [...own] : undefined;
        return { ranges, isAnnotated, assignsShared, marks, leads, sites, writingSites, own: ownParts };
      });
    },
  };
}

/** The parts that are written inside another one: those come before it. */
function findInside(parts: readonly PartNode[], index: number): readonly number[] {
  const [start = 0] = parts[index]?.outline.ranges ?? [];
  const inside: number[] = [];
  for (let other = index - 1; (parts[other]?.outline.ranges[0] ?? -1) > start; other--) inside.push(other);
  return inside;
}

function callsSomething({ words }: OutlinePart): boolean {
  for (let index = 1; index < words.length; index += 2) if (((words[index] ?? 0) & Use.called) !== 0) return true;
  return false;
}
