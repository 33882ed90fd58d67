/**
 * What leads where over the files of a project, going by the outlines of their texts: a part leads to all that its words may name.
 * Nothing is parsed. Where the words do not tell who is meant, everybody near enough is.
 */

import { outlineText } from '../languages/ecmascript/outline-text.ts';
import { getMemberName, Receiver, Use } from '../languages/outline.ts';
import type { Outline, WordTable } from '../languages/outline.ts';
import { add, createFileNode, gather } from './part-node.ts';
import type { FileNode, PartNode, ReceiverNode } from './part-node.ts';
import { isClientModule } from './text-marks.ts';
import { createWordTable } from './word-table.ts';

/** What the graph asks of the project. Files are real paths. */
export interface GraphFiles {
  version(file: string): string | undefined;
  read(file: string): string | undefined;
  /** The file of the project that an import leads to. */
  resolve(specifier: string, from: string): string | undefined;
  /** The file in which a model of this name is kept, where folders are loaded as a whole; the same of any folder. */
  findModel(name: string): string | undefined;
  findInFolder(folder: string, name: string): string | undefined;
  /** Whether an import that leads to no file may lead to one all the same, so that what is behind it may be anything. */
  isMissed(specifier: string, from: string): boolean;
  /** Files that import this one, where it is given what they have. */
  findGiving(file: string): readonly string[];
  /** Files in which what this one promises (an interface, an abstract class) may be kept; none where it promises nothing. */
  findImplementing(file: string): readonly string[];
}

export interface PartGraph {
  readonly words: WordTable;
  /** The node of a file as it is on the disk, or of a text that is not there yet. */
  open(file: string, text?: string): FileNode | undefined;
  /** Parts that a word by itself may name. */
  findNamed(part: PartNode, id: number, use: number): readonly PartNode[];
  /** Parts that a member of something may be. */
  findMembers(part: PartNode, receiver: number, id: number, use: number): readonly PartNode[];
  /** Parts that a file exports under a name. */
  findExported(node: FileNode, name: string): readonly PartNode[];
  /** Whether other files may keep what this one promises. */
  isPromising(node: FileNode): boolean;
  /** All parts of a file. */
  findAll(node: FileNode): readonly PartNode[];
  /** All parts of a module that a part loads by a call. */
  findLoaded(part: PartNode, source: string): readonly PartNode[];
  /** Whether what is imported under a name may be anything. */
  isMissed(node: FileNode, id: number): boolean;
  /** Whether a member is taken from what no file of the project and no package that `isKnown` gives. */
  isForeign(node: FileNode, receiver: number, isKnown: (source: string) => boolean): boolean;
  /** Whether a member of what the receiver is seen to be is written in the project. */
  isOwnMember(node: FileNode, receiver: number, id: number): boolean;
  /** Forgets all nodes, once a file was edited. */
  verify(): void;
  /** How often they were forgotten. */
  readonly generation: number;
}

/** Imports between a file and the members that something in it may have. */
const maximumHops = 2;
const maximumFileSize = 1_000_000;
/** Files that hand on what others export. */
const maximumDepth = 6;
/** UTF-16 code units of the texts whose outlines are kept. */
const maximumText = 30_000_000;

/** Members of the language's own objects: whatever it is called on is mostly one of those. */
const builtin: ReadonlySet<string> = new Set(
  [Array, Map, Set, WeakMap, Promise, String, Number, Object, Function, Date, RegExp].flatMap((each) => [
    ...Object.getOwnPropertyNames(each.prototype),
    ...Object.getOwnPropertyNames(each),
  ]),
);

const none: readonly PartNode[] = [];

