/**
 * The language-neutral program every language lowers to and every later pass reads.
 *
 * Invariants:
 * - Every node carries the text range it came from, half-open, in UTF-16 code units of its file.
 *   Nodes made by desugaring carry the range of the syntax they were made from.
 * - Nothing is dropped: what a lowering does not know becomes `unknown`, holding its lowered children.
 * - Evaluation order is the order of the statements, and inside an expression of its children.
 * - Names are plain strings; scoping is by `block` (and function) and `let`. Hoisted declarations are emitted
 *   at the start of their block, so that a later pass never needs to hoist.
 * - `a?.b`, `a ??= b`, destructuring, `x += 1`, comprehensions, `.then(f)` chains and class sugar do not exist here.
 *
 * The tree is made by `languages/<language>/` and is immutable afterwards.
 */

export type Range = readonly [start: number, end: number];

interface Ranged {
  readonly range: Range;
}

/** One file. `exports` are `export` statements in `body`; a whole-module export is named `=`. */
export interface Module extends Ranged {
  readonly kind: 'module';
  readonly body: readonly Statement[];
  /** Directives such as `use client`, in order. */
  readonly directives: readonly string[];
  /** Whether the language interrupts a function only at suspension points (JavaScript), or anywhere (Python threads). */
  readonly interleaving: 'suspension' | 'anywhere';
  /** Other names that the module gives to types, with those they stand for: `type Tx = PoolClient`. */
  readonly aliases?: ReadonlyMap<string, readonly string[]>;
}

export type Statement =
  | LetStatement
  | AssignStatement
  | EffectStatement
  | IfStatement
  | LoopStatement
  | TryStatement
  | ReturnStatement
  | ThrowStatement
  | JumpStatement
  | ScopeStatement
  | BlockStatement
  | ExportStatement;

/** Declares a name in the innermost block. `mutable` is false where the language promises that it is never assigned again. */
export interface LetStatement extends Ranged {
  readonly kind: 'let';
  readonly name: string;
  readonly value: Expression | undefined;
  readonly mutable: boolean;
  /** Names mentioned by the declared type, in order; empty where none is stated. */
  readonly types: readonly string[];
}

/** Assigns to a name or a member. `x += 1` arrives as `x = x + 1`, both halves with their own ranges. */
export interface AssignStatement extends Ranged {
  readonly kind: 'assign';
  readonly target: NameExpression | MemberExpression;
  readonly value: Expression;
}

/** An expression run for what it does. */
export interface EffectStatement extends Ranged {
  readonly kind: 'effect';
  readonly expression: Expression;
}

export interface IfStatement extends Ranged {
  readonly kind: 'if';
  readonly test: Expression;
  readonly consequent: readonly Statement[];
  readonly alternate: readonly Statement[];
}

/**
 * Any loop. With `over`, the body runs once for each element of it and starts with the `let`s that bind `element`
 * (`{ kind: 'element' }`); without, it runs while `test` holds (undefined: forever).
 */
export interface LoopStatement extends Ranged {
  readonly kind: 'loop';
  readonly over: Expression | undefined;
  readonly test: Expression | undefined;
  readonly body: readonly Statement[];
  /** True for `do … while`: the body runs at least once. */
  readonly atLeastOnce: boolean;
  /** True for `for await`: each step is a suspension point. */
  readonly suspends: boolean;
}

export interface TryStatement extends Ranged {
  readonly kind: 'try';
  readonly body: readonly Statement[];
  /** `name` is bound to what was thrown; destructured handlers start with `let`s. */
  readonly handler: { readonly name: string | undefined; readonly body: readonly Statement[] } | undefined;
  readonly finalizer: readonly Statement[];
}

export interface ReturnStatement extends Ranged {
  readonly kind: 'return';
  readonly value: Expression | undefined;
}

export interface ThrowStatement extends Ranged {
  readonly kind: 'throw';
  readonly value: Expression | undefined;
}

