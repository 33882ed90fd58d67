/**
 * The shape of library knowledge. Every file of the catalog, and every entry a user adds in
 * `settings['atomic-auth'].catalog`, is one of these objects: plain data, no functions, no control flow.
 *
 * A library is a set of **types** (what its values can do) and of **exports** (which value an import gives).
 * A type says what its members do when they are called: an ordered list of **effects** and what the call **returns**.
 * The engine (`src/evaluation`) interprets them and knows no library by name.
 */

import type { Effect } from './effects.ts';

export type {
  AmbientEffect,
  AmendEffect,
  AssertEffect,
  AssignEffect,
  BuilderCondition,
  CallbackEffect,
  DecorateEffect,
  Effect,
  EntityEffect,
  ExpiryEffect,
  FieldAssignment,
  LockEffect,
  MarkEffect,
  MiddlewareEffect,
  NextEffect,
  ParameterHookEffect,
  ReadEffect,
  ResourceReference,
  RespondEffect,
  RouteEffect,
  SchemaEffect,
  SignEffect,
  SqlEffect,
  ThrowEffect,
  TransactionEffect,
  TransactionStepEffect,
  UnlockEffect,
  VerifyEffect,
  WriteEffect,
} from './effects.ts';

/**
 * Where in a call something is found: `'0'` the first argument, `'0.where'` a property of it, `'rest'` all arguments as a list,
 * `'rest:1'` the arguments from the second on, `'last'` the last one, `'receiver'` the value the method is called on;
 * a segment `*` is each element: `'receiver.*'`.
 * Alternatives are tried in order where a list is given.
 */
export type ArgumentPath = string;

/** `Type` of the same entry, or `library/Type` of another. */
export type TypeName = string;

/**
 * What a finished read or write gives, by property path: `{ '': 'row' }` the row itself or nothing, `{ rows: 'rows', rowCount: 'count' }` for pg,
 * `{ '0': 'rows', '0.affectedRows': 'count' }` for mysql2.
 */
export type OutcomeShape = Readonly<Record<string, 'row' | 'rows' | 'count' | 'exists'>>;

/** What calling a function, method or constructor gives. */
export type Returns =
  /** The value it was called on (builders, chains). */
  | { readonly kind: 'receiver' }
  /** An argument, unchanged or wrapped beyond recognition. */
  | { readonly kind: 'argument'; readonly at: ArgumentPath }
  /**
   * A value of a catalogued type. `resource` names the table or model it stands for, `sql` the statement it will run, `connection` ties it to the receiver's connection or starts one.
   * `role`: the value as a whole is also that (a form of the request).
   * With `member`, not the value itself but its property named by that argument's text, in lower case (`req.get('Authorization')`).
   * `fields`: where the fields of a new entity are; absent: the first argument. `parameters` are the values that the function writes into the text of `sql` itself.
   */
  | {
      readonly kind: 'type';
      readonly type: TypeName;
      readonly resource?: ArgumentPath | readonly ArgumentPath[];
      readonly sql?: ArgumentPath;
      readonly parameters?: ArgumentPath;
      readonly connection?: 'same' | 'new';
      readonly member?: ArgumentPath;
      readonly fields?: ArgumentPath;
      readonly role?: Role;
    }
  /**
   * A value of a catalogued type that stands for an INSERT or UPDATE which the function writes: `table` names the table, or is a value that stands for one,
   * `data` is a record of columns with their values, or a list of them. A column that `columns` lists with a `?` before it is not written.
   */
  | {
      readonly kind: 'statement';
      readonly type: TypeName;
      readonly operation: 'insert' | 'update';
      readonly table: ArgumentPath | readonly ArgumentPath[];
      readonly data: ArgumentPath;
      readonly columns?: ArgumentPath;
    }
  /** What the last read or write effect of the call found (see `outcome`). */
  | { readonly kind: 'outcome' }
  /** A value with a role: the verified identity, the raw credential, a fresh unpredictable or time value, data of the request. `at`: the part of it that this argument names (`c.req.param('id')`). */
  | { readonly kind: 'role'; readonly role: Role; readonly at?: ArgumentPath }
  /** A list of the given things, such as `[handle, release]`. */
  | { readonly kind: 'list'; readonly elements: readonly Returns[] }
  /** A record of the given things: an operator and its operand, where a function makes them (`MoreThan(5)`). */
  | { readonly kind: 'record'; readonly fields: Readonly<Record<string, Returns>> }
  /** What a container gives for a token: an instance, where the token is a class, or the project has one class for it. */
  | { readonly kind: 'provided'; readonly token: ArgumentPath }
  /** The value that the `ambient` effect of the receiver gave what is running now; where nobody is seen to have given one, a caller that is not seen may have. */
  | { readonly kind: 'ambient' }
  /** A function that has these effects when it is called (a middleware, a release function). */
  | { readonly kind: 'function'; readonly effects: readonly Effect[]; readonly returns?: Returns }
  /** A field of the receiver, named by an argument (`doc.get('balance')`); the whole record where that argument is absent. */
  | { readonly kind: 'field'; readonly name: ArgumentPath }
  /** A named constant (`Op.gte`, `LOCK.UPDATE`, `TransactionIsolationLevel.Serializable`). As a computed key it is the key. */
  | { readonly kind: 'constant'; readonly value: string | number | boolean }
  /** What the callback of the call returned (where none was given, the outcome, such as a transaction's handle); with `parameter`, what it handed to the function it got there (Promise's `resolve`). */
  | { readonly kind: 'callback-result'; readonly parameter?: number }
  | { readonly kind: 'unknown' };

