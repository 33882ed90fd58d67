/**
 * The shape of library knowledge. Every file of the catalog, and every entry a user adds in
 * `settings['atomic-auth'].catalog`, is one of these objects: plain data, no functions, no control flow.
 *
 * A library is a set of **types** (what its values can do) and of **exports** (which value an import gives).
 * A type says what its members do when they are called: an ordered list of **effects** and what the call **returns**.
 * The engine (`src/evaluation`) interprets them and knows no library by name.
 */

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
   * With `member`, not the value itself but its property named by that argument's text, in lower case (`req.get('Authorization')`).
   */
  | { readonly kind: 'type'; readonly type: TypeName; readonly resource?: ArgumentPath; readonly sql?: ArgumentPath; readonly connection?: 'same' | 'new'; readonly member?: ArgumentPath }
  /** What the last read or write effect of the call found (see `outcome`). */
  | { readonly kind: 'outcome' }
  /** A value with a role: the verified identity, the raw credential, a fresh unpredictable or time value, data of the request. */
  | { readonly kind: 'role'; readonly role: Role }
  /** A list of the given things, such as `[handle, release]`. */
  | { readonly kind: 'list'; readonly elements: readonly Returns[] }
  /** A function that has these effects when it is called (a middleware, a release function). */
  | { readonly kind: 'function'; readonly effects: readonly Effect[]; readonly returns?: Returns }
  /** A field of the receiver, named by an argument (`doc.get('balance')`); the whole record where that argument is absent. */
  | { readonly kind: 'field'; readonly name: ArgumentPath }
  /** A named constant (`Op.gte`, `LOCK.UPDATE`, `TransactionIsolationLevel.Serializable`). As a computed key it is the key. */
  | { readonly kind: 'constant'; readonly value: string | number | boolean }
  /** What the callback of the call returned (where none was given, the outcome, such as a transaction's handle); with `parameter`, what it handed to the function it got there (Promise's `resolve`). */
  | { readonly kind: 'callback-result'; readonly parameter?: number }
  | { readonly kind: 'unknown' };

export type Role = 'identity' | 'credential' | 'fresh' | 'params' | 'query' | 'body' | 'headers' | 'session' | 'request-data';

/** Which table or model an effect touches. */
export type ResourceReference =
  /** The receiver's own (a model, a delegate, an entity, a prepared statement). */
  | 'receiver'
  | { readonly argument: ArgumentPath }
  | { readonly name: string };

interface AccessEffect {
  readonly resource: ResourceReference;
  /** An object (or several) with the conditions, read with the entry's `where` dialect. */
  readonly where?: ArgumentPath | readonly ArgumentPath[];
  /** A single value compared with the primary key. */
  readonly key?: ArgumentPath;
  readonly outcome: OutcomeShape;
  /** Where a transaction handle or session is passed; absent argument: outside any transaction. */
  readonly connection?: ArgumentPath | readonly ArgumentPath[];
  /** An option that, when true, gives plain records where the rows would be entities (Mongoose `lean`, Sequelize `raw`). */
  readonly plain?: ArgumentPath;
}

/**
 * One field (or several) named by an argument of its own: `increment('stock', { by: 2 })`, `set('status', 'paid')`.
 * `column` may also be a list of names, or a record of names with their values. `relative`: the statement adds to the stored value.
 */
export interface FieldAssignment {
  readonly column: ArgumentPath;
  readonly value?: ArgumentPath;
  readonly relative?: boolean;
}

export interface ReadEffect extends AccessEffect {
  readonly kind: 'read';
  /** Where a row lock is asked for, and the values that mean one (`true` and the named constants). */
  readonly lock?: ArgumentPath;
  /** Which function of the rows is read, where it is not the rows themselves. */
  readonly aggregate?: 'count' | 'sum' | 'max' | 'min' | 'exists';
  /** Columns asked for, when that matters to nobody: absent. */
  readonly many?: boolean;
  /** `throws`: what follows runs only if a row was found (`findUniqueOrThrow`). Absent: one has to look. */
  readonly whenMissing?: 'throws' | 'outcome';
}

