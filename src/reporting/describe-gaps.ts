/** Puts into words what an analysis had to leave out. */
import { isAbsolute, relative, sep } from 'node:path';
import { MAX_ROOTS, ROOT_BUDGET } from '../evaluation/domain/run.ts';
import type { Gap } from '../project/gap.ts';
import { assertExhaustive } from '../languages/program.ts';

/** Gaps that one message names. */
const maximumNamed = 3;

/** One line for each gap, as for a log: ``src/db.ts: not followed, since …``. Paths below `cwd` are relative to it. */
export function listGaps(gaps: readonly Gap[], cwd: string): readonly string[] {
  return [...new Set(gaps.map((gap) => `${describePlace(gap, cwd)}: ${describeGap(gap)}`))];
}

/** All gaps as part of a sentence; the first few are named and the others counted. */
export function describeGaps(gaps: readonly Gap[], cwd: string): string {
  const lines = [...new Set(gaps.map((gap) => `\`${describePlace(gap, cwd)}\`: ${describeGap(gap)}`))];
  const rest = lines.length - maximumNamed;
  return [...lines.slice(0, maximumNamed), ...(rest > 0 ? [`and ${String(rest)} more`] : [])].join('; ');
}

function describePlace({ file, line }: Gap, cwd: string): string {
  const path = relative(cwd, file);
  const shown = path === '' || path.startsWith('..') || isAbsolute(path) ? file : path;
  return shown.split(sep).join('/') + (line === undefined ? '' : `:${String(line)}`);
}

function describeGap({ cause, detail = 'no reason given' }: Gap): string {
  switch (cause) {
    case 'parser':
      return `not followed, since oxc-parser did not load (${detail}) and ESLint's parser for the importing file does not read it; install the optional dependencies`;
    case 'resolver':
      return `an import was not followed, since oxc-resolver did not load (${detail}); install the optional dependencies`;
    case 'exception':
      return `ended in an exception of the plugin's own (${detail}); please report it`;
    case 'nesting':
      return 'not followed, since it is nested too deeply to be parsed';
    case 'budget':
      return `takes more than ${String(ROOT_BUDGET)} steps, and calls after those were not followed; divide it, or exclude the file by \`roots\``;
    case 'roots':
      return `has more than ${String(MAX_ROOTS)} handlers and exported functions, and the others were left out; divide it, or exclude it by \`roots\``;
    case 'size':
      return 'is too large, and was left out as a whole; divide it, or exclude it by `roots`';
    default:
      return assertExhaustive(cause);
  }
}
