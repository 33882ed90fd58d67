/**
 * Entry points: what requests run. Handlers come from registrations and from how exported functions look; other exported
 * functions and methods, and those that an exported factory gives, are roots of their own unless a handler of the file leads to them.
 */
import type { Fact, RootResult } from '../domain/access.ts';
import type { EvaluatedModule } from '../domain/frame.ts';
import { MAX_ROOTS } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import type { State } from '../domain/state.ts';
import type { PlaceSearch } from '../glances/find-places.ts';
import { createPrefix, evaluateRoot } from './evaluate-root.ts';
import { findExportedRoots, findRootsIn } from './exported-roots.ts';
import { findRegisteredRoots, findSetUps } from './registered-roots.ts';
import { getHandlerClosure, getHandlerFunction } from './root.ts';
import type { Root } from './root.ts';
import { findMiddlewareRoots, findRouteRoots } from './route-roots.ts';

export interface EvaluatedRoots {
  readonly roots: readonly RootResult[];
  readonly facts: readonly Fact[];
  /** All roots, those that were left out because they lead to no write at the end: what they read says more of the tables. */
  evaluateAll(): readonly RootResult[];
  /** There are more roots than one file may have, and the rest was left out. */
  readonly hasMore: boolean;
}

const EVERYWHERE: PlaceSearch = { mayHoldPlace: () => true, mayTellMore: () => true };

/** Factories that give factories. */
const MAX_FACTORIES = 2;

/** `search` says of the handlers of a root whether something may be found in them; without it all are evaluated. */
export function evaluateRoots(run: Run, module: EvaluatedModule, search: PlaceSearch = EVERYWHERE): EvaluatedRoots {
  const results: RootResult[] = [];
  let isComplete = false;
  let hasMore = false;
  const others: { readonly root: Root; readonly state: State; readonly depth: number }[] = [];
  const base = run.state;
  const prefix = createPrefix(run);
  run.phase = 'request';
  const done = new Set<object>();
  const consider = (root: Root, state = base, depth = 0): void => {
    const key = getHandlerClosure(root.chain.at(-1));
    if (key !== undefined && done.has(key)) return;
    if (results.length >= MAX_ROOTS) {
      hasMore = true;
      return;
    }
    if (key !== undefined) done.add(key);
    run.state = state;
    if (isComplete ? search.mayTellMore(root.chain) : search.mayHoldPlace(root.chain, root.chain.length > 1))
      evaluate(root, state, depth);
    else others.push({ root, state, depth });
  };
  const evaluate = (root: Root, state: State, depth: number): void => {
    const { result, made, after } = evaluateRoot(run, state, root, prefix);
    results.push(result);
    // What a factory gives (`createOrders(db)`) is asked later, by requests. One that reads gives an answer.
    if (root.kind !== 'function' || result.accesses.length > 0 || depth >= MAX_FACTORIES) return;
    run.state = after;
    const given = findRootsIn(run, module, [made]).filter((each) => !isFollowed(run, each));
    for (const each of given) consider(each, after, depth + 1);
    run.state = base;
  };
  // Handlers first: what they lead to needs no root of its own. Functions may register more (`export default (app) => { … }`).
  const exported = findExportedRoots(run, module);
  let from = 0;
  const runRoutes = (): void => {
    while (from < run.routes.length) {
      const until = run.routes.length;
      for (const root of findRouteRoots(run.routes, run.importedRoutes, from, module)) consider(root);
      from = until;
    }
  };
  runRoutes();
  // Registered in another file: what runs before them there is known. Each registration is a root of its own.
  const registered = new Set<object>();
  const runRegistered = (isWanted: (root: Root) => boolean): void => {
    for (const root of findRegisteredRoots(run, module, exported, isWanted)) {
      const key = getHandlerClosure(root.chain.at(-1)) ?? root;
      registered.add(key);
      done.delete(key);
      consider(root);
    }
  };
  const isWorthwhile = (root: Root): boolean => search.mayHoldPlace(root.chain, true);
  runRegistered(isWorthwhile);
  for (const root of exported) if (root.kind === 'handler') consider(root);
  runRoutes();
  const setUps = findSetUps(run, module, exported);
  for (const root of exported) {
    if (root.kind !== 'function' || isFollowed(run, root)) continue;
    const times = setUps.get(root);
    if (times === undefined) consider(root);
    for (const each of times ?? []) {
      done.delete(getHandlerClosure(each.chain.at(-1)) ?? each);
      consider(each);
    }
  }
  runRoutes();
  // Middleware that no handler of the file runs after.
  for (const root of findMiddlewareRoots(run, module)) consider(root);
  run.state = base;
  const evaluateAll = (): readonly RootResult[] => {
    if (isComplete) return results;
    isComplete = true;
    runRegistered((root) => !isWorthwhile(root) && search.mayTellMore(root.chain));
    for (const { root, state, depth } of others) {
      const isOfOthers =
        registered.has(getHandlerClosure(root.chain.at(-1)) ?? root) ||
        (exported.includes(root) && root.kind === 'function' && isFollowed(run, root));
      if (!isOfOthers && search.mayTellMore(root.chain)) evaluate(root, state, depth);
    }
    runRoutes();
    run.state = base;
    return results;
  };
  return { roots: results, facts: run.facts, evaluateAll, hasMore };
}

function isFollowed(run: Run, root: Root): boolean {
  return run.followed.has(getHandlerFunction(root.chain[0]) ?? root);
}
