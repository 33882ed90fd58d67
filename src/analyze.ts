/**
 * One analysis for each file, whatever number of rules ask for it: lowering, evaluation, windows.
 */
import { isAbsolute, relative } from 'node:path';
import type { Rule, SourceCode } from 'eslint';
import { isTestOrScriptPath } from './catalog/naming.ts';
import type { Access, Fact, RootResult } from './evaluation/access.ts';
import { indexCatalog } from './evaluation/catalog-index.ts';
import { createModule, evaluateModule } from './evaluation/evaluate-module.ts';
import { evaluateRoots } from './evaluation/evaluate-roots.ts';
import type { EvaluatedModule } from './evaluation/frame.ts';
import { readModelSchema } from './evaluation/read-model-schema.ts';
import { createRun } from './evaluation/run.ts';
import type { ModuleSource, Run } from './evaluation/run.ts';
import { lowerModule } from './languages/ecmascript/lower-module.ts';
import { findProjectRoot } from './project/find-root.ts';
import { openProject } from './project/project.ts';
import type { Project } from './project/project.ts';
import { readProjectSchema } from './schema/schema.ts';
import type { TableSchema } from './schema/schema.ts';
import { readSettings } from './settings.ts';
import { findWindows } from './windows/find-windows.ts';
import type { Window } from './windows/window.ts';

export interface Analysis {
  /** The linted file; places in other modules are not this file's to report. */
  readonly module: EvaluatedModule | undefined;
  readonly roots: readonly RootResult[];
  readonly windows: readonly Window[];
  readonly facts: readonly Fact[];
  findTable(access: Access): TableSchema | undefined;
  /** 1-based line of an offset in a module. */
  lineOf(module: EvaluatedModule, offset: number): number;
}

const NOTHING: Analysis = { module: undefined, roots: [], windows: [], facts: [], findTable: () => undefined, lineOf: () => 0 };
const cache = new WeakMap<SourceCode, Analysis>();

/** Files past this size are generated: their analysis would find nothing that people wrote. */
const MAX_TEXT = 1_500_000;

/** The analysis of the file a rule is run on: made by the first rule that asks. */
export function analyze(context: Rule.RuleContext): Analysis {
  const { sourceCode } = context;
  let analysis = cache.get(sourceCode);
  if (analysis === undefined) {
    // Wrong settings end in an error that names the key; whatever else fails never ends the user's run.
    const settings = readSettings(context.settings);
    try {
      analysis = analyzeFile(context, settings);
    } catch (error) {
      if (process.env['ATOMIC_AUTH_TEST'] !== undefined) throw error;
      if (process.env['DEBUG']?.includes('atomic-auth') === true) console.error('atomic-auth', context.physicalFilename, error);
      analysis = NOTHING;
    }
    cache.set(sourceCode, analysis);
  }
  return analysis;
}

function analyzeFile(context: Rule.RuleContext, settings: ReturnType<typeof readSettings>): Analysis {
  const { sourceCode, physicalFilename, cwd } = context;
  const { text } = sourceCode;
  if (text.length > MAX_TEXT || text.length === 0) return NOTHING;
  const isOnDisk = isAbsolute(physicalFilename);
  const project = isOnDisk ? openProject(findProjectRoot(physicalFilename, cwd)) : undefined;
  project?.refresh();
  if (isOnDisk && isTestOrScriptPath(relative(project?.root ?? cwd, physicalFilename))) return NOTHING;

  const module = createModule(physicalFilename, text, lowerModule(sourceCode.ast, text));
  const source = createModuleSource(project, module);
  const run = createRun(indexCatalog(settings.catalog), source.modules, module);
  source.attach(run);
  evaluateModule(run, module);
  const { roots, facts } = evaluateRoots(run, module);
  const tables = new Map<Access, TableSchema | undefined>();
  const findTable = (access: Access): TableSchema | undefined => {
    if (!tables.has(access)) tables.set(access, readModelSchema(run, access) ?? (access.resource === undefined ? undefined : source.modules.findTable(access.resource)));
    return tables.get(access);
  };
  return { module, roots, windows: dedupe(roots.flatMap((root) => findWindows({ root, findTable }))), facts, findTable, lineOf: createLineFinder() };
}

/** The same pair is met again under every root that leads to it: the least protected is kept. */
function dedupe(windows: readonly Window[]): readonly Window[] {
  const byPlace = new Map<string, Window>();
  for (const window of windows) {
    const key = `${window.place.module.file}:${String(window.place.range[0])}:${String(window.place.range[1])}`;
    const other = byPlace.get(key);
    // Protected under one caller and not under another: the analysis cannot tell which one is real, and keeps quiet.
    if (other === undefined || (window.protections.length > other.protections.length)) byPlace.set(key, window);
  }
  return [...byPlace.values()];
}

function createModuleSource(project: Project | undefined, main: EvaluatedModule): { readonly modules: ModuleSource; attach(run: Run): void } {
  const loaded = new Map<string, EvaluatedModule | undefined>([[main.file, main]]);
  let run: Run | undefined;
  const modules: ModuleSource = {
    load(specifier, from) {
      if (project === undefined || run === undefined) return undefined;
      const resolution = project.resolve(specifier, from.file);
      if (resolution.kind !== 'file') return undefined;
      if (loaded.has(resolution.file)) return loaded.get(resolution.file);
      const file = project.load(resolution.file);
      const module = file === undefined ? undefined : createModule(file.file, file.text, file.module);
      // Before it is evaluated, so that circular imports end.
      loaded.set(resolution.file, module);
      if (module !== undefined) evaluateModule(run, module);
      return module;
    },
    findTable: (name) => (project === undefined ? undefined : readProjectSchema(project).find(name, main.file)),
  };
  return {
    modules,
    attach(created) {
      run = created;
    },
  };
}

function createLineFinder(): Analysis['lineOf'] {
  const starts = new WeakMap<EvaluatedModule, readonly number[]>();
  return (module, offset) => {
    let lines = starts.get(module);
    if (lines === undefined) {
      const found = [0];
      for (let at = module.text.indexOf('\n'); at >= 0; at = module.text.indexOf('\n', at + 1)) found.push(at + 1);
      starts.set(module, (lines = found));
    }
    let low = 0;
    let high = lines.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((lines[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