/** Leaves the innermost loop (`break`) or its current turn (`continue`); labels are not kept. */
export interface JumpStatement extends Ranged {
  readonly kind: 'jump';
  readonly target: 'break' | 'continue';
}

/** Holds a resource while `body` runs: Python `with`, JavaScript `using` (its body is the rest of the block). */
export interface ScopeStatement extends Ranged {
  readonly kind: 'scope';
  readonly manager: Expression;
  readonly name: string | undefined;
  readonly body: readonly Statement[];
}

/** A lexical block. */
export interface BlockStatement extends Ranged {
  readonly kind: 'block';
  readonly body: readonly Statement[];
}

/**
 * Gives `value` to importers under `name`. `default` is the default export, `=` the whole module (CommonJS `module.exports = x`),
 * `*` re-exports everything of the namespace that `value` imports. `exports.a = x` arrives as `{ name: 'a', value: x }`.
 */
export interface ExportStatement extends Ranged {
  readonly kind: 'export';
  readonly name: string;
  readonly value: Expression;
}

export type Expression =
  | ConstantExpression
  | NameExpression
  | MemberExpression
  | CallExpression
  | NewExpression
  | FunctionExpression
  | ClassExpression
  | RecordExpression
  | ListExpression
  | TemplateExpression
  | OperationExpression
  | ChoiceExpression
  | SuspendExpression
  | ImportExpression
  | ElementExpression
  | SequenceExpression
  | UnknownExpression;

/** A literal. Regular expressions are their source text; `undefined` is a constant, not a name. */
export interface ConstantExpression extends Ranged {
  readonly kind: 'constant';
  readonly value: string | number | boolean | bigint | null | undefined;
}

/** A variable. `this` (Python: the first parameter of a method) and `super` are names. */
export interface NameExpression extends Ranged {
  readonly kind: 'name';
  readonly name: string;
}

/** `object.property` or `object[property]`; constant keys (`a['b']`, `a[0]`) arrive as strings. `propertyRange` is the name's own. */
export interface MemberExpression extends Ranged {
  readonly kind: 'member';
  readonly object: Expression;
  readonly property: string | Expression;
  readonly propertyRange: Range;
}

export interface Argument {
  readonly value: Expression;
  /** True for `...value` and Python's `*value`. */
  readonly spread: boolean;
}

/**
 * A call. A tagged template `tag\`…\`` is a call with one `template` argument and `tagged: true`.
 * `keywords` are Python's; a keyword `**` spreads its value.
 */
export interface CallExpression extends Ranged {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly args: readonly Argument[];
  readonly keywords: readonly { readonly name: string; readonly value: Expression }[];
  readonly tagged: boolean;
}

export interface NewExpression extends Ranged {
  readonly kind: 'new';
  readonly callee: Expression;
  readonly args: readonly Argument[];
}

export interface Parameter extends Ranged {
  /** A destructured parameter has a made-up name (starting with `$`), and the body starts with the `let`s that take it apart. */
  readonly name: string;
  readonly default: Expression | undefined;
  readonly rest: boolean;
  readonly types: readonly string[];
  readonly annotations: readonly Expression[];
}

export interface FunctionExpression extends Ranged {
  readonly kind: 'function';
  /** The function's own name, or the one it is directly bound to (variable, property, method); undefined where it has none. */
  readonly name: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** True where `this` is the surrounding function's (arrow functions). */
  readonly lexicalThis: boolean;
  readonly annotations: readonly Expression[];
  readonly returnTypes: readonly string[];
}

export interface ClassMember extends Ranged {
  readonly kind: 'constructor' | 'method' | 'getter' | 'setter' | 'field';
  /** Private names keep their `#`. Computed names that are not constant are undefined. */
  readonly name: string | undefined;
  readonly isStatic: boolean;
  /** Methods and accessors: a function. Fields: the initial value. Undefined for abstract members and bare fields. */
  readonly value: Expression | undefined;
  readonly types: readonly string[];
  readonly annotations: readonly Expression[];
}