export interface WriteEffect extends AccessEffect {
  readonly kind: 'write';
  readonly operation: 'insert' | 'update' | 'delete' | 'upsert';
  /** An object with the fields, read with the entry's `data` dialect. */
  readonly data?: ArgumentPath;
  /** Instead of `data`, or beside it. */
  readonly field?: FieldAssignment;
  /** For an upsert: the fields of a new row. */
  readonly create?: ArgumentPath;
  /** An option that, when true, makes an upsert of the update (Mongoose `{ upsert: true }`). */
  readonly upsert?: ArgumentPath;
  /** An option that, when true, skips rows whose unique key is taken (Prisma `skipDuplicates`). */
  readonly skipsConflicts?: ArgumentPath;
  /** What happens when no row matches: an exception, a count or an empty result to look at, or nothing one could see. */
  readonly whenMissing: 'throws' | 'outcome' | 'nothing';
  /** True where the statement also reads and returns the row (findOneAndUpdate). */
  readonly returnsRow?: boolean;
}

/** Runs the statement(s) in a text, with parameters given as a list, as rest arguments, or as the holes of a template. */
export interface SqlEffect {
  readonly kind: 'sql';
  /** A string, a template (`tagged`), an object with the text (`'0.text'`), or `'receiver'` for a prepared statement. */
  readonly text: ArgumentPath | readonly ArgumentPath[];
  /** With `rest`, a sole list or record stands for its elements. */
  readonly parameters?: ArgumentPath | readonly ArgumentPath[];
  readonly outcome: OutcomeShape;
  readonly connection?: ArgumentPath | readonly ArgumentPath[];
}

/** Writes the fields that were assigned to an entity (`save`) or deletes it (`remove`). The receiver is a row. */
export interface EntityEffect {
  readonly kind: 'save' | 'remove';
  readonly connection?: ArgumentPath | readonly ArgumentPath[];
}

/** Assigns the fields of an argument to the entity without writing it (`entity.set({ … })`). `target`: the entity, where it is not the receiver (`Object.assign`). */
export interface AssignEffect {
  readonly kind: 'assign';
  readonly target?: ArgumentPath;
  readonly data?: ArgumentPath;
  /** One field: `entity.set('status', 'paid')`. `relative` ones are written as such by the save (Mongoose `$inc`). */
  readonly field?: FieldAssignment;
}

/** Refines the read or write the receiver (a builder) stands for. */
export interface AmendEffect {
  readonly kind: 'amend';
  readonly where?: ArgumentPath | readonly ArgumentPath[];
  readonly condition?: BuilderCondition;
  /** True where conditions are added that cannot be read (raw SQL, OR, subqueries): the statement's WHERE is no longer fully known. */
  readonly opaque?: boolean;
  /** Names the table, where the builder started without one (`select('*').from('orders')`). */
  readonly resource?: ResourceReference;
  readonly data?: ArgumentPath;
  readonly field?: FieldAssignment;
  readonly operation?: 'insert' | 'update' | 'delete' | 'upsert';
  /** What an insert does where the unique key is taken (`onConflict().ignore()`). */
  readonly conflict?: 'nothing' | 'update';
  readonly aggregate?: 'count' | 'sum' | 'max' | 'min' | 'exists';
  readonly lock?: 'update' | 'share';
  readonly connection?: ArgumentPath;
  readonly outcome?: OutcomeShape;
  readonly whenMissing?: 'throws' | 'outcome' | 'nothing';
  /** The rows become plain records instead of entities (Mongoose `lean()`). */
  readonly plain?: boolean;
}

/**
 * `where(column, value)`: the column's and the value's place, and the operator's. An operator whose place is the value's own
 * argument (`where('n', 1)` of `where('n', '>', 1)`, with `value: 'last'`) is not given and means `=`. `means` is the operator where
 * the method's name says it (`whereIn`: `in`); without `value` the value is null (`whereNull`). `column` may also be a record of columns with their values. Column `receiver` is the one named last: `where('n').gte(1)`.
 */
export interface BuilderCondition {
  readonly column: ArgumentPath;
  readonly value?: ArgumentPath;
  readonly operator?: ArgumentPath;
  readonly means?: string;
}

/**
 * Runs a callback inside a transaction, and the call gives what the callback returned. Where no function stands in its place, the transaction
 * lasts until its handle, which is then the call's outcome, commits or rolls back (Sequelize, Knex). An isolation level is found by its name in the
 * text of the argument, in any case (`'isolation level serializable'`). `callback: 'receiver'` is the function that `wraps` wrapped. `handle` is the index of the callback's parameter that carries the transaction; absent: ambient, or the receiver itself.
 */
