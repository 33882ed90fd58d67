import type { TSESTree } from '@typescript-eslint/types';
import type { Expression, Range, Statement } from '../program.ts';
import { type Context, createScope, type FunctionScope } from './context.ts';
import { makeAssign, makeLet, makeName } from './nodes.ts';
import { rangeOf } from './syntax.ts';
import { typeNames } from './types.ts';

/**
 * `var`: directly in its function's body it is a `let` where it stands; in an inner block it is declared at the start of the function
 * and assigned here; declared again, it is assigned.
 */
export function declareVariable(
  node: TSESTree.Identifier,
  value: Expression | undefined,
  range: Range,
  context: Context,
  out: Statement[],
): void {
  const scope = context.scope;
  const declared = (scope.declared ??= parameterNames(scope));
  const isNew = !declared.has(node.name);
  if (isNew) declared.add(node.name);
  if (isNew && scope.blockLevel === 0) {
    out.push(makeLet(node.name, value, true, range, typeNames(node.typeAnnotation)));
    return;
  }
  if (isNew) (scope.hoisted ??= new Map()).set(node.name, rangeOf(node));
  if (value !== undefined) out.push(makeAssign(makeName(node.name, rangeOf(node)), value, range));
}

function parameterNames(scope: FunctionScope): Set<string> {
  const names = new Set(scope.parameters.map((parameter) => parameter.name));
  for (const statement of scope.prologue) if (statement.kind === 'let') names.add(statement.name);
  return names;
}

/** Puts the `let`s of hoisted variables in front of a function's body. */
export function withHoisted(scope: FunctionScope, body: readonly Statement[]): readonly Statement[] {
  if (scope.hoisted === undefined) return body;
  const lets = [...scope.hoisted].map(([name, range]) => makeLet(name, undefined, true, range));
  return [...lets, ...body];
}

/** Runs `lower` in a scope of its own: `var`s stay in it, and `exports` and breaks mean nothing in it. */
export function lowerInOwnScope(context: Context, lower: (out: Statement[]) => void): readonly Statement[] {
  const { scope, exits } = context;
  const body: Statement[] = [];
  context.scope = createScope(false);
  context.exits = undefined;
  lower(body);
  const result = withHoisted(context.scope, body);
  context.scope = scope;
  context.exits = exits;
  return result;
}
