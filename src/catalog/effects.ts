/**
 * What calls do: the effects of the catalog's behaviours, as data. See `shape.ts` for the whole.
 */

import type { ArgumentPath, TypeName, OutcomeShape, Returns } from './shape.ts';

/** Which table or model an effect touches. */
export type ResourceReference =
  /** The receiver's own (a model, a delegate, an entity, a prepared statement). */
  'receiver' | { readonly argument: ArgumentPath } | { readonly name: string };

interface AccessEffect {
  readonly resource: ResourceReference;
  /** An object (or several) with the conditions, read with the entry's `where` dialect. */
  readonly where?: ArgumentPath | readonly ArgumentPath[];
  /** A single value compared with the primary key. */
  readonly key?: ArgumentPath;
  readonly outcome: OutcomeShape;
  /** Where a transaction handle or session is passed; absent argument: outside any transaction. */
  readonly connection?: ArgumentPath | readonly ArgumentPath[];
  /** An option that picks rows by more than the conditions that can be read, where it has one of these keys at any depth (joins that have to match). */
  readonly narrowedBy?: { readonly at: ArgumentPath; readonly keys: readonly string[] };
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
  /** An argument that holds the conditions itself where it has none of these options (`findOne({ email })`, beside `findOne({ where: { email } })`). */
  readonly bare?: { readonly argument: ArgumentPath; readonly options: readonly string[] };
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
  /** True where the library writes the parameters into the text, so that they may be names and pieces of SQL (`$1:name`, `$<condition:raw>`). */
  readonly formats?: boolean;
  /** True where the call gives a list: what each statement of the text found. */
  readonly each?: boolean;
  /** `throws`: what follows runs only if a row came back, or was changed. */
  readonly whenMissing?: 'throws';
}

/**
 * Writes the fields that were assigned to an entity (`save`) or deletes it (`remove`). The receiver is a row; with `entity`, that
 * argument is one, or a list of them, or a record: one with a primary key is updated, one without is inserted. `resource`: the model of records.
 */
export interface EntityEffect {
  readonly kind: 'save' | 'remove';
  readonly entity?: ArgumentPath;
  readonly resource?: ResourceReference;
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
 * With `parameters`, a text in `column` is a condition in SQL, and they are what its placeholders stand for.
 */
export interface BuilderCondition {
  readonly column: ArgumentPath;
  readonly parameters?: ArgumentPath;
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
  /** An HTTP method in lower case; `all`: any, and before the handlers of the same path that are registered later; `any`: any. */
  readonly method: string;
  readonly path?: ArgumentPath;
  readonly handlers: ArgumentPath | readonly ArgumentPath[];
  /** Functions given elsewhere in the call that run before the handlers, in this order (Fastify's `{ preHandler }`). */
  readonly before?: readonly ArgumentPath[];
}

/** Registers functions that run before the handlers registered later on the same receiver (or mounts a router). */
export interface MiddlewareEffect {
  readonly kind: 'middleware';
  readonly path?: ArgumentPath;
  readonly handlers: ArgumentPath;
  /** True where it holds for what the call gives, and not for what it is called on (tRPC's `procedure.use(…)`). */
  readonly onResult?: boolean;
}

/** Registers a function that runs before every handler whose path has the parameter (`router.param`). */
export interface ParameterHookEffect {
  readonly kind: 'parameter-hook';
  readonly name: ArgumentPath;
  readonly handler: ArgumentPath;
  /** What it is given, where that is not a handler's own parameters with the parameter's value behind them: arguments of such a call. */
  readonly parameters?: readonly Returns[];
}

/** Puts a value on the receiver and all that was made from it, or that it was made from (Fastify's `decorate`). */
export interface DecorateEffect {
  readonly kind: 'decorate';
  readonly name: ArgumentPath;
  readonly value: ArgumentPath;
}

/** Leaves a note on a function that is given, which `provided` of another call asks for as `0.#name`. */
export interface MarkEffect {
  readonly kind: 'mark';
  readonly target: ArgumentPath;
  readonly name: string;
}

/**
 * Gives what runs inside the call, or behind it, a value of its own, which \`returns: { kind: 'ambient' }\` hands out there (AsyncLocalStorage).
 * With \`callback\` it holds while that runs, without from here on. \`passed\`: what the callback is called with.
 */
export interface AmbientEffect {
  readonly kind: 'ambient';
  readonly value?: ArgumentPath;
  readonly callback?: ArgumentPath;
  readonly passed?: ArgumentPath;
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
  /** A login: from here on, the session stands for whom the call names. */
  readonly opensSession?: boolean;
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

/** Ends the handler as an exception does (`redirect()`, `ctx.throw(403)`). */
export interface ThrowEffect {
  readonly kind: 'throw';
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
  /**
   * Absent: during the call. `later`: after the caller went on (timers). `request`: on requests, so the function is a root (passport's verify callback).
   * `setup`: during the call, to add to the application; where that function is linted in its own file, it is given what it was given here.
   */
  readonly when?: 'later' | 'request' | 'setup';
}

/** Hands the request on to the next handler; where `error` is given, to the error handlers (Express `next(error)`). */
export interface NextEffect {
  readonly kind: 'next';
  readonly error?: ArgumentPath;
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
  | ReadEffect
  | WriteEffect
  | SqlEffect
  | EntityEffect
  | AssignEffect
  | AmendEffect
  | TransactionEffect
  | TransactionStepEffect
  | LockEffect
  | UnlockEffect
  | RouteEffect
  | MiddlewareEffect
  | ParameterHookEffect
  | DecorateEffect
  | MarkEffect
  | AmbientEffect
  | VerifyEffect
  | SignEffect
  | ExpiryEffect
  | AssertEffect
  | ThrowEffect
  | CallbackEffect
  | NextEffect
  | RespondEffect
  | SchemaEffect;
