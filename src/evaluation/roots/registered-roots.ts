/**
 * Handlers that other files register: `router.put('/notes/:id', requireUser, notes.update)` in the file that imports them.
 */
import type { EvaluatedModule } from '../domain/frame.ts';
import type { Route, Run } from '../domain/run.ts';
import { findTarget } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { findExportedRoots } from './exported-roots.ts';
import type { Root } from './root.ts';
import { findHandlersBefore, isHandler } from './route-chain.ts';

/** One handler under many paths: the first ones say what guards it. */
const MAX_REGISTRATIONS = 3;

/** `exported`: what `findExportedRoots` gave for the module; `isWanted` says which of them are worth to be looked for. */
export function findRegisteredRoots(
  run: Run,
  module: EvaluatedModule,
  exported: readonly Root[],
  isWanted: (root: Root) => boolean,
): readonly Root[] {
  // Other functions have other callers than routers; asking for all would mean to read the whole project for each file.
  const wanted = new Set(
    exported.filter((root) => (root.kind === 'handler' || root.isCandidate === true) && isWanted(root)),
  );
  if (wanted.size === 0) return [];
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
    if (route.kind !== 'route' || !isOf(importers, route)) continue;
    let before: readonly Value[] | undefined;
    for (const [position, handler] of route.handlers.entries()) {
      const root = exported[findIndex(indexes, handler) ?? -1];
      const [own] = root?.chain ?? [];
      const count = root === undefined ? 0 : (counts.get(root) ?? 0);
      if (root === undefined || own === undefined || count >= MAX_REGISTRATIONS || !isWanted(root)) continue;
      counts.set(root, count + 1);
      before ??= findHandlersBefore(routes, route);
      roots.push(createRoot(route, root, [...before, ...route.handlers.slice(0, position).filter(isHandler), own]));
    }
  }
  return roots;
}

/** For functions that add to an application which another file makes (`app.register(routes)`): one root for each time, by the root without. */
export function findSetUps(
  run: Run,
  module: EvaluatedModule,
  exported: readonly Root[],
): ReadonlyMap<Root, readonly Root[]> {
  const found = new Map<Root, Root[]>();
  if (!exported.some((root) => root.kind === 'function' && takesApplication(run, root))) return found;
  const importers = new Set(run.modules.loadImporters());
  const copy = run.modules.findCopy();
  if (importers.size === 0 || copy === undefined) return found;
  const copied = findExportedRoots(run, copy);
  if (copied.length !== exported.length) return found;
  const indexes = indexRoots(copied);
  for (const route of run.importedRoutes) {
    const [callee] = route.handlers;
    if (route.kind !== 'setup' || callee === undefined || !isOf(importers, route)) continue;
    const root = exported[findIndex(indexes, callee) ?? -1];
    if (root?.kind !== 'function' || route.parameters === undefined) continue;
    const roots = found.get(root) ?? [];
    if (roots.length < MAX_REGISTRATIONS) found.set(root, [...roots, { ...root, parameters: route.parameters }]);
  }
  return found;
}

/** Whether the first parameter is declared as an application that functions can add to, or called so in a project that depends on one. */
function takesApplication(run: Run, { chain }: Root): boolean {
  const what = chain[0] === undefined ? undefined : findTarget(chain[0]).what;
  const [first] = what?.kind === 'function' ? what.closure.node.parameters : [];
  if (first === undefined) return false;
  const { declared, called, packages } = run.catalog.applications;
  if (first.types.some((type) => declared.has(type))) return true;
  const listed = run.modules.findListedPackages(run.module);
  return called.has(first.name) && (listed.size === 0 || [...packages].some((name) => listed.has(name)));
}

/** Registered by these modules while one of them was loaded. What others did is there only if somebody loaded them before. */
function isOf(importers: ReadonlySet<EvaluatedModule>, { module, origin }: Route): boolean {
  return importers.has(module) && origin !== undefined && importers.has(origin);
}

function createRoot(route: Route, root: Root, chain: readonly Value[]): Root {
  return {
    kind: 'handler',
    name: root.name,
    range: root.range,
    chain,
    framework: route.entry.kind === 'framework' ? route.entry : root.framework,
  };
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