export interface TransactionEffect {
  readonly kind: 'transaction';
  readonly callback?: ArgumentPath;
  readonly handle?: number;
  /** Type of the handle parameter; absent: the handle is the receiver itself, on its own connection (Mongoose `session.withTransaction`). */
  readonly handleType?: TypeName;
  readonly isolation?: ArgumentPath | readonly ArgumentPath[];
  /** The array form: statements handed over at once, run in one transaction. */
  readonly list?: ArgumentPath;
  /** True where the transaction holds a write lock from its start (SQLite's BEGIN IMMEDIATE). */
  readonly exclusive?: boolean;
  /** `returns`: the call only wraps: the result is a function that runs `callback` in a transaction each time (better-sqlite3). */
  readonly wraps?: boolean;
}

/** Opens or ends a transaction on the receiver's connection by hand. */
export interface TransactionStepEffect {
  readonly kind: 'begin' | 'commit' | 'rollback';
  readonly isolation?: ArgumentPath;
}

/** Takes a lock. With `callback` it is held while that runs; without, until the release. `reach`: who else is kept out. */
export interface LockEffect {
  readonly kind: 'lock';
  readonly reach: 'process' | 'shared';
  readonly key?: ArgumentPath;
  readonly callback?: ArgumentPath;
}

export interface UnlockEffect {
  readonly kind: 'unlock';
}

/** Registers request handlers. Arguments from `handlers` on are functions, arrays of functions or routers, run in order. */
export interface RouteEffect {
  readonly kind: 'route';
  /** HTTP methods in lower case, or `all`. */
  readonly method: string;
  readonly path?: ArgumentPath;
  readonly handlers: ArgumentPath;
}

/** Registers functions that run before the handlers registered later on the same receiver (or mounts a router). */
export interface MiddlewareEffect {
  readonly kind: 'middleware';
  readonly path?: ArgumentPath;
  readonly handlers: ArgumentPath;
}

/** Registers a function that runs before every handler whose path has the parameter (`router.param`). */
export interface ParameterHookEffect {
  readonly kind: 'parameter-hook';
  readonly name: ArgumentPath;
  readonly handler: ArgumentPath;
}

/** Proves who is calling. What is returned, or handed to the callback, or put on the request (`onto`) is the verified identity. */
export interface VerifyEffect {
  readonly kind: 'verify';
  readonly credential?: ArgumentPath;
  readonly callback?: ArgumentPath;
  /** Index of the callback's parameter that carries the identity. */
  readonly identityParameter?: number;
  /** Where the call states the identity itself (passport's `done(null, user)`). */
  readonly identity?: ArgumentPath;
  /** Property of the request that carries the identity afterwards, where this is a middleware. */
  readonly onto?: string;
  /** What the caller must hold besides being known; refused otherwise. */
  readonly requires?: 'scope' | 'role' | 'claim';
}

/** Signs a token. The expiry may stand in the options, in the payload, or be set by a chained call (`amends`). */
export interface SignEffect {
  readonly kind: 'sign';
  readonly payload?: ArgumentPath;
  readonly expiry?: readonly ArgumentPath[];
  /** True where the expiry comes from a chained call only (jose: `setExpirationTime`), which the receiver remembers. */
  readonly expiryFromReceiver?: boolean;
}

/** The chained call that sets the expiry on the receiver. */
export interface ExpiryEffect {
  readonly kind: 'expiry';
  readonly value: ArgumentPath;
}

/** Throws unless the condition holds (or, negated, if it does). */
export interface AssertEffect {
  readonly kind: 'assert';
  readonly condition: ArgumentPath;
  readonly negated?: boolean;
}

/** Calls a function argument with the given values; no effect where the argument is not a function (Node's optional callbacks). */
export interface CallbackEffect {
  readonly kind: 'callback';
  readonly function: ArgumentPath;
  readonly parameters: readonly Returns[];
  /** What `this` is inside it (sqlite3: `this.changes`). */
  readonly self?: Returns;
  /** True where it runs once for each element of the receiver or argument (`forEach`). */
  readonly loops?: boolean;
  /** Absent: during the call. `later`: after the caller went on (timers). `request`: on requests, so the function is a root (passport's verify callback). */
  readonly when?: 'later' | 'request';
}

