import type { Expression, JumpStatement, Parameter, Range, RecordEntry, Statement } from '../program.ts';
import type { Node } from './syntax.ts';

/** Deeper than any code written by hand; generated code past it is cut off before the stack is. */
export const maximumDepth = 500;

/** What a `break` can leave. Only loops exist in the program: breaks out of the others are collected and taken out afterwards. */
export interface Exit {
  readonly kind: 'loop' | 'switch' | 'block';
  readonly label: string | undefined;
  readonly outer: Exit | undefined;
  readonly breaks: Set<Statement>;
}

/** The function (or module) being lowered, as far as `var` and `exports` need it. */
export interface FunctionScope {
  readonly isModule: boolean;
  readonly parameters: readonly Parameter[];
  /** The `let`s that take destructured parameters apart. */
  readonly prologue: readonly Statement[];
  /** 0 directly in the function's body. */
  blockLevel: number;
  /** Names declared by `var` or as parameters; made when the first `var` is met. */
  declared: Set<string> | undefined;
  /** Names declared by a `var` in an inner block, to be declared at the start of the function. */
  hoisted: Map<string, Range> | undefined;
}

/**
 * What the lowering of each kind of node needs of that of all others: a body holds statements, a statement expressions, an expression functions
 * with bodies. `lower-module.ts` puts it together.
 */
export interface Lowering {
  /** `name`: what the expression is called where it stands, for a function without a name of its own. */
  lowerExpression(node: Node, context: Context, name?: string): Expression;
  lowerStatement(node: Node, context: Context, out: Statement[]): void;
  /** The statements of one block, hoisted declarations first. */
  lowerStatements(nodes: readonly Node[], context: Context, out: Statement[]): void;
}

/** The state of one lowering. It is dropped with it. */
export interface Context {
  readonly lowering: Lowering;
  readonly text: string;
  readonly prefix: string;
  /** How many names were made up so far. */
  madeNames: number;
  /** How many nodes enclose the current one. */
  depth: number;
  scope: FunctionScope;
  exits: Exit | undefined;
  /** Inside a namespace: what it exports so far. */
  namespaceExports: RecordEntry[] | undefined;
  /** Signatures of functions whose body follows. */
  readonly overloads: WeakSet<Node>;
  /** Nodes of unknown type that were scanned: a parser's own nodes may point back up. */
  readonly scanned: WeakSet<Node>;
}

export function createContext(text: string, lowering: Lowering): Context {
  return {
    lowering,
    text,
    // A name the file already uses must not be made up a second time; minified code has `$1`. No name has a `#` inside.
    prefix: ['$', '$$', '$$$'].find((prefix) => !text.includes(`${prefix}1`)) ?? '$#',
    madeNames: 0,
    depth: 0,
    scope: createScope(true),
    exits: undefined,
    namespaceExports: undefined,
    overloads: new WeakSet(),
    scanned: new WeakSet(),
  };
}

export function createScope(
  isModule: boolean,
  parameters: readonly Parameter[] = [],
  prologue: readonly Statement[] = [],
): FunctionScope {
  return { isModule, parameters, prologue, blockLevel: 0, declared: undefined, hoisted: undefined };
}

/** A name that the file does not use: `$1`, `$2`, … */
export function createName(context: Context): string {
  context.madeNames += 1;
  return `${context.prefix}${context.madeNames}`;
}

/** The exit a `break` leaves: the labelled one, or the innermost loop or switch. */
export function findExit(context: Context, label: string | undefined): Exit | undefined {
  let exit = context.exits;
  while (exit !== undefined && (label === undefined ? exit.kind === 'block' : exit.label !== label)) exit = exit.outer;
  return exit;
}

export function enterExit(context: Context, kind: Exit['kind'], label: string | undefined): Exit {
  const exit: Exit = { kind, label, outer: context.exits, breaks: new Set() };
  context.exits = exit;
  return exit;
}

export function createJump(target: JumpStatement['target'], range: Range): JumpStatement {
  return { kind: 'jump', target, range };
}
