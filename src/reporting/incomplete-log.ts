/**
 * What a process did not analyse, said once, when it ends: below ESLint's own output, where a log is read from. ESLint has no hook
 * after the last file, and editors' servers live for days: what is kept is bounded, and forgotten once a file is analysed as a whole.
 */
import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import type { Gap } from '../project/gap.ts';
import { listGaps } from './describe-gaps.ts';

export interface IncompleteLog {
  /** What was left out of the analysis of a file that was linted just now; nothing, where it was analysed as a whole. */
  note(file: string, gaps: readonly Gap[], cwd: string): void;
  /** The warning; undefined where there is nothing to say. */
  render(): string | undefined;
}

const maximumFiles = 1_000;
const maximumLinesPerFile = 20;
/** Lines that are printed. */
const maximumLines = 10;

export function createIncompleteLog(): IncompleteLog {
  const linesByFile = new Map<string, readonly string[]>();
  let isFull = false;
  return {
    note(file, gaps, cwd) {
      if (gaps.length === 0) linesByFile.delete(file);
      else if (linesByFile.size < maximumFiles || linesByFile.has(file))
        linesByFile.set(file, listGaps(gaps, cwd).slice(0, maximumLinesPerFile));
      else isFull = true;
    },
    render() {
      const lines = [...new Set([...linesByFile.values()].flat())].toSorted();
      if (lines.length === 0) return undefined;
      const rest = lines.length - maximumLines;
      const others =
        rest > 0 || isFull ? [`  … and ${isFull ? 'more than ' : ''}${String(Math.max(rest, 1))} more`] : [];
      return [
        'eslint-plugin-atomic-auth: not everything was analysed, and races there are not reported:',
        ...lines.slice(0, maximumLines).map((line) => `  ${line}`),
        ...others,
        "  settings['atomic-auth'].onIncomplete: 'error' makes a finding of this, 'ignore' silences it.",
        '',
      ].join('\n');
    },
  };
}

let processLog: IncompleteLog | undefined;

/** The log of this process, or of this thread, which prints itself to stderr at the end. */
export function getIncompleteLog(): IncompleteLog {
  if (processLog === undefined) {
    const log = createIncompleteLog();
    process.once('exit', () => {
      const text = log.render();
      if (text !== undefined) write(text);
    });
    processLog = log;
  }
  return processLog;
}

function write(text: string): void {
  if (isMainThread) {
    process.stderr.write(text);
    return;
  }
  // The stream of a thread is emptied by the main one, which does not wait for it.
  try {
    writeSync(2, text);
  } catch {
    // Nobody reads it.
  }
}
