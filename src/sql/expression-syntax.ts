/** Names, operands and operations in a syntax tree: see `syntax.ts`. */
import type { SqlRange, SqlValue } from './statement.ts';
import type { Query } from './syntax.ts';

export interface Ranged {
  readonly range: SqlRange;
}

/** A name without its quotes; unquoted names as written. */
export interface Name extends Ranged {
  readonly kind: 'name';
  readonly name: string;
}

/** A placeholder of a driver or a template hole, or a name or string with holes in it. */
export interface Placeholder extends Ranged {
  readonly kind: 'placeholder';
  readonly value: SqlValue;
}

export type NamePart = Name | Placeholder;

/** A name with its qualifiers, which come first. Never empty. */
export type QualifiedName = readonly NamePart[];

export type Expression =
  | Placeholder
  | ColumnReference
  | Wildcard
  | Literal
  | Default
  | UnaryOperation
  | BinaryOperation
  | LogicalOperation
  | BetweenPredicate
  | InPredicate
  | NullPredicate
  | ExistsPredicate
  | QuantifiedOperand
  | Subquery
  | Row
  | Parenthesized
  | ArrayConstructor
  | Cast
  | Interval
  | Collation
  | Subscript
  | FieldSelection
  | FunctionCall
  | CaseExpression;

export interface ColumnReference extends Ranged {
  readonly kind: 'column';
  readonly name: QualifiedName;
}

/** `*`, `t.*`. */
export interface Wildcard extends Ranged {
  readonly kind: 'wildcard';
}

export interface Literal extends Ranged {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}

/** `DEFAULT` in place of a value. */
export interface Default extends Ranged {
  readonly kind: 'default';
}

/** A prefix operator, or a test that is written behind its operand (`IS DOCUMENT`). Upper case. */
export interface UnaryOperation extends Ranged {
  readonly kind: 'unary';
  readonly operator: string;
  readonly operand: Expression;
}

export interface BinaryOperation extends Ranged {
  readonly kind: 'binary';
  /** Upper case, one spelling each: `!=` for `<>`, `=` for `==`. Undefined for `OPERATOR(…)` and an operator in a hole. */
  readonly operator: string | undefined;
  readonly left: Expression;
  readonly right: Expression;
}

/** At least two operands. */
export interface LogicalOperation extends Ranged {
  readonly kind: 'logical';
  readonly operator: 'AND' | 'OR';
  readonly operands: readonly Expression[];
}

export interface BetweenPredicate extends Ranged {
  readonly kind: 'between';
  readonly isNegated: boolean;
  readonly operand: Expression;
  readonly low: Expression;
  readonly high: Expression;
}

/** `list` is a row of values, a subquery, or what stands there without parentheses: a placeholder, a table (SQLite). */
export interface InPredicate extends Ranged {
  readonly kind: 'in';
  readonly isNegated: boolean;
  readonly operand: Expression;
  readonly list: Expression;
}

/** `ISNULL`, `NOTNULL`, `NOT NULL`; `IS NULL` is a binary operation with a literal. */
export interface NullPredicate extends Ranged {
  readonly kind: 'null-test';
  readonly isNegated: boolean;
  readonly operand: Expression;
}

export interface ExistsPredicate extends Ranged {
  readonly kind: 'exists';
  readonly query: Query;
}

/** The right side of `= ANY (…)`, `> ALL (…)`. */
export interface QuantifiedOperand extends Ranged {
  readonly kind: 'quantified';
  readonly quantifier: 'ANY' | 'ALL';
  readonly operand: Expression;
}

export interface Subquery extends Ranged {
  readonly kind: 'subquery';
  readonly query: Query;
}

/** `(a, b)`, `ROW(a)`, the list of an IN, a row of VALUES. */
export interface Row extends Ranged {
  readonly kind: 'row';
  readonly items: readonly Expression[];
}

export interface Parenthesized extends Ranged {
  readonly kind: 'parenthesized';
  readonly inner: Expression;
}

export interface ArrayConstructor extends Ranged {
  readonly kind: 'array';
  readonly items: readonly Expression[];
}

export interface Cast extends Ranged {
  readonly kind: 'cast';
  readonly operand: Expression;
}

export interface Interval extends Ranged {
  readonly kind: 'interval';
  readonly operand: Expression;
}

/** `a COLLATE name`. */
export interface Collation extends Ranged {
  readonly kind: 'collation';
  readonly operand: Expression;
}

/** `tags[1]`, `tags[1:2]`. */
export interface Subscript extends Ranged {
  readonly kind: 'subscript';
  readonly operand: Expression;
  readonly bounds: readonly Expression[];
}

/** `(address).city`. */
export interface FieldSelection extends Ranged {
  readonly kind: 'field';
  readonly operand: Expression;
}

/** A call, also of functions that are written without parentheses (`CURRENT_TIMESTAMP`). */
export interface FunctionCall extends Ranged {
  readonly kind: 'call';
  readonly name: QualifiedName;
  readonly args: readonly Expression[];
  /** ORDER BY among the arguments and WITHIN GROUP, and MySQL's SEPARATOR. */
  readonly orderBy: readonly Expression[];
  /** `FILTER (WHERE …)`. */
  readonly filter: Expression | undefined;
  readonly over: Window | undefined;
}

export interface CaseExpression extends Ranged {
  readonly kind: 'case';
  /** Conditions and results, in source order. */
  readonly parts: readonly Expression[];
}

/** What a window mentions: its partition and order. */
export interface Window extends Ranged {
  readonly kind: 'window';
  readonly expressions: readonly Expression[];
}