/** Parameter properties arrive as fields plus assignments at the start of the constructor. Static blocks arrive as static fields without a name. */
export interface ClassExpression extends Ranged {
  readonly kind: 'class';
  readonly name: string | undefined;
  readonly superclass: Expression | undefined;
  readonly members: readonly ClassMember[];
  readonly isAbstract: boolean;
  /** Interfaces it implements and, where it extends a generic, the type arguments of that. */
  readonly types: readonly string[];
  readonly annotations: readonly Expression[];
}

export type RecordEntry =
  | {
      readonly kind: 'property';
      readonly key: string | Expression;
      readonly keyRange: Range;
      readonly value: Expression;
      readonly shorthand: boolean;
      readonly range: Range;
    }
  | { readonly kind: 'spread'; readonly value: Expression; readonly range: Range };

/** An object literal. Methods are properties whose value is a function; accessors are properties whose value is a call of one. */
export interface RecordExpression extends Ranged {
  readonly kind: 'record';
  readonly entries: readonly RecordEntry[];
}

export interface ListExpression extends Ranged {
  readonly kind: 'list';
  readonly elements: readonly Argument[];
}

/** A text with holes: `texts.length === values.length + 1`; `textRanges` are those of the cooked texts in the file, without delimiters. */
export interface TemplateExpression extends Ranged {
  readonly kind: 'template';
  readonly texts: readonly string[];
  readonly textRanges: readonly Range[];
  readonly values: readonly Expression[];
}

/**
 * An operation on values. Operators, the same in every language:
 * `+ - * / % **`, `& | ^ << >> >>>`, `== != < <= > >=` (strict or not), `and or not ?? in`, `is` (instanceof, isinstance),
 * `typeof`, `negate`, `delete` (removes a member).
 */
export interface OperationExpression extends Ranged {
  readonly kind: 'operation';
  readonly operator: Operator;
  readonly operands: readonly Expression[];
}

export type Operator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '**'
  | '&'
  | '|'
  | '^'
  | '<<'
  | '>>'
  | '>>>'
  | '~'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'and'
  | 'or'
  | 'not'
  | '??'
  | 'in'
  | 'is'
  | 'typeof'
  | 'negate'
  | 'plus'
  | 'void'
  | 'delete';

/** `test ? consequent : alternate`, Python's conditional expression. */
export interface ChoiceExpression extends Ranged {
  readonly kind: 'choice';
  readonly test: Expression;
  readonly consequent: Expression;
  readonly alternate: Expression;
}

/** A suspension point: `await value`, `yield value`. Other requests run here. */
export interface SuspendExpression extends Ranged {
  readonly kind: 'suspend';
  readonly value: Expression;
}

/** What another module gives: `name` of it, or `*` for the module itself (`require('x')`, `import * as`, `import('x')`). */
export interface ImportExpression extends Ranged {
  readonly kind: 'import';
  readonly source: string;
  readonly name: string;
  /** True for `import type` and the like: only types can be reached through it. */
  readonly typeOnly: boolean;
}

/** The current element of the innermost `loop` that has `over`. */
export interface ElementExpression extends Ranged {
  readonly kind: 'element';
}

/** Runs `statements` in a block of their own, then gives `value` (evaluated inside that block). Desugaring of expressions that assign or branch. */
export interface SequenceExpression extends Ranged {
  readonly kind: 'sequence';
  readonly statements: readonly Statement[];
  readonly value: Expression;
}

/** Syntax without a counterpart here. `label` is for the printed program only. */
export interface UnknownExpression extends Ranged {
  readonly kind: 'unknown';
  readonly label: string;
  readonly children: readonly Expression[];
}

/** Closes a switch over a union: a variant that was forgotten fails to compile. */
export function assertExhaustive(value: never): never {
  throw new Error(`unexpected variant: ${JSON.stringify(value)}`);
}
