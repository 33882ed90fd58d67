/**
 * What evaluation finds: reads and writes of stored state with everything around them, and a few other facts.
 */
import type { StoreEntry } from '../../catalog/shape.ts';
import type { CallExpression, NewExpression, Range } from '../../languages/program.ts';
import type { SqlStatement } from '../../sql/statement.ts';
import type { EvaluatedModule } from './frame.ts';
import type { HandleWhat, Row, Value } from './value.ts';

export type Certainty = 'certain' | 'possible';

/** What statements run on. Two accesses are in one transaction only on the transaction's own connection. */
export interface Connection {
  readonly id: number;
  /** `outer`: pool or client without a transaction of its own; `client`: one checked-out connection; `transaction`: the handle of one; `parameter`: given by a caller we do not see; `ambient`: that of the transaction such a caller may have opened, else its own. */
  readonly kind: 'outer' | 'client' | 'transaction' | 'parameter' | 'ambient';
  readonly parent: Connection | undefined;
  /** How the code names it. */
  readonly name: string | undefined;
}

/** A transaction or lock that is held. */
export type Scope =
  | {
      readonly kind: 'transaction';
      readonly id: number;
      /** The connection whose statements are in it; undefined where every statement of the callback is (ambient). */
      readonly connection: Connection | undefined;
      readonly store: StoreEntry | undefined;
      readonly isolation: string | undefined;
      /** Holds a write lock from its start. */
      readonly exclusive: boolean;
      readonly certainty: Certainty;
      readonly range: Range;
      readonly module: EvaluatedModule;
    }
  | {
      readonly kind: 'lock';
      readonly id: number;
      readonly reach: 'process' | 'shared';
      readonly key: Value | undefined;
      /** What it was taken on (a mutex), compared when it is released. */
      readonly owner: object | undefined;
      /** Given back by the end of the transaction it was taken in, or by hand. */
      readonly heldBy: 'transaction' | 'caller';
      readonly certainty: Certainty;
      readonly range: Range;
      readonly module: EvaluatedModule;
    };

/** A condition that must have held (`holds`) or failed for what follows to run. */
export interface Guard {
  readonly id: number;
  readonly condition: Value;
  readonly holds: boolean;
  /** How the other branch left: an enclosing `if`, an early return, a throw, a `continue`. */
  readonly exit: 'enclosing' | 'return' | 'throw' | 'jump';
  readonly range: Range;
  readonly module: EvaluatedModule;
}

export interface AccessCondition {
  /** Column or field, as written; `@key` where only the primary key's value is given. */
  readonly field: string;
  /** `=`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `exists`, or the store's own. */
  readonly operator: string;
  readonly value: Value;
}

export interface AccessSet {
  /** Field or path written, `*` for a whole row that is written back. */
  readonly field: string;
  readonly value: Value;
  /** Computed by the store from the row's present value (`SET n = n - 1`, `$inc`, `$push`). */
  readonly relative: boolean;
  readonly range: Range | undefined;
  /** For fields assigned to an entity before it is saved: the conditions they were assigned under. */
  readonly guards?: readonly Guard[];
  /** The condition in the statement's own data that decided whether the field is written, or whether the store computes it. */
  readonly chosenBy?: Guard;
  /** Written on some paths only. */
  readonly isConditional?: boolean;
}

/** A function being evaluated, and where it was called from. */
export interface CallStack {
  readonly function: object;
  readonly module: EvaluatedModule;
  /** Range of the function's own text. */
  readonly functionRange: Range;
  readonly functionName: string | undefined;
  /** Where the caller calls it (range of the callee), in the caller's module; undefined for a root. */
  readonly callRange: Range | undefined;
  readonly caller: CallStack | undefined;
  readonly depth: number;
}

export interface Access {
  readonly id: number;
  kind: 'read' | 'write';
  readonly store: StoreEntry;
  resource: string | undefined;
  operation: 'select' | 'insert' | 'update' | 'delete' | 'upsert';
  where: readonly AccessCondition[];
  /** False where conditions exist that are not in `where`. */
  whereIsKnown: boolean;
  sets: readonly AccessSet[];
  /** False where more is written than `sets` says. */
  setsAreKnown: boolean;
  aggregate: string | undefined;
  many: boolean;
  lock: string | undefined;
  whenMissing: 'throws' | 'outcome' | 'nothing';
  /** `ON CONFLICT`, `INSERT IGNORE`, `WHERE NOT EXISTS`: the insert carries its own guard. */
  conflict: 'nothing' | 'update' | 'replace' | 'guarded' | undefined;
  connection: Connection | undefined;
  readonly guards: readonly Guard[];
  scopes: readonly Scope[];
  /** Position in its root: greater is later. */
  readonly order: number;
  /** Suspension points passed before it. */
  readonly suspensions: number;
  readonly stack: CallStack;
  readonly module: EvaluatedModule;
  /** The callee, as far as its method name: where a finding is shown. */
  range: Range;
  call: CallExpression | NewExpression | undefined;
  /** The values of the call's arguments, whose `node` remedies edit. */
  args: readonly Value[];
  /** The model or table object it went through. */
  readonly model: HandleWhat | undefined;
  /** The entity whose assigned fields are saved, or that is removed. */
  readonly entity: Row | undefined;
  readonly sql:
    { readonly statement: SqlStatement; readonly text: Value; readonly parameters: Value | undefined } | undefined;
  /** The code looks at what came back. */
  outcomeUsed: boolean;
  /** What it found is the row of whoever calls: a function that is named for the caller gives it. */
  findsCaller: boolean;
  certainty: Certainty;
}

/** A token signed. `expiry` is undefined where none is given. */
export interface Signing {
  readonly kind: 'signing';
  readonly range: Range;
  readonly module: EvaluatedModule;
  readonly expiry: Value | undefined;
  /** False where the options could not be read, so that nothing is known of the expiry. */
  readonly isKnown: boolean;
  readonly call: CallExpression | NewExpression | undefined;
  readonly args: readonly Value[];
}

/** The caller's identity assigned to something that outlives the request. */
export interface SharedIdentity {
  readonly kind: 'shared-identity';
  readonly range: Range;
  readonly module: EvaluatedModule;
  readonly name: string;
  readonly certainty: Certainty;
}

export type Fact = Signing | SharedIdentity;

/** One entry point: what runs for a request, and everything it reads and writes. */
export interface RootResult {
  readonly name: string | undefined;
  readonly kind: 'handler' | 'function';
  readonly range: Range;
  readonly accesses: readonly Access[];
  /** Where tokens are signed or sessions opened: the position (as in `Access.order`), and the conditions they depend on. */
  readonly signings: readonly { readonly order: number; readonly guards: readonly Guard[] }[];
  /** Where the bearer or session check is, as far as one was seen; `name` for the message. */
  readonly authentication: Authentication | undefined;
  /** A role or permission check runs before or around everything. */
  readonly isAuthorized: boolean;
  /** It took more steps than a root may, and calls after that were not followed. */
  readonly isCutShort: boolean;
}

export interface Authentication {
  readonly name: string;
  readonly range: Range | undefined;
  readonly module: EvaluatedModule | undefined;
  /** True where a token or session was verified by something the catalog knows, not only by a function of such a name. */
  readonly isVerified?: boolean;
}
