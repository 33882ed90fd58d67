/**
 * One analysis for each file, whatever number of rules ask for it: lowering, evaluation, windows.
 */
import { isAbsolute } from 'node:path';
import type { Rule, SourceCode } from 'eslint';
import { createRun } from './evaluation/create-run.ts';
import type { Access, Fact, RootResult } from './evaluation/domain/access.ts';
import type { EvaluatedModule } from './evaluation/domain/frame.ts';
import type { Run } from './evaluation/domain/run.ts';
import { findRegistrationMarks } from './evaluation/glances/find-registration-marks.ts';
import { findConventions, findMeanings } from './evaluation/glances/find-meanings.ts';
import { createPlaceSearch, mayHoldPlace } from './evaluation/glances/find-places.ts';
import { readModelSchema } from './evaluation/models/read-model-schema.ts';
import { createModule, evaluateModule } from './evaluation/modules/evaluate-module.ts';
import { createModuleSource, dropWorld, openWorld, StaleWorldError } from './evaluation/modules/module-world.ts';
import { evaluateRoots } from './evaluation/roots/evaluate-roots.ts';
import { indexCatalog } from './catalog/catalog-index.ts';
import type { CatalogIndex } from './catalog/catalog-index.ts';
import { isBrowserCode } from './catalog/naming.ts';
import type { Module } from './languages/program.ts';
import { lowerModule } from './languages/ecmascript/lower-module.ts';
import { printProgram } from './languages/print-program.ts';
import { getFallbackParser } from './project/fallback-parser.ts';
import { findProjectRoot } from './project/find-root.ts';
import type { Gap } from './project/gap.ts';
import { getFirstLine } from './project/native-modules.ts';
import { createLeads, KNOWN, STATE } from './project/leads.ts';
import type { PartLead } from './project/leads.ts';
import { createPartGraph } from './project/part-graph.ts';
import type { GraphFiles } from './project/part-graph.ts';
import { openProject } from './project/project.ts';
import type { Project } from './project/project.ts';
import { describeGaps } from './reporting/describe-gaps.ts';
import { getIncompleteLog } from './reporting/incomplete-log.ts';
import { findPrintedParts, printAnalysis } from './reporting/print-analysis.ts';
import { incompleteMessageId } from './rule.ts';
import type { TableSchema } from './schema/schema.ts';
import { readSettings } from './settings.ts';
import type { Settings } from './settings.ts';
import { findEscapes } from './windows/find-escapes.ts';
import { findUncheckedWrites } from './windows/find-unchecked-writes.ts';
import { findUnscopedWrites } from './windows/find-unscoped-writes.ts';
import { findWindows } from './windows/find-windows.ts';
import type { Escape, UncheckedWrite, UnscopedWrite } from './windows/finding.ts';
import type { Window } from './windows/window.ts';

export interface Analysis {
  /** The linted file; places in other modules are not this file's to report. */
  readonly module: EvaluatedModule | undefined;
  /** All of them. Those that lead to no write are evaluated when they are asked for, or when there is a finding. */
  getRoots(): readonly RootResult[];
  readonly windows: readonly Window[];
  readonly escapes: readonly Escape[];
  readonly unscopedWrites: readonly UnscopedWrite[];
  readonly uncheckedWrites: readonly UncheckedWrite[];
  readonly facts: readonly Fact[];
  /** What was left out, so that there may be more to find. */
  readonly gaps: readonly Gap[];
  findTable(access: Access): TableSchema | undefined;
  /** 1-based line of an offset in a module. */
  lineOf(module: EvaluatedModule, offset: number): number;
}

const NOTHING: Analysis = {
  module: undefined,
  getRoots: () => [],
  windows: [],
  escapes: [],
  unscopedWrites: [],
  uncheckedWrites: [],
  facts: [],
  gaps: [],
  findTable: () => undefined,
  lineOf: () => 0,
};

interface Kept {
  readonly analysis: Analysis;
  /** The rule that asked first, and says for all what was left out. */
  readonly rule: string;
}

const cache = new WeakMap<SourceCode, Kept>();

/** Files past this size are generated: their analysis would find nothing that people wrote. */
const MAX_TEXT = 1_500_000;