/** Hands the request on to the next handler (Express `next`); with an argument, to the error handlers. */
export interface NextEffect {
  readonly kind: 'next';
}

/** Answers the request. */
export interface RespondEffect {
  readonly kind: 'respond';
  /** Where the status is stated, or the status itself. */
  readonly status?: ArgumentPath | number;
}

/** Describes the stored shape of a model: fields with their options, and keys. Read by `src/schema`. */
export interface SchemaEffect {
  readonly kind: 'schema' | 'schema-index';
  readonly definition: ArgumentPath;
  readonly options?: ArgumentPath;
}

export type Effect =
  | ReadEffect | WriteEffect | SqlEffect | EntityEffect | AssignEffect | AmendEffect
  | TransactionEffect | TransactionStepEffect | LockEffect | UnlockEffect
  | RouteEffect | MiddlewareEffect | ParameterHookEffect
  | VerifyEffect | SignEffect | ExpiryEffect | AssertEffect | CallbackEffect | NextEffect | RespondEffect | SchemaEffect;

/** What a call does and gives. Omitted `returns` is unknown; with an `outcome`-bearing effect it is the outcome. */
export interface Behaviour {
  readonly effects?: readonly Effect[];
  readonly returns?: Returns;
  /** Holds only where the argument is this constant (`pLimit(1)` excludes, `pLimit(5)` does not; undefined: not given); `otherwise` holds in all other cases. */
  readonly provided?: { readonly argument: ArgumentPath; readonly is: string | number | boolean | undefined };
  readonly otherwise?: Behaviour;
}

/** A member that is not called: a nested value of a type, or a role. */
export type Property = { readonly kind: 'property'; readonly value: Returns };

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
  /** Rows of this type are entities: assigning their fields and saving writes. */
  readonly entity?: EntityEntry;
  /** True where a value of this type means an open transaction (`tx: Prisma.TransactionClient`): as a parameter, one the caller opened. */
  readonly inTransaction?: boolean;
  /** True where one connection is meant, on which BEGIN opens a transaction; a pool gives every statement another. */
  readonly holdsTransaction?: boolean;
  /**
   * How a value is taken for this type when its origin is unknown. `names` are variable or property names (exact, lower case compared),
   * `methods` are methods whose name alone is unmistakable, `methodShapes` need a record argument with all these keys,
   * `methodArguments` need arguments of a kind at the ends, and one of `names` where there are any
   * (`path`: a text that starts with `/`; `function`: a function known as such; `callable`: that, or a name or member that may hold one).
   */
  readonly recognise?: {
    readonly names?: readonly string[];
    readonly methods?: readonly string[];
    readonly methodShapes?: Readonly<Record<string, readonly string[]>>;
    readonly methodArguments?: Readonly<Record<string, { readonly first?: 'path' | 'function' | 'callable'; readonly last?: 'function' | 'callable' }>>;
    /** The receiver must be written with a capital (a model class). */
    readonly capitalised?: boolean;
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
  readonly where: {
    readonly and: readonly string[];
    readonly or: readonly string[];
    readonly not: readonly string[];
    /** Operator keys inside a field's object and what they mean (`= != < <= > >=`, `in`, `not in`, `exists`, `like`, …): `{ $gte: '>=' }`. `=` is the default. */
    readonly operators: Readonly<Record<string, string>>;
    /** Keys of a unique compound that only group fields (`userId_postId: { … }`): any key whose value is a record of plain values. */
    readonly compoundKeys?: boolean;
  };
  readonly data: {
    /** Top-level operator keys: how the fields under them are written. */
    readonly operators: Readonly<Record<string, 'set' | 'relative' | 'unset' | 'insert-only'>>;
    /** Operator keys inside a field's object: `{ balance: { decrement: 5 } }`. */
    readonly fieldOperators: Readonly<Record<string, 'set' | 'relative' | 'unset'>>;
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
  /** Parameters of a handler by position: what they are (a type of this entry). Error handlers have one more in front. */
  readonly handlerParameters: readonly TypeName[];
  readonly errorHandlerParameters?: readonly TypeName[];
  /** Names of parameters by which an exported function is taken for a handler: one list per position. */
  readonly handlerParameterNames: readonly (readonly string[])[];
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
