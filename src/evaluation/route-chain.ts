/**
 * What runs before a handler: middleware of its router, what the router is mounted behind, hooks of the path's parameters.
 */
import type { Route } from './run.ts';
import { getResourceName } from './make-returns.ts';
import { findTarget } from './value.ts';
import type { Value } from './value.ts';

/** Routers in routers in routers. */
const MAX_MOUNTS = 6;

/** `routes` in the order in which they were registered. */
export function findHandlersBefore(routes: readonly Route[], route: Route, mounts = 0): readonly Value[] {
  const { receiver } = route;
  if (receiver === undefined) return [];
  const position = routes.indexOf(route);
  const own = routes.filter((other, index) => {
    if (other === route || !isAround(other.receiver, receiver)) return false;
    if (other.kind === 'parameter-hook') return mentions(route, other);
    return index < position && (other.kind === 'middleware' ? covers(other, route) : other.method === 'all' && isSamePath(other, route));
  });
  const inner = own.flatMap((other) => (other.kind === 'parameter-hook' ? other.handlers : other.handlers.filter(isHandler)));
  const mount = mounts < MAX_MOUNTS ? routes.find((other) => other.kind === 'middleware' && other.receiver !== receiver && other.handlers.some((handler) => getRouter(handler) === receiver)) : undefined;
  if (mount === undefined) return inner;
  const gate = mount.handlers.slice(0, mount.handlers.findIndex((handler) => getRouter(handler) === receiver)).filter(isHandler);
  return [...findHandlersBefore(routes, mount, mounts + 1), ...gate, ...inner];
}

/** Whether one is the other, or was made from it: a plugin's instance from the application, one builder from another. */
function isAround(outer: object | undefined, receiver: object): boolean {
  for (let inner: object | undefined = receiver; inner !== undefined; inner = 'parent' in inner && typeof inner.parent === 'object' && inner.parent !== null ? inner.parent : undefined) if (inner === outer) return true;
  return false;
}

/** The router a chain (`router.route('/x').get(f)`) started from. */
export function getRouter(receiver: Value | undefined): object | undefined {
  if (receiver === undefined) return undefined;
  const { what } = findTarget(receiver);
  return what.kind === 'handle' ? (what.connection ?? what) : what;
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
  return route.path?.what.kind === 'constant' && typeof route.path.what.value === 'string' && route.path.what.value.startsWith(front);
}

function mentions(route: Route, hook: Route): boolean {
  const name = hook.path?.what.kind === 'constant' ? String(hook.path.what.value) : undefined;
  const path = route.path?.what.kind === 'constant' ? String(route.path.what.value) : undefined;
  return name === undefined || path === undefined || path.includes(`:${name}`);
}