/** The analysis of the file a rule is run on: made by the first rule that asks. */
export function analyze(context: Rule.RuleContext): Analysis {
  const { sourceCode } = context;
  // Wrong settings end in an error that names the key; whatever else fails never ends the user's run.
  const settings = readSettings(context.settings);
  let kept = cache.get(sourceCode);
  if (kept === undefined) {
    kept = { analysis: attemptAnalysis(context, settings), rule: context.id };
    cache.set(sourceCode, kept);
  }
  if (context.id === kept.rule) sayWhatIsMissing(context, settings, kept.analysis.gaps);
  return kept.analysis;
}

/** The same with all roots evaluated, whatever can be found there: for those who ask to see it. */
export function analyzeWhole(context: Rule.RuleContext): Analysis {
  return analyzeFile(context, readSettings(context.settings), true);
}

function attemptAnalysis(context: Rule.RuleContext, settings: Settings): Analysis {
  const { physicalFilename } = context;
  try {
    const parts = findPrintedParts(process.env['DEBUG']);
    const analysis = analyzeFile(context, settings, parts.length > 0);
    if (parts.length > 0) console.error(printAnalysis(analysis, physicalFilename, parts, printProgram));
    return analysis;
  } catch (error) {
    if (process.env['ATOMIC_AUTH_TEST'] !== undefined) throw error;
    if (process.env['DEBUG']?.includes('atomic-auth') === true) console.error('atomic-auth', physicalFilename, error);
    return { ...NOTHING, gaps: [{ cause: 'exception', file: physicalFilename, detail: getFirstLine(error) }] };
  }
}

function sayWhatIsMissing(context: Rule.RuleContext, { onIncomplete }: Settings, gaps: readonly Gap[]): void {
  const { physicalFilename, cwd } = context;
  if (onIncomplete === 'warn') getIncompleteLog().note(physicalFilename, gaps, cwd);
  if (onIncomplete !== 'error' || gaps.length === 0) return;
  const data = { gaps: describeGaps(gaps, cwd) };
  context.report({ loc: { line: 1, column: 0 }, messageId: incompleteMessageId, data });
}

function analyzeFile(context: Rule.RuleContext, settings: Settings, isShown: boolean): Analysis {
  const { sourceCode, physicalFilename, cwd, languageOptions } = context;
  const { text } = sourceCode;
  // Looked at before anything dearer.
  if (text.length === 0 || isBrowserCode(text)) return NOTHING;
  const isOnDisk = isAbsolute(physicalFilename);
  const project = isOnDisk
    ? openProject(findProjectRoot(physicalFilename, cwd), () => getFallbackParser(languageOptions))
    : undefined;
  project?.refresh();
  if (isOnDisk && !settings.roots.isReachable(physicalFilename, [cwd, project?.root ?? cwd])) return NOTHING;

  const catalog = indexCatalog(settings.catalog, settings.names);
  const file = project?.canonical(physicalFilename) ?? physicalFilename;
  const parts = findParts(file, text, project, catalog);
  if (!isShown && !mayHoldPlace(parts)) return NOTHING;
  if (text.length > MAX_TEXT) return { ...NOTHING, gaps: [{ cause: 'size', file: physicalFilename }] };

  const lower = (): Module => lowerModule(sourceCode.ast, text);
  const program = project === undefined ? lower() : project.share(physicalFilename, text, lower);
  try {
    return analyzeProgram(physicalFilename, text, program, project, catalog, parts, isShown);
  } catch (error) {
    // What was evaluated by halves is not left to the files that are linted next.
    if (project !== undefined) dropWorld(catalog, project);
    if (!(error instanceof StaleWorldError)) throw error;
    return analyzeProgram(physicalFilename, text, program, project, catalog, parts, isShown);
  }
}

function findParts(
  file: string,
  text: string,
  project: Project | undefined,
  catalog: CatalogIndex,
): readonly PartLead[] {
  const listed = project?.findListedPackages(file) ?? NOTHING_LISTED;
  const meanings = findMeanings(catalog, listed);
  return project === undefined
    ? createLeads(createPartGraph(NO_FILES), () => undefined, meanings).examine(file, text)
    : project.findLeads(file, text, findConventions(catalog), meanings);
}

const NOTHING_LISTED: ReadonlySet<string> = new Set();

/** Around a text that is on no disk. */
const NO_FILES: GraphFiles = {
  version: () => undefined,
  read: () => undefined,
  resolve: () => undefined,
  isMissed: () => false,
  findModel: () => undefined,
  findInFolder: () => undefined,
  findGiving: () => [],
  findImplementing: () => [],
};

