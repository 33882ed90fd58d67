/**
 * Handlers that the file itself registers, and middleware that it hooks.
 */
import type { EvaluatedModule, Frame } from '../domain/frame.ts';
import type { Route, Run } from '../domain/run.ts';
import { findTarget } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { getHandlerFunction } from './root.ts';
import type { Root } from './root.ts';
import { findHandlersBefore, isHandler } from './route-chain.ts';

/** One root for each route from `from` on that this file registers, with what was hooked before it. */
export function findRouteRoots(
  routes: readonly Route[],
  imported: readonly Route[],
  from: number,
  module: EvaluatedModule,
): readonly Root[] {
  const roots: Root[] = [];
  // What another file's copy of this one hooked is hooked again here.
  const all = [...imported.filter((route) => route.module.file !== module.file), ...routes];
  routes.forEach((route, index) => {
    if (index < from || route.kind !== 'route' || route.module !== module) return;
    const chain = [...findHandlersBefore(all, route), ...route.handlers];
    const framework = route.entry.kind === 'framework' ? route.entry : undefined;
    // A handler of another file is evaluated, and reported on, there.
    if (route.handlers.length === 0 || isForeign(route.handlers.at(-1), module)) return;
    const isHandlerRoute = route.method !== 'callback';
    roots.push({
      kind: isHandlerRoute ? 'handler' : 'function',
      name: getName(route.handlers.at(-1)),
      range: route.range,
      chain,
      framework: isHandlerRoute ? framework : undefined,
    });
  });
  return roots;
}

export function findMiddlewareRoots(run: Run, module: EvaluatedModule): readonly Root[] {
  return run.routes
    .filter((route) => route.kind !== 'route' && route.module === module && route.entry.kind === 'framework')
    .flatMap((route, index, all) =>
      route.handlers
        .filter(
          (handler) =>
            isHandler(handler) &&
            !isForeign(handler, module) &&
            !run.followed.has(getHandlerFunction(handler) ?? handler),
        )
        .map((handler): Root => ({
          kind: 'handler',
          name: getName(handler),
          range: route.range,
          framework: route.entry.kind === 'framework' ? route.entry : undefined,
          chain: [
            ...all
              .slice(0, index)
              .filter((other) => other.receiver === route.receiver && other.kind === 'middleware')
              .flatMap((other) => other.handlers.filter(isHandler)),
            ...route.handlers.slice(0, route.handlers.indexOf(handler)).filter(isHandler),
            handler,
          ],
        })),
    );
}

function isForeign(value: Value | undefined, module: EvaluatedModule): boolean {
  if (value === undefined) return false;
  const { what } = findTarget(value);
  if (what.kind !== 'function' || what.closure.module === module) return false;
  // A wrapper of another file around a function of this one.
  let frame: Frame | undefined = what.closure.frame;
  for (; frame !== undefined; frame = frame.parent)
    for (const cell of frame.cells.values())
      if (cell.initial?.what.kind === 'function' && cell.initial.what.closure.module === module) return false;
  return true;
}

function getName(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  const { what } = findTarget(value);
  return what.kind === 'function' ? what.closure.node.name : undefined;
}
