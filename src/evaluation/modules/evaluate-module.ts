/**
 * Modules: the top level of a file.
 */
import type { Module } from '../../languages/program.ts';
import { createFrame } from '../domain/frame.ts';
import type { EvaluatedModule } from '../domain/frame.ts';
import { createTopLevel, ROOT_BUDGET } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import type { State } from '../domain/state.ts';

export function createModule(file: string, text: string, program: Module): EvaluatedModule {
  return { file, text, program, frame: createFrame(undefined, true), exports: new Map(), stars: [], isCutShort: false };
}

/** Runs the top level of a module once, in the module phase: declarations, exports, registrations. `state` keeps what it assigns. */
export function evaluateModule(run: Run, module: EvaluatedModule, state: State): void {
  const outer = {
    phase: run.phase,
    module: run.module,
    budget: run.budget,
    isCutShort: run.isCutShort,
    stack: run.stack,
    state: run.state,
    context: run.context,
    routes: run.routes,
    loading: run.loading,
  };
  run.state = state;
  run.context = { entry: state, entryGuards: 0, exits: [] };
  if (outer.stack.depth > 0 || outer.state !== state) run.routes = run.importedRoutes;
  run.phase = 'module';
  run.module = module;
  run.loading = module;
  state.ended = undefined;
  run.budget = ROOT_BUDGET;
  run.isCutShort = false;
  run.stack = createTopLevel(module, outer.stack.depth);
  const guards = state.guardCount;
  run.evaluator.evaluateBlock(run, module.frame, module.program.body);
  state.dropGuards(guards);
  run.phase = outer.phase;
  run.module = outer.module;
  run.loading = outer.loading;
  module.isCutShort = run.isCutShort;
  run.budget = outer.budget;
  run.isCutShort = outer.isCutShort;
  run.stack = outer.stack;
  state.ended = undefined;
  run.routes = outer.routes;
  run.state = outer.state;
  run.context = outer.context;
}