export function createPartGraph(files: GraphFiles): PartGraph {
  const words = createWordTable();
  const outlines = new Map<string, { readonly version: string; readonly outline: Outline; readonly length: number }>();
  let heldText = 0;
  let generation = 0;
  let nodes = new Map<string, { readonly version: string | undefined; readonly node: FileNode | undefined }>();
  let membersByName = new Map<number, PartNode[]>();
  let implementing = new Map<string, readonly string[]>();
  const defaultName = '*default*';

  const getOutline = (file: string, version: string, text: string): Outline => {
    const known = outlines.get(file);
    if (known?.version === version) return known.outline;
    const outline = outlineText(isClientModule(text) ? '' : text, words);
    outlines.set(file, { version, outline, length: text.length });
    heldText += text.length - (known?.length ?? 0);
    return outline;
  };

  const open = (file: string, text?: string): FileNode | undefined => {
    if (text !== undefined && files.read(file) !== text) return createFileNode(file, outlineText(text, words), words);
    const known = nodes.get(file);
    if (known !== undefined) return known.node;
    const version = files.version(file);
    const read = version === undefined ? undefined : files.read(file);
    const isRead = version !== undefined && read !== undefined && read.length <= maximumFileSize;
    const node = isRead ? createFileNode(file, getOutline(file, version, read), words) : undefined;
    for (const [id, list] of node?.members ?? []) for (const part of list) add(membersByName, id, part);
    nodes.set(file, { version, node });
    return node;
  };

  /** Whether an import leads somewhere that led nowhere before. */
  const isFoundNow = ({ file, imported }: FileNode): boolean => {
    for (const [source, found] of imported)
      if (found === undefined && source.startsWith('.') && files.resolve(source, file) !== undefined) return true;
    return false;
  };

  const openImport = (node: FileNode, source: string): FileNode | undefined => {
    if (node.imported.has(source)) return node.imported.get(source);
    const file = files.resolve(source, node.file);
    const found = file === undefined ? undefined : open(file);
    node.imported.set(source, found);
    return found;
  };

  const openAll = (node: FileNode): readonly FileNode[] => {
    const { imports, reexports, stars, parts } = node.outline;
    const sources = new Set<string>(stars);
    for (const { source } of imports.values()) sources.add(source);
    for (const { source } of reexports.values()) sources.add(source);
    for (const part of parts) for (const source of part.sources) sources.add(source);
    return [...sources].map((source) => openImport(node, source)).filter((found) => found !== undefined);
  };

  /** Every file near one that promises something asks for it. */
  const findImplementing = (file: string): readonly string[] => {
    let found = implementing.get(file);
    if (found === undefined) implementing.set(file, (found = files.findImplementing(file)));
    return found;
  };

  /** The file, what it imports, and what that imports; files that only hand on count for nothing. */
  const getScope = (node: FileNode): ReadonlySet<FileNode> => {
    if (node.scope !== undefined) return node.scope;
    const scope = new Set<FileNode>([node]);
    let level: readonly FileNode[] = [
      node,
      ...[...files.findGiving(node.file), ...findImplementing(node.file)]
        .map((file) => open(file))
        .filter((other) => other !== undefined),
    ];
    for (const other of level) scope.add(other);
    for (let hop = 0; hop < maximumHops && level.length > 0; hop++) {
      const next: FileNode[] = [];
      const waiting = [...level];
      for (let from = waiting.pop(); from !== undefined; from = waiting.pop()) {
        for (const found of openAll(from)) {
          if (scope.has(found)) continue;
          scope.add(found);
          next.push(found);
          if (found.outline.stars.length + found.outline.reexports.size > 0) waiting.push(found);
          for (const file of findImplementing(found.file)) {
            const other = open(file);
            if (other === undefined || scope.has(other)) continue;
            scope.add(other);
            next.push(other);
          }
        }
      }
      level = next;
    }
    node.scope = scope;
    return scope;
  };

  /** The members of that name in the files near a node. Those are opened first: what is known must not depend on who asked before. */
  const inScope = (node: FileNode, id: number): readonly PartNode[] => {
    const known = node.near.get(id);
    if (known !== undefined) return known;
    const scope = getScope(node);
    // A text that is not on the disk is known to nobody but itself.
    const others = membersByName.get(id)?.filter((other) => scope.has(other.node) && other.node !== node) ?? none;
    const found = gather(node, [...(node.members.get(id) ?? none), ...others]);
    node.near.set(id, found);
    return found;
  };

  const findAll = (node: FileNode): readonly PartNode[] => (node.whole ??= gather(node, node.parts));

  const findExport = (node: FileNode, name: string, depth = 0): readonly PartNode[] => {
    const { outline } = node;
    if (outline.isWhole) return node.parts;
    if (depth > maximumDepth) return none;
    if (name === '*') return findOwn(node, outline.exports.get('default') ?? defaultName, depth);
    const local = outline.exports.get(name);
    if (local !== undefined) return findOwn(node, local, depth + 1);
    const handedOn = outline.reexports.get(name);
    if (handedOn !== undefined) {
      const target = openImport(node, handedOn.source);
      return target === undefined ? none : findExport(target, handedOn.name, depth + 1);
    }
    const found = outline.stars.flatMap((source) => {
      const target = openImport(node, source);
      return target === undefined ? none : findExport(target, name, depth + 1);
    });
    if (found.length > 0) return found;
    // CommonJS: a member of what is exported as a whole.
    const member = node.members.get(words.idOf(name));
    if (member !== undefined) return member;
    const whole = outline.exports.get('default');
    return whole === undefined ? none : findOwn(node, whole, depth + 1);
  };

  /** What a file knows under a name, whether it is written or imported there. */
  const findOwn = (node: FileNode, name: string, depth = 0): readonly PartNode[] => {
    const own = node.declared.get(words.idOf(name)) ?? none;
    const imported = node.outline.imports.get(name);
    const target = imported === undefined ? undefined : openImport(node, imported.source);
    return imported === undefined || target === undefined ? own : findExport(target, imported.name, depth + 1);
  };

  /** The files in which what is imported under a name is written; undefined: no file of the project. */
  const findHolders = (node: FileNode, name: string): ReadonlySet<FileNode> | undefined => {
    const imported = node.outline.imports.get(name);
    const target = imported === undefined ? undefined : openImport(node, imported.source);
    if (imported === undefined || target === undefined) return undefined;
    const holders = new Set(findExport(target, imported.name).map((each) => each.node));
    return holders.size === 0 ? new Set([target]) : holders;
  };

  const getReceiver = (node: FileNode, receiver: number): ReceiverNode => {
    const known = node.receivers.get(receiver);
    if (known !== undefined) return known;
    const holders = new Set<FileNode>();
    let isTold = true;
    for (const id of node.outline.types.get(receiver) ?? [receiver]) {
      const name = words.wordOf(id);
      if (node.outline.imports.has(name)) {
        // Other people's are no part of the project.
        for (const holder of findHolders(node, name) ?? []) holders.add(holder);
      } else if (id !== receiver && node.declared.has(id)) holders.add(node);
      else if (id === receiver || !(name in globalThis)) isTold = false;
    }
    for (const holder of holders) getScope(holder);
    const found = { holders, isTold };
    node.receivers.set(receiver, found);
    return found;
  };

  const membersOfName = (node: FileNode, receiver: number, id: number, use: number): readonly PartNode[] => {
    const { holders, isTold } = getReceiver(node, receiver);
    if (!isTold && !builtin.has(words.wordOf(id))) return inScope(node, id);
    const own = Array.from(holders).flatMap((holder) => holder.members.get(id) ?? none);
    if (own.length > 0) return own;
    const near = Array.from(holders).flatMap((holder) => inScope(holder, id));
    // A method that is no part: of an object that some function gives.
    return near.length > 0 || (use & Use.called) === 0
      ? near
      : Array.from(holders).flatMap((holder) => (holder === node ? none : findAll(holder)));
  };

  /** Members that are exports: of a module as a whole, or of one that goes by the name of its folder (`services.orders`). */
  const exportsOf = (node: FileNode, receiver: number, id: number): readonly PartNode[] => {
    const holder = receiver >= 0 ? receiver : getMemberName(receiver);
    const file = holder < 0 ? undefined : files.findInFolder(words.wordOf(holder), words.wordOf(id));
    const inFolder = file === undefined ? undefined : open(file);
    if (inFolder !== undefined) return findAll(inFolder);
    if (receiver < 0) return none;
    const imported = node.outline.imports.get(words.wordOf(receiver));
    if (imported === undefined || (imported.name !== '*' && imported.name !== 'default')) return none;
    const target = openImport(node, imported.source);
    return target === undefined ? none : findExport(target, words.wordOf(id));
  };

  return {
    words,
    open,
    findNamed({ node }, id, use) {
      const name = words.wordOf(id);
      const found = findOwn(node, name);
      const imported = node.outline.imports.get(name);
      // Who has the whole of something has its members.
      if ((use & Use.whole) !== 0 && (imported?.name === '*' || found.some(({ outline }) => outline.hasMembers))) {
        const holders = imported === undefined ? [node] : findHolders(node, name);
        return [...found, ...Array.from(holders ?? []).flatMap(findAll)];
      }
      if (found.length > 0 || imported !== undefined || node.declared.has(id)) return found;
      if (isModelName(name)) {
        const file = files.findModel(name);
        const target = file === undefined ? undefined : open(file);
        if (target !== undefined) return findAll(target);
      }
      // Taken out of something (`const { pay } = services`), or given as a parameter.
      return (use & Use.called) === 0 || builtin.has(name) ? none : inScope(node, id);
    },
    findMembers({ node }, receiver, id, use) {
      const exported = exportsOf(node, receiver, id);
      if (exported.length > 0) return exported;
      if (receiver === Receiver.self) return node.members.get(id) ?? inScope(node, id);
      if (receiver >= 0) return membersOfName(node, receiver, id, use);
      return getMemberName(receiver) < 0 && builtin.has(words.wordOf(id)) ? none : inScope(node, id);
    },
    findExported: (node, name) => findExport(node, name),
    isPromising: ({ file }) => findImplementing(file).length > 0,
    findAll,
    findLoaded({ node }, source) {
      const target = openImport(node, source);
      return target === undefined ? none : findAll(target);
    },
    isMissed(node, id) {
      const imported = node.outline.imports.get(words.wordOf(id));
      return imported !== undefined && files.isMissed(imported.source, node.file);
    },
    isForeign(node, receiver, isKnown) {
      const isForeignName = (id: number): boolean => {
        const name = words.wordOf(id);
        const imported = node.outline.imports.get(name);
        if (imported === undefined) return name in globalThis && !node.declared.has(id);
        // A file that is not there may be anything.
        return (
          isPackage(imported.source) && openImport(node, imported.source) === undefined && !isKnown(imported.source)
        );
      };
      return isForeignName(receiver) || node.outline.types.get(receiver)?.every(isForeignName) === true;
    },
    isOwnMember(node, receiver, id) {
      if (receiver === Receiver.self) return node.members.has(id);
      if (node.outline.types.has(receiver)) return false;
      const holders = receiver < 0 ? undefined : findHolders(node, words.wordOf(receiver));
      return holders !== undefined && [...holders].some((holder) => holder.members.has(id));
    },
    verify() {
      let isSame = heldText <= maximumText;
      if (!isSame) {
        outlines.clear();
        heldText = 0;
      }
      for (const [file, { version, node }] of nodes)
        if (files.version(file) !== version || (node !== undefined && isFoundNow(node))) isSame = false;
      if (isSame) return;
      nodes = new Map();
      membersByName = new Map();
      implementing = new Map();
      generation++;
    },
    get generation() {
      return generation;
    },
  };
}

/** A specifier that names no file, nor what bundlers are told of. */
function isPackage(specifier: string): boolean {
  return /^(?:@[^/]|[a-z\d])/i.test(specifier);
}

/** A name in capitals that neither the file nor the language has: where folders are loaded as a whole, models are reached by such. */
function isModelName(name: string): boolean {
  return /^[A-Z]\w*[a-z]/.test(name) && !(name in globalThis);
}
