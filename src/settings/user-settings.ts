/** `settings['atomic-auth']` as users write it, and its shape for the check. */
import type { NameLists } from '../catalog/names.ts';
import type { CatalogEntry, StoreEntry, TypeName } from '../catalog/shape.ts';
import type { DataShape, ObjectShape } from '../catalog/validation/data-shape.ts';
import { entryShape } from '../catalog/validation/entry-shape.ts';
import { choiceOf, listOf, object, optional, required, text, typeName } from '../catalog/validation/fields.ts';
import { parseGlob } from '../project/glob.ts';
import type { RootPatterns } from './roots.ts';

/** The position of an argument, counted from 0, or the last one, whatever its position. */
export type ArgumentPosition = number | 'last';

/** A function that runs a callback in a transaction. */
export interface TransactionFunction {
  /** As the code calls it: `inTransaction`, `ledger.inTransaction`. */
  readonly name: string;
  /** Which argument is the callback. Default: the last. */
  readonly callback?: ArgumentPosition;
  /** Which parameter of the callback carries the transaction. Default: none, all that the callback does is in the transaction. */
  readonly handle?: number;
  /** What the handle is, by a type of the catalog: `pg/PoolClient`. */
  readonly handleType?: TypeName;
  /** The isolation level it sets. Default: that of the database, which is not known. */
  readonly isolation?: NonNullable<StoreEntry['defaultIsolation']>;
}

/** A function that runs a callback while it holds a lock. */
export interface LockFunction {
  readonly name: string;
  /** Whom it keeps out: all processes (the default), or only others of this one. */
  readonly reach?: 'shared' | 'process';
  /** Which argument says what is locked. */
  readonly key?: ArgumentPosition;
  /** Which argument is the callback. Default: the last. */
  readonly callback?: ArgumentPosition;
}

/** `settings['atomic-auth']`: what a project says of itself. Every key is optional. */
export interface AtomicAuthSettings extends NameLists {
  /** Entries of the user's own, put before the shipped ones; one with the `name` of a shipped entry replaces it. */
  readonly catalog?: readonly CatalogEntry[];
  readonly transactions?: readonly (string | TransactionFunction)[];
  readonly locks?: readonly (string | LockFunction)[];
  /** Files whose exported functions requests can, or cannot, reach; globs from the working directory or the project's root. */
  readonly roots?: RootPatterns;
  /**
   * What is done where something could not be analysed: `warn` (the default) says so on stderr when the process ends, `error` makes a
   * finding of it, `ignore` says nothing.
   */
  readonly onIncomplete?: 'warn' | 'error' | 'ignore';
  /** Any text: it only keys ESLint's cache, which knows a file's own text and settings and no other file's. */
  readonly fingerprint?: string;
}

const name: DataShape = { kind: 'text', description: 'a name', pattern: /^[^\s.()]+$/ };
const calledNameDescription =
  "the name of a function as it is called, such as 'inTransaction' or 'ledger.inTransaction'";
const calledName: DataShape = {
  kind: 'text',
  description: calledNameDescription,
  pattern: /^[^\s.()]+(?:\.[^\s.()]+)*$/,
};
const columnName: DataShape = {
  kind: 'text',
  description: "the name of a table or column, or 'table.column'",
  pattern: /^[^\s.()]+(?:\.[^\s.()]+)?$/,
};
const functionNames: DataShape = listOf(name, 'an array of names of functions');
const position: DataShape = {
  kind: 'either',
  description: "the position of an argument, from 0, or 'last'",
  alternatives: [{ shape: { kind: 'index', description: 'a position' } }, { shape: choiceOf<'last'>({ last: true }) }],
};
const patterns: DataShape = listOf(
  {
    kind: 'text',
    description: 'a glob pattern whose brackets and braces are closed',
    isValid: (pattern) => parseGlob(pattern) !== undefined,
  },
  'an array of glob patterns',
);

const transaction: ObjectShape = object<TransactionFunction>(
  'an object { name, callback, handle, handleType, isolation }',
  {
    name: required(calledName),
    callback: optional(position),
    handle: optional({ kind: 'index', description: "the position of the callback's parameter, from 0" }),
    handleType: optional(typeName),
    isolation: optional(
      choiceOf<NonNullable<TransactionFunction['isolation']>>({
        'read committed': true,
        'repeatable read': true,
        serializable: true,
        snapshot: true,
      }),
    ),
  },
);
const lock: ObjectShape = object<LockFunction>('an object { name, reach, key, callback }', {
  name: required(calledName),
  reach: optional(choiceOf<NonNullable<LockFunction['reach']>>({ shared: true, process: true })),
  key: optional(position),
  callback: optional(position),
});

function nameOr(shape: ObjectShape): DataShape {
  return {
    kind: 'either',
    description: `${calledNameDescription}, or ${shape.description}`,
    alternatives: [{ shape: calledName }, { shape }],
  };
}

export const settingsShape: DataShape = object<AtomicAuthSettings>('an object', {
  catalog: optional(listOf(entryShape, 'an array of catalog entries')),
  transactions: optional(listOf(nameOr(transaction), 'an array of names of functions, or of objects { name, … }')),
  locks: optional(listOf(nameOr(lock), 'an array of names of functions, or of objects { name, … }')),
  roots: optional(
    object<RootPatterns>('an object { include, exclude }', {
      include: optional(patterns),
      exclude: optional(patterns),
    }),
  ),
  authentication: optional(functionNames),
  authorization: optional(functionNames),
  identity: optional(listOf(name, 'an array of names of properties')),
  owner: optional(listOf(name, 'an array of names of columns')),
  singleUse: optional(listOf(columnName, 'an array of names of tables and columns')),
  onIncomplete: optional(
    choiceOf<NonNullable<AtomicAuthSettings['onIncomplete']>>({ warn: true, error: true, ignore: true }),
  ),
  fingerprint: optional(text),
});
