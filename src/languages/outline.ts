/**
 * What a text says of itself before it is parsed: enough to know what leads where, at a hundredth of a parser's price.
 * An outline may say too much, and never too little: what it cannot tell apart is one part.
 */

/** Words of many texts, each once. */
export interface WordTable {
  /** Below zero for words of the language. */
  idOf(word: string): number;
  wordOf(id: number): string;
}

/** How a part uses a word: `whole` where it is neither called nor asked for a member. */
export const Use = { once: 0, often: 1, called: 2, whole: 4 } as const;

/** The last name of what a member is taken from, by its id; below zero where it has none, or none that its file declares. */
export const Receiver = { unknown: -1, self: -2 } as const;

/** `a.b` of `a.b.c`, by the id of `b`: what `b` is elsewhere in the file says nothing of it. */
export function memberOf(id: number): number {
  return -4 - 2 * id;
}

/** What a call gave: `createHash` of `createHash('sha256').update`. */
export function callOf(id: number): number {
  return -5 - 2 * id;
}

/** The id of the name in `memberOf`; below zero: it is none. */
export function getMemberName(receiver: number): number {
  return receiver <= -4 && receiver % 2 === 0 ? (-4 - receiver) / 2 : -1;
}

/** The id of the name in `callOf`; below zero: it is none. */
export function getCallName(receiver: number): number {
  return receiver <= -5 && receiver % 2 !== 0 ? (-5 - receiver) / 2 : -1;
}

/** Something that runs as a whole: a function, a method, a statement of the top level. Nested functions belong to what they stand in. */
export interface OutlinePart {
  /** Under which names of its file it is known. */
  readonly names: readonly string[];
  readonly kind: 'function' | 'class' | 'type' | 'value';
  /** Under which name it is called on an object: methods, functions in objects. */
  readonly member: string | undefined;
  /** It is an object whose functions are parts of their own. */
  readonly hasMembers: boolean;
  /** Words that stand by themselves, in pairs: the word's id, and how it is used, in bits of `Use`. */
  readonly words: Int32Array;
  /** Members of something, by three: whose, as `Receiver` says, the member's id, and its use. */
  readonly accesses: Int32Array;
  /** Offsets, in pairs. */
  readonly ranges: readonly number[];
  /** Modules that are loaded in it by a call. */
  readonly sources: readonly string[];
  /** It assigns to something that other calls see: `this.user = …`, a variable of the module. */
  readonly assignsShared: boolean;
  /** It has annotations, or stands in something that has them. */
  readonly isAnnotated: boolean;
}

export interface OutlineImport {
  readonly source: string;
  /** `*`: the module as a whole; `default`. */
  readonly name: string;
}

export interface Outline {
  /** The text was not understood: its one part has all its names. */
  readonly isWhole: boolean;
  readonly parts: readonly OutlinePart[];
  /** By local name. */
  readonly imports: ReadonlyMap<string, OutlineImport>;
  /** The local name, by the name it is exported as. */
  readonly exports: ReadonlyMap<string, string>;
  /** What is handed on from other modules, by the name it is exported as. */
  readonly reexports: ReadonlyMap<string, OutlineImport>;
  /** Modules handed on whole. */
  readonly stars: readonly string[];
  /** Ids of the types that names are declared with or made of, by the name's id. */
  readonly types: ReadonlyMap<number, readonly number[]>;
}
