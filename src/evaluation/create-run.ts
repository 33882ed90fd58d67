/**
 * Where a run begins, and the one place that knows all rooms: what they need of each other is put together here.
 */
import type { CatalogIndex } from '../catalog/catalog-index.ts';
import { callFunction } from './calls/call-function.ts';
import { callValue } from './calls/call-value.ts';
import { findDeclaredType } from './classes/find-declared-type.ts';
import type { Evaluator } from './domain/evaluator.ts';
import type { EvaluatedModule } from './domain/frame.ts';
import { createTopLevel, FILE_BUDGET, ROOT_BUDGET } from './domain/run.ts';
import type { ModuleSource, Route, Run } from './domain/run.ts';
import type { State } from './domain/state.ts';
import { applyBehaviour } from './effects/apply-effects.ts';
import { makeReturns } from './effects/make-returns.ts';
import { getMember } from './members/get-member.ts';
import { evaluateExpression } from './program/evaluate-expression.ts';
import { evaluateBlock } from './program/evaluate-statements.ts';

const evaluator: Evaluator = {
  evaluateExpression,
  evaluateBlock,
  callFunction,
  callValue,
  getMember,
  applyBehaviour,
  makeReturns,
  findDeclaredType,
};

/** `base` is what imported modules assigned; nothing of this run is written to it. */
export function createRun(
  catalog: CatalogIndex,
  modules: ModuleSource,
  module: EvaluatedModule,
  base: State,
  importedRoutes: Route[],
  nextId: number,
): Run {
  const state = base.fork();
  return {
    evaluator,
    catalog,
    modules,
    phase: 'module',
    state,
    importedRoutes,
    making: new Set(),
    assembling: undefined,
    module,
    loading: undefined,
    context: { entry: state, entryGuards: 0, exits: [] },
    stack: createTopLevel(module),
    budget: ROOT_BUDGET,
    fileBudget: FILE_BUDGET,
    isCutShort: false,
    suspensions: 0,
    nextId,
    accesses: [],
    facts: [],
    signings: [],
    routes: [],
    handedOn: [],
    handlerEntry: undefined,
    hook: undefined,
    authentication: undefined,
    isAuthorized: false,
    followed: new Set(),
    connections: new Map(),
  };
}