function analyzeProgram(
  file: string,
  text: string,
  program: Module,
  project: Project | undefined,
  catalog: CatalogIndex,
  parts: readonly PartLead[],
  isShown: boolean,
): Analysis {
  const world = openWorld(catalog, project);
  const module = createModule(file, text, program);
  const modules = createModuleSource(
    project,
    world,
    module,
    findRegistrationMarks(catalog.entries),
    (other, part) => {
      if (project === undefined) return false;
      const meanings = findMeanings(catalog, project.findListedPackages(other));
      return (project.findLeadsOf(other, part, findConventions(catalog), meanings) & (STATE | KNOWN)) === 0;
    },
    () => run,
  );
  const run: Run = createRun(catalog, modules, module, world.base, world.routes, world.nextId);
  evaluateModule(run, module, run.state);
  // Whoever asks to see the analysis sees that of all roots.
  const { roots, facts, evaluateAll, hasMore } = evaluateRoots(
    run,
    module,
    isShown ? undefined : createPlaceSearch(module, parts),
  );
  const lineOf = createLineFinder();
  const gaps: readonly Gap[] = [
    ...modules.findGaps(),
    ...(module.isCutShort ? [{ cause: 'budget' as const, file }] : []),
    ...roots
      .filter((root) => root.isCutShort)
      .map((root) => ({ cause: 'budget' as const, file, line: lineOf(module, root.range[0]) })),
    ...(hasMore ? [{ cause: 'roots' as const, file }] : []),
  ];
  const tables = new Map<Access, TableSchema | undefined>();
  const findTable = (access: Access): TableSchema | undefined => {
    if (!tables.has(access))
      tables.set(
        access,
        readModelSchema(run, access) ??
          (access.resource === undefined ? undefined : modules.findTable(access.resource)),
      );
    return tables.get(access);
  };
  const getAccesses = (): readonly Access[] => evaluateAll().flatMap((root) => root.accesses);
  const contexts = roots.map((root) => ({ root, getAccesses, names: catalog.names, findTable }));
  const windows = dedupe(contexts.flatMap(findWindows)).filter((window) => window.place.module === module);
  const escapes = dedupeAccesses(contexts.map(findEscapes), module);
  const unscopedWrites = dedupeAccesses(contexts.map(findUnscopedWrites), module);
  const uncheckedWrites = dedupeAccesses(contexts.map(findUncheckedWrites), module);
  const ownFacts = dedupeFacts(facts.filter((fact) => fact.module === module));
  // What repairs a finding may be seen in the other roots.
  if (windows.length + escapes.length + unscopedWrites.length + uncheckedWrites.length + ownFacts.length > 0)
    evaluateAll();
  world.nextId = run.nextId;
  return {
    module,
    getRoots: evaluateAll,
    windows,
    escapes,
    unscopedWrites,
    uncheckedWrites,
    facts: ownFacts,
    gaps,
    findTable,
    lineOf,
  };
}

/** One statement reached from several roots is one finding: only if every root that leads to it finds it. */
function dedupeAccesses<Finding extends { readonly access: Access }>(
  byRoot: readonly (readonly Finding[])[],
  module: EvaluatedModule,
): readonly Finding[] {
  const found = new Map<number, Finding>();
  for (const finding of byRoot.flat())
    if (finding.access.module === module && !found.has(finding.access.range[0]))
      found.set(finding.access.range[0], finding);
  return [...found.values()];
}

function dedupeFacts(facts: readonly Fact[]): readonly Fact[] {
  const found = new Map<number, Fact>();
  for (const fact of facts) if (!found.has(fact.range[0])) found.set(fact.range[0], fact);
  return [...found.values()];
}

/** The same pair is met again under every root that leads to it: the least protected is kept. */
function dedupe(windows: readonly Window[]): readonly Window[] {
  const byPlace = new Map<string, Window>();
  for (const window of windows) {
    const key = `${window.place.module.file}:${String(window.place.range[0])}:${String(window.place.range[1])}`;
    const other = byPlace.get(key);
    // Protected under one caller and not under another: the analysis cannot tell which one is real, and keeps quiet.
    if (other === undefined || window.protections.length > other.protections.length) byPlace.set(key, window);
  }
  return [...byPlace.values()];
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
