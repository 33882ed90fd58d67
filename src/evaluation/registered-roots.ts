/**
 * Handlers that other files register: `router.put('/notes/:id', requireUser, notes.update)` in the file that imports them.
 */
import { findExportedRoots } from './exported-roots.ts';
import type { Root } from './exported-roots.ts';
import type { EvaluatedModule } from './frame.ts';
import { findHandlersBefore, isHandler } from './route-chain.ts';
import type { Route, Run } from './run.ts';
import { findTarget } from './value.ts';
import type { Value } from './value.ts';

/** One handler under many paths: the first ones say what guards it. */
const MAX_REGISTRATIONS = 3;

/** `exported`: what `findExportedRoots` gave for the module. */
export function findRegisteredRoots(run: Run, module: EvaluatedModule, exported: readonly Root[]): readonly Root[] {
  // Other functions have other callers than routers; asking for all would mean to read the whole project for each file.
  if (!exported.some((root) => root.kind === 'handler' || root.isCandidate === true)) return [];
  const importers = new Set(run.modules.loadImporters());
  // The importers have a copy of this module: the text on the disk, evaluated as theirs.
  const copy = run.modules.findCopy();
  if (importers.size === 0 || copy === undefined) return [];
  const copied = findExportedRoots(run, copy);
  if (copied.length !== exported.length) return [];
  const indexes = indexRoots(copied);
  const routes = [...run.importedRoutes];
  const roots: Root[] = [];
  const counts = new Map<Root, number>();
  for (const route of routes) {
    if (route.kind !== 'route' || !importers.has(route.module)) continue;
    let before: readonly Value[] | undefined;
    for (const [position, handler] of route.handlers.entries()) {
      const root = exported[findIndex(indexes, handler) ?? -1];
      const [own] = root?.chain ?? [];
      const count = root === undefined ? 0 : (counts.get(root) ?? 0);
      if (root === undefined || own === undefined || count >= MAX_REGISTRATIONS) continue;
      counts.set(root, count + 1);
      before ??= findHandlersBefore(routes, route);
      roots.push(createRoot(route, root, [...before, ...route.handlers.slice(0, position).filter(isHandler), own]));
    }
  }
  return roots;
}

function createRoot(route: Route, root: Root, chain: readonly Value[]): Root {
  return { kind: 'handler', name: root.name, range: root.range, chain, framework: route.entry.kind === 'framework' ? route.entry : root.framework };
}

/** By closure, and by the function's text where no other root has the same (methods get a closure each time they are asked for). */
function indexRoots(roots: readonly Root[]): ReadonlyMap<object, number> {
  const indexes = new Map<object, number>();
  const shared = new Set<object>();
  roots.forEach((root, index) => {
    for (const key of root.chain.flatMap(getKeys)) {
      if (indexes.has(key)) shared.add(key);
      indexes.set(key, index);
    }
  });
  for (const key of shared) indexes.delete(key);
  return indexes;
}

function findIndex(indexes: ReadonlyMap<object, number>, handler: Value): number | undefined {
  for (const key of getKeys(handler)) {
    const index = indexes.get(key);
    if (index !== undefined) return index;
  }
  return undefined;
}

function getKeys(value: Value): readonly object[] {
  const { what } = findTarget(value);
  return what.kind === 'function' ? [what.closure, what.closure.node] : [];
}