export type Role =
  'identity' | 'credential' | 'fresh' | 'params' | 'query' | 'body' | 'headers' | 'session' | 'request-data';

/** What a call does and gives. Omitted `returns` is unknown; with an `outcome`-bearing effect it is the outcome. */
export interface Behaviour {
  readonly effects?: readonly Effect[];
  readonly returns?: Returns;
  /** Holds only where the argument is this constant (`pLimit(1)` excludes, `pLimit(5)` does not; undefined: not given); `otherwise` holds in all other cases. */
  readonly provided?: { readonly argument: ArgumentPath; readonly is: string | number | boolean | undefined };
  readonly otherwise?: Behaviour;
}

/** A member that is not called: a nested value of a type, or a role. */
export interface Property {
  readonly kind: 'property';
  readonly value: Returns;
}

export interface TypeEntry {
  /** Names that mean this type in declarations: `client: PoolClient`. */
  readonly declaredAs?: readonly string[];
  /** What calling, constructing or tagging a template with the value itself does. */
  readonly call?: Behaviour;
  readonly construct?: Behaviour;
  /** Members by name. `*` stands for every name not listed; its `resource` path may be `'member'` for the member's own name (prisma.order). */
  readonly members?: Readonly<Record<string, Behaviour | Property>>;
  /** Values that the language's own syntax makes are of this type: list literals, functions. */
  readonly literal?: 'list' | 'function';
  /** The types whose members this one has as well. */
  readonly extends?: readonly TypeName[];
  /** The type of the rows that reads and writes of this type's members find (Model → Document); absent: plain records. Of a builder: of what it gives. */
  readonly rows?: TypeName;
  /** Names of folders whose files each define one value of this type, called like the file, where the code itself does not say where it is defined. */
  readonly definedIn?: readonly string[];
  /** Rows of this type are entities: assigning their fields and saving writes. */
  readonly entity?: EntityEntry;
  /** True where a value of this type means an open transaction (`tx: Prisma.TransactionClient`): as a parameter, one the caller opened. */
  readonly inTransaction?: boolean;
  /** True where one connection is meant, on which BEGIN opens a transaction; a pool gives every statement another. */
  readonly holdsTransaction?: boolean;
  /**
   * How a value is taken for this type when its origin is unknown. `names` are variable or property names (exact, lower case compared),
   * `methods` are methods whose name alone is unmistakable, `methodShapes` need a record argument with all these keys,
   * `methodArguments` need arguments of a kind at their places, and one of `names` where there are any
   * (`path`: a text that starts with `/`; `record`: a record written as such, for the second one; `function`: a function known as such; `callable`: that, or a name or member that may hold one).
   */
  readonly recognise?: {
    readonly names?: readonly string[];
    readonly methods?: readonly string[];
    readonly methodShapes?: Readonly<Record<string, readonly string[]>>;
    readonly methodArguments?: Readonly<
      Record<
        string,
        {
          readonly first?: 'path' | 'function' | 'callable';
          readonly second?: 'record';
          readonly last?: 'function' | 'callable';
        }
      >
    >;
    /** The receiver must be written with a capital (a model class). */
    readonly capitalised?: boolean;
    /** True where the project must list one of the entry's packages: the methods have the names of everything (`create`, `update`). */
    readonly onlyListed?: boolean;
    /** `possible` becomes `certain` where the project lists one of the entry's packages, and no other store that might be meant. */
    readonly certainty: 'certain' | 'possible';
  };
}

export interface EntityEntry {
  /** `changed`: save writes the fields that were assigned; `whole`: every column. */
  readonly saves: 'changed' | 'whole';
  /** Methods of arrays inside the entity that become an atomic operation of the store (`push`, `addToSet`, `pull`). */
  readonly atomicArrayMethods: readonly string[];
  /** True where assigning an array field as a whole adds a version condition (Mongoose's `__v`). */
  readonly arrayAssignmentIsVersioned: boolean;
  /** The schema option that makes every save conditional on a version. */
  readonly versionOption?: string;
  /** True where a row remembers the session it was read with, and its save uses that when none is given (Mongoose). */
  readonly remembersConnection?: boolean;
  readonly primaryKeys: readonly string[];
}

