/** The regular expressions of the sources: those that are written out, and those that are put together while the code runs. */

import { parseSync, Visitor } from 'oxc-parser';
import { root } from './source-files.ts';
import type { SourceFile } from './source-files.ts';

const folder = root.replaceAll('\\', '/');

export interface Pattern {
  readonly source: string;
  readonly flags: string;
  /** `src/settings/glob.ts`, where it was met first. */
  readonly path: string;
}

/** Those that stand in the text. */
export function findWrittenPatterns({ path, text }: SourceFile): readonly Pattern[] {
  const found: Pattern[] = [];
  new Visitor({
    Literal(node) {
      if ('regex' in node) found.push({ source: node.regex.pattern, flags: node.regex.flags, path });
    },
  }).visit(parseSync(path, text).program);
  return found;
}

/** Whether the file has a call of `RegExp`. */
export function makesPatterns({ path, text }: SourceFile): boolean {
  let makes = false;
  const look = ({ callee }: { readonly callee: { readonly type: string; readonly name?: unknown } }): void => {
    makes ||= callee.type === 'Identifier' && callee.name === 'RegExp';
  };
  new Visitor({ NewExpression: look, CallExpression: look }).visit(parseSync(path, text).program);
  return makes;
}

export interface Recording {
  readonly patterns: readonly Pattern[];
  stop(): void;
}

/** Everything that files of the sources make by `new RegExp` from now on. What they make as they are loaded, too, if they are not yet. */
export function recordMadePatterns(): Recording {
  const patterns: Pattern[] = [];
  const original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct(target, parameters, newTarget) {
      const made: unknown = Reflect.construct(target, parameters, newTarget);
      if (!(made instanceof original)) throw new TypeError('no regular expression was made');
      const path = findCaller();
      if (path !== undefined) patterns.push({ source: made.source, flags: made.flags, path });
      return made;
    },
  });
  return {
    patterns,
    stop: () => {
      globalThis.RegExp = original;
    },
  };
}

/** The file that made the call, if it is one of the sources: the parser and ESLint have patterns of their own. */
function findCaller(): string | undefined {
  // Below the message, this function and the proxy.
  const frame = new Error().stack?.split('\n')[3]?.replaceAll('\\', '/') ?? '';
  const start = frame.indexOf(folder);
  return start === -1 ? undefined : /^(?:src|rules)\/[^:?]+/u.exec(frame.slice(start + folder.length))?.[0];
}
