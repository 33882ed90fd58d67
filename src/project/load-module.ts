/** Reads, parses and lowers the files that imports lead to, and keeps what was made of them. */

import { lowerModule } from '../languages/ecmascript/lower-module.ts';
import type { Module } from '../languages/program.ts';
import type { Gap } from './gap.ts';
import { getFirstLine } from './native-modules.ts';
import type { ParseOptions, SyntaxParser } from './native-modules.ts';
import type { ProjectFiles } from './project-files.ts';

export interface LoadedModule {
  /** Real path. */
  readonly file: string;
  readonly text: string;
  readonly module: Module;
  /** The line of an offset, counted from 1. */
  lineOf(offset: number): number;
}

export interface ModuleLoader {
  /** Undefined for what is missing, outside the project, over 1 MB, or no valid JavaScript or TypeScript. */
  load(file: string): LoadedModule | undefined;
  /** Why `load` gives nothing for a file that may be sound; undefined for what is missing, over 1 MB, or broken. */
  findGap(file: string): Gap | undefined;
  /**
   * The program of a file that is being linted: the one kept, where it is of the same text, else what `lower` makes. It is kept
   * for those that import the file, unless the disk holds another text (an editor's unsaved buffer).
   */
  share(file: string, text: string, lower: () => Module): Module;
}

/** How many files are kept; the least recently asked for goes first. */
export interface CacheLimits {
  readonly files: number;
  /** UTF-16 code units of source. */
  readonly text: number;
}

export const defaultCacheLimits: CacheLimits = { files: 3_000, text: 1_500_000 };

const maximumFileSize = 1_000_000;
const missLifetime = 2_000;

interface Entry {
  readonly version: string;
  readonly loaded: LoadedModule | undefined;
  readonly gap: Gap | undefined;
  readonly expires: number;
}

export function createModuleLoader(
  files: ProjectFiles,
  parser: SyntaxParser | undefined,
  now: () => number,
  limits: CacheLimits,
): ModuleLoader {
  // A Map keeps the order of insertion: an entry that is asked for is put at the end again, the first one is dropped.
  const cache = new Map<string, Entry>();
  let heldText = 0;

  const drop = (file: string): void => {
    heldText -= cache.get(file)?.loaded?.text.length ?? 0;
    cache.delete(file);
  };

  const keep = (file: string, entry: Entry): void => {
    drop(file);
    cache.set(file, entry);
    heldText += entry.loaded?.text.length ?? 0;
    for (const oldest of cache.keys()) {
      if (oldest === file || (cache.size <= limits.files && heldText <= limits.text)) break;
      drop(oldest);
    }
  };

  const findEntry = (path: string): Entry | undefined => {
    const version = files.stamp(path)?.version;
    if (version === undefined) {
      drop(path);
      return undefined;
    }
    const known = cache.get(path);
    if (known?.version === version && now() < known.expires) {
      keep(path, known);
      return known;
    }
    const file = files.canonical(path);
    if (file !== undefined && file !== path) return findEntry(file);
    const { loaded, gap } = file === undefined ? NOTHING : parseFile(files, parser, file);
    const expires = loaded === undefined ? now() + missLifetime : Number.POSITIVE_INFINITY;
    const entry = { version, loaded, gap, expires };
    keep(path, entry);
    return entry;
  };

  const share: ModuleLoader['share'] = (path, text, lower) => {
    const file = files.canonical(path);
    const known = file === undefined ? undefined : cache.get(file);
    if (known?.loaded?.text === text) return known.loaded.module;
    const module = lower();
    const version = file === undefined ? undefined : files.stamp(file)?.version;
    if (file !== undefined && version !== undefined && files.read(file, maximumFileSize) === text) {
      keep(file, {
        version,
        loaded: { file, text, module, lineOf: createLineIndex(text) },
        gap: undefined,
        expires: Number.POSITIVE_INFINITY,
      });
    }
    return module;
  };

  return { load: (path) => findEntry(path)?.loaded, findGap: (path) => findEntry(path)?.gap, share };
}

type Parsed = Pick<Entry, 'loaded' | 'gap'>;

const NOTHING: Parsed = { loaded: undefined, gap: undefined };

function parseFile(files: ProjectFiles, parser: SyntaxParser | undefined, file: string): Parsed {
  const text = files.read(file, maximumFileSize);
  if (text === undefined) return NOTHING;
  if (parser === undefined) return { loaded: undefined, gap: { cause: 'parser', file } };
  if (isTooDeep(text)) return { loaded: undefined, gap: { cause: 'nesting', file } };
  try {
    const program = parse(parser, file, text);
    if (program === undefined)
      return parser.isFallback === true ? { loaded: undefined, gap: { cause: 'parser', file } } : NOTHING;
    const loaded = { file, text, module: lowerModule(program, text), lineOf: createLineIndex(text) };
    return { loaded, gap: undefined };
  } catch (error) {
    // An imported file that breaks the analysis costs its own findings, not those of the file that is linted.
    if (process.env['ATOMIC_AUTH_TEST'] !== undefined) throw error;
    return { loaded: undefined, gap: { cause: 'exception', file, detail: getFirstLine(error) } };
  }
}

/** The native parser ends the whole process on nesting past some 3,000 levels; people write a few dozen. */
const maximumDepth = 1_000;

/** Brackets in texts and comments count too: that only makes the answer more careful. */
function isTooDeep(text: string): boolean {
  // As few as people write in one file cannot be nested that deeply.
  if (text.split(/[([{]/, maximumDepth + 1).length <= maximumDepth) return false;
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 40 || code === 91 || code === 123) {
      if (++depth > maximumDepth) return true;
    } else if (code === 41 || code === 93 || code === 125) depth = Math.max(0, depth - 1);
  }
  return false;
}

/** Plain JavaScript may hold JSX, where the bundler allows it, and return from the module, where it is CommonJS. */
function parse(parser: SyntaxParser, file: string, text: string): { readonly type: string } | undefined {
  const attempts: readonly ParseOptions[] = /\.[cm]?js$/.test(file)
    ? [{ lang: 'jsx' }, { lang: 'jsx', sourceType: 'commonjs' }]
    : [{}];
  for (const attempt of attempts) {
    const { program, errors } = parser.parseSync(file, text, { ...attempt, astType: 'ts', preserveParens: false });
    if (!errors.some((error) => error.severity === 'Error')) return program;
  }
  return undefined;
}

function createLineIndex(text: string): (offset: number) => number {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= [0, ...Array.from(text.matchAll(/\r\n|[\n\r\u2028\u2029]/g), (match) => match.index + match[0].length)];
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
