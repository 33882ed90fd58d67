import type { TSESTree } from '@typescript-eslint/types';
import type { Expression, Range, Statement } from '../program.ts';
import { type Context, createName, maximumDepth } from './context.ts';
import { isFunction } from './functions.ts';
import { makeAssign, makeCall, makeEffect, makeLet, makeName, makeSequence, makeSuspend } from './nodes.ts';
import { type Node, rangeOf, skipWrappers } from './syntax.ts';

/** `promise.then(fulfilled, rejected)`, `promise.catch(rejected)` or `promise.finally(settled)`. */
export interface PromiseLink {
  readonly promise: Node;
  readonly fulfilled: Node | undefined;
  readonly rejected: Node | undefined;
  readonly settled: Node | undefined;
  readonly range: Range;
}

/** The link a call is. Only arguments that can be handlers count: other things have methods of these names too. */
export function findPromiseLink(node: TSESTree.CallExpression): PromiseLink | undefined {
  const callee = skipWrappers(node.callee);
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier') return undefined;
  const method = callee.property.name;
  if (method !== 'then' && method !== 'catch' && method !== 'finally') return undefined;
  const handlers = node.arguments.map(findHandler);
  const [first, second] = handlers;
  if (first === undefined || handlers.length > (method === 'then' ? 2 : 1)) return undefined;
  if (handlers.length === 2 && second === undefined) return undefined;
  const handler = handlerNode(first);
  const other = second === undefined ? undefined : handlerNode(second);
  if (handler === undefined && other === undefined) return undefined;
  const link = { promise: callee.object, range: rangeOf(node) };
  switch (method) {
    case 'then':
      return { ...link, fulfilled: handler, rejected: other, settled: undefined };
    case 'catch':
      return { ...link, fulfilled: undefined, rejected: handler, settled: undefined };
    case 'finally':
      return { ...link, fulfilled: undefined, rejected: undefined, settled: handler };
  }
}

/** A function, name or member is a handler; `null` and `undefined` stand for none; other shapes are no handler. */
type Handler = { readonly kind: 'handler'; readonly node: Node } | { readonly kind: 'none' };

function findHandler(argument: Node): Handler | undefined {
  const node = skipWrappers(argument);
  if (node.type === 'Identifier') return node.name === 'undefined' ? { kind: 'none' } : { kind: 'handler', node };
  if (node.type === 'Literal') return node.value === null && !('regex' in node) ? { kind: 'none' } : undefined;
  return isFunction(node) || node.type === 'MemberExpression' ? { kind: 'handler', node } : undefined;
}

function handlerNode(handler: Handler): Node | undefined {
  return handler.kind === 'handler' ? handler.node : undefined;
}

/** A link that becomes a `try` adds this many levels to the program, where the tree has two. */
const levelsOfTry = 4;

/** The value of the chain, as if every promise in it were awaited: handlers become calls, rejections a `try`. */
export function lowerPromiseChain(link: PromiseLink, context: Context): Expression {
  const { range } = link;
  if (link.rejected === undefined && link.settled === undefined) return lowerFulfilled(link, context);
  const result = createName(context);
  const resultName = makeName(result, range);
  const assign = (value: Expression): Statement => makeAssign(resultName, value, range);
  context.depth += levelsOfTry;
  const body = [assign(lowerFulfilled(link, context))];
  const attempt = lowerTry(link, body, assign, context);
  context.depth -= levelsOfTry;
  return makeSequence([makeLet(result, undefined, true, range), attempt], resultName, range);
}

/** The same as a statement, where nobody asks for the value. */
export function lowerPromiseStatement(link: PromiseLink, context: Context, out: Statement[]): void {
  const { range } = link;
  const effect = (value: Expression): Statement => makeEffect(value, range);
  if (link.rejected === undefined && link.settled === undefined) {
    out.push(effect(lowerFulfilled(link, context)));
    return;
  }
  const body: Statement[] = [];
  const inner = link.fulfilled === undefined ? findLink(link.promise) : undefined;
  if (inner !== undefined && context.depth < maximumDepth) {
    context.depth += 1;
    lowerPromiseStatement(inner, context, body);
    context.depth -= 1;
  } else {
    body.push(effect(lowerFulfilled(link, context)));
  }
  out.push(lowerTry(link, body, effect, context));
}

function lowerTry(
  link: PromiseLink,
  body: readonly Statement[],
  run: (value: Expression) => Statement,
  context: Context,
): Statement {
  const { range } = link;
  if (link.rejected === undefined) {
    const finalizer =
      link.settled === undefined
        ? []
        : [makeEffect(makeCall(context.lowering.lowerExpression(link.settled, context), [], range), range)];
    return { kind: 'try', body, handler: undefined, finalizer, range };
  }
  const error = createName(context);
  const call = makeCall(
    context.lowering.lowerExpression(link.rejected, context),
    [makeName(error, rangeOf(link.rejected))],
    range,
  );
  return { kind: 'try', body, handler: { name: error, body: [run(call)] }, finalizer: [], range };
}

function lowerFulfilled(link: PromiseLink, context: Context): Expression {
  const promise = context.lowering.lowerExpression(link.promise, context);
  if (link.fulfilled === undefined) {
    // Handlers of the inner chain have run after its own suspension.
    return findLink(link.promise) === undefined ? makeSuspend(promise, promise.range) : promise;
  }
  return makeCall(
    context.lowering.lowerExpression(link.fulfilled, context),
    [makeSuspend(promise, promise.range)],
    link.range,
  );
}

function findLink(node: Node): PromiseLink | undefined {
  const inner = skipWrappers(node);
  return inner.type === 'CallExpression' ? findPromiseLink(inner) : undefined;
}
