/**
 * What runs before a handler: middleware of its router, what the router is mounted behind, hooks of the path's parameters.
 */
import { getRouter } from '../domain/application.ts';
import type { Route } from '../domain/run.ts';
import { findTarget, getResourceName } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';

/** Routers in routers in routers. */
const MAX_MOUNTS = 6;

/** The registrations of a list, by what they were made on. */
interface RouteIndex {
  readonly positions: ReadonlyMap<Route, number>;
  /** Those that may run before another: of a file's routes, few do. */
  readonly byReceiver: ReadonlyMap<object | undefined, readonly Route[]>;
  /** Where a router is put behind another one. */
  readonly mounts: ReadonlyMap<object, readonly Route[]>;
}

const indexes = new WeakMap<readonly Route[], RouteIndex>();

function getIndex(routes: readonly Route[]): RouteIndex {
  const known = indexes.get(routes);
  if (known?.positions.size === routes.length) return known;
  const positions = new Map<Route, number>();
  const byReceiver = new Map<object | undefined, Route[]>();
  const mounts = new Map<object, Route[]>();
  const add = <Key>(map: Map<Key, Route[]>, key: Key, route: Route): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [route]);
    else list.push(route);
  };
  for (const route of routes) {
    positions.set(route, positions.size);
    if (route.kind !== 'route' || route.method === 'all') add(byReceiver, route.receiver, route);
    if (route.kind !== 'middleware') continue;
    for (const handler of route.handlers) {
      const router = getRouter(handler);
      if (router !== undefined) add(mounts, router, route);
    }
  }
  const index = { positions, byReceiver, mounts };
  indexes.set(routes, index);
  return index;
}

/** `routes` in the order in which they were registered. */
export function findHandlersBefore(routes: readonly Route[], route: Route, depth = 0): readonly Value[] {
  const { receiver } = route;
  if (receiver === undefined) return [];
  const { positions, byReceiver, mounts } = getIndex(routes);
  const getPosition = (other: Route): number => positions.get(other) ?? 0;
  const position = getPosition(route);
  const own = getOuter(receiver)
    .flatMap((outer) => byReceiver.get(outer) ?? [])
    .filter((other) => {
      if (other === route) return false;
      if (other.kind === 'parameter-hook') return mentions(route, other);
      return (
        getPosition(other) < position &&
        (other.kind === 'middleware' ? covers(other, route) : other.method === 'all' && isSamePath(other, route))
      );
    })
    .sort((a, b) => getPosition(a) - getPosition(b));
  const inner = own.flatMap((other) =>
    other.kind === 'parameter-hook' ? other.handlers : other.handlers.filter(isHandler),
  );
  const mount = depth < MAX_MOUNTS ? mounts.get(receiver)?.find((other) => other.receiver !== receiver) : undefined;
  if (mount === undefined) return inner;
  const gate = mount.handlers
    .slice(
      0,
      mount.handlers.findIndex((handler) => getRouter(handler) === receiver),
    )
    .filter(isHandler);
  return [...findHandlersBefore(routes, mount, depth + 1), ...gate, ...inner];
}

/** The receiver and what it was made from: a plugin's instance from the application, one builder from another. */
function getOuter(receiver: object): readonly object[] {
  const all: object[] = [];
  for (
    let outer: object | undefined = receiver;
    outer !== undefined && !all.includes(outer);
    outer = 'parent' in outer && typeof outer.parent === 'object' && outer.parent !== null ? outer.parent : undefined
  )
    all.push(outer);
  return all;
}

/** Error handlers take one parameter more, and run only then. */
export function isHandler(value: Value): boolean {
  const { what } = findTarget(value);
  if (what.kind === 'handle' || what.kind === 'constant' || what.kind === 'text') return false;
  return !(what.kind === 'function' && what.closure.node.parameters.length === 4);
}

function isSamePath(a: Route, b: Route): boolean {
  const path = getResourceName(a.path);
  return path !== undefined && path === getResourceName(b.path);
}

function covers(middleware: Route, route: Route): boolean {
  const { path } = middleware;
  if (path?.what.kind !== 'constant' || typeof path.what.value !== 'string') return true;
  const front = path.what.value.replace(/\/?\*$/, '');
  return (
    route.path?.what.kind === 'constant' &&
    typeof route.path.what.value === 'string' &&
    route.path.what.value.startsWith(front)
  );
}

function mentions(route: Route, hook: Route): boolean {
  const name = hook.path?.what.kind === 'constant' ? String(hook.path.what.value) : undefined;
  const path = route.path?.what.kind === 'constant' ? String(route.path.what.value) : undefined;
  return name === undefined || path === undefined || path.includes(`:${name}`);
}