/** How objects become conditions and assignments. Keys are compared as written. */
export interface Dialect {
  readonly primaryKeys: readonly string[];
  /** The property under which a row carries how many rows of others belong to it, by relation (`team._count.members`). */
  readonly relationCounts?: string;
  readonly where: {
    readonly and: readonly string[];
    readonly or: readonly string[];
    readonly not: readonly string[];
    /** Operator keys inside a field's object and what they mean (`= != < <= > >=`, `in`, `not in`, `exists`, `like`, …): `{ $gte: '>=' }`. `=` is the default. */
    readonly operators: Readonly<Record<string, string>>;
    /** True where a list of conditions means any of them. */
    readonly listsAreAlternatives?: boolean;
    /** Keys of a unique compound that only group fields (`userId_postId: { … }`): any key whose value is a record of plain values. */
    readonly compoundKeys?: boolean;
  };
  readonly data: {
    /** Top-level operator keys: how the fields under them are written. */
    readonly operators: Readonly<Record<string, 'set' | 'relative' | 'unset' | 'insert-only'>>;
    /** Operator keys inside a field's object: `{ balance: { decrement: 5 } }`. */
    readonly fieldOperators: Readonly<Record<string, 'set' | 'relative' | 'unset'>>;
    /** True where a function in the place of a value gives SQL, which the statement computes: `{ stock: () => 'stock - 1' }`. */
    readonly functionsAreSql?: boolean;
  };
}

interface Entry {
  /** Short and unique: `pg`, `express`. */
  readonly name: string;
  /** Modules an import names, exact or with `/*` at the end. */
  readonly packages: readonly string[];
  /** What an import gives: `default`, `*` (the module), or a name, each a type (its value) or a behaviour (a function). */
  readonly exports: Readonly<Record<string, { readonly type: TypeName } | Behaviour>>;
  readonly types: Readonly<Record<TypeName, TypeEntry>>;
  /** Functions known by name wherever they come from (`withTransaction`, `ledger.debit`); for users' own helpers. */
  readonly functions?: Readonly<Record<string, Behaviour>>;
  /** Names every file sees unless it binds them itself (`Promise`, `Date`). */
  readonly globals?: Readonly<Record<string, { readonly type: TypeName } | Behaviour>>;
}

export interface StoreEntry extends Entry {
  readonly kind: 'store';
  readonly dialect?: Dialect;
  /** Whether other processes can see the state. `process`: nothing runs between two statements without a suspension point. */
  readonly reach: 'shared' | 'process';
  /** What an uncontested transaction gives when nothing is stated. */
  readonly defaultIsolation?: 'read committed' | 'repeatable read' | 'serializable' | 'snapshot';
  /** True where calls are synchronous: a read and a write without a suspension point between them are atomic in one process. */
  readonly synchronous?: boolean;
  /** For remedies: which file of src/remedies writes its fixes. */
  readonly remedies?: string;
}

export interface FrameworkEntry extends Entry {
  readonly kind: 'framework';
  /** Parameters of a handler by position: what they are (a type of this entry, or data with a role). Error handlers have one more in front. */
  readonly handlerParameters: readonly (TypeName | { readonly role: Role })[];
  /** True where what runs before a handler hands on by returning, unless it has answered. */
  readonly handsOnByReturning?: boolean;
  readonly errorHandlerParameters?: readonly TypeName[];
  /** Names of parameters by which an exported function is taken for a handler: one list per position. */
  readonly handlerParameterNames: readonly (readonly string[])[];
  /** Functions that the framework finds by their file and by what they are exported as. */
  readonly exportedHandlers?: readonly ExportedHandlers[];
}

/** All that is stated must hold. */
export interface ExportedHandlers {
  /** Names of exports; absent: any. */
  readonly names?: readonly string[];
  /** Names of files without their folder and ending (`route`). */
  readonly files?: readonly string[];
  /** A directive the file starts with (`use server`). */
  readonly directive?: string;
  /** Packages, in the form of `packages`, one of which the file imports from. */
  readonly imports?: readonly string[];
}

export interface CredentialEntry extends Entry {
  readonly kind: 'credential';
}

export interface LockEntry extends Entry {
  readonly kind: 'lock';
}

export type CatalogEntry = StoreEntry | FrameworkEntry | CredentialEntry | LockEntry;

/** Typed identity functions: the way to write an entry, in the catalog and in settings. */
export function defineStore(entry: Omit<StoreEntry, 'kind'>): StoreEntry {
  return { kind: 'store', ...entry };
}
export function defineFramework(entry: Omit<FrameworkEntry, 'kind'>): FrameworkEntry {
  return { kind: 'framework', ...entry };
}
export function defineCredential(entry: Omit<CredentialEntry, 'kind'>): CredentialEntry {
  return { kind: 'credential', ...entry };
}
export function defineLock(entry: Omit<LockEntry, 'kind'>): LockEntry {
  return { kind: 'lock', ...entry };
}
