/**
 * Whether a finding can have its place in a file, or under one of its entry points, going by what the parts of its text lead to. A
 * window is placed in the innermost function that holds both its ends: what only hands on to one call that reads and writes is the
 * place of none.
 */
import type { EvaluatedModule, Frame } from '../domain/frame.ts';
import { findTarget } from '../domain/value.ts';
import type { Closure, Value } from '../domain/value.ts';
import { createPartFinder } from '../../project/find-part.ts';
import { IDENTITY, REQUEST, STATE, WRITES } from '../../project/leads.ts';
import type { PartLead } from '../../project/leads.ts';

/** Whether any part of a file may be the place of something. */
export function mayHoldPlace(parts: readonly PartLead[]): boolean {
  return parts.some((part) => isPlace(part, part.isAnnotated || (part.marks & REQUEST) !== 0));
}

/** `isBehindOthers`: something that reads may have run before it. */
function isPlace({ marks, sites, writingSites, assignsShared }: PartLead, isBehindOthers: boolean): boolean {
  if ((marks & WRITES) !== 0) return true;
  if (writingSites > 0 && (sites > 1 || isBehindOthers)) return true;
  return assignsShared && (marks & IDENTITY) !== 0;
}

/** The same of the functions that run one after the other for one request. `isBehindOthers`: those before them may be unknown. */
export interface PlaceSearch {
  mayHoldPlace(chain: readonly Value[], isBehindOthers: boolean): boolean;
  /** Whether they lead to a write, or the file's own text, as far as they run it, reads: it may say more of what is found elsewhere in it. */
  mayTellMore(chain: readonly Value[]): boolean;
}

/** Functions around a handler. */
const MAX_WRAPPERS = 3;

export function createPlaceSearch(module: EvaluatedModule, parts: readonly PartLead[]): PlaceSearch {
  const findPart = createPartFinder(parts.map(({ ranges }) => ranges));
  /** The parts that the functions run; undefined: any. */
  const findRun = (chain: readonly Value[]): readonly PartLead[] | undefined => {
    const found = new Set<number>();
    let isUnsure = false;
    const visit = ({ node, frame, module: written }: Closure, depth: number): void => {
      const part = written === module ? findPart(node.range[0]) : undefined;
      if (part !== undefined && part >= 0) found.add(part);
      isUnsure ||= part === -1;
      if (depth >= MAX_WRAPPERS) return;
      // A wrapper, of this file or another one, around a function of this one.
      for (let at: Frame | undefined = frame; at !== undefined && !at.isModuleLevel; at = at.parent)
        for (const { initial } of at.cells.values())
          if (initial?.what.kind === 'function') visit(initial.what.closure, depth + 1);
    };
    for (const value of chain) {
      const { what } = findTarget(value);
      if (what.kind === 'function') {
        visit(what.closure, 0);
        if (what.closure.written !== undefined) visit(what.closure.written, 0);
        // Whatever is put together from several functions.
      } else if (value === chain.at(-1)) isUnsure = true;
    }
    if (isUnsure) return undefined;
    for (const index of found) {
      const own = parts[index]?.own;
      if (own === undefined) return undefined;
      for (const other of own) found.add(other);
    }
    return [...found].flatMap((index) => parts[index] ?? []);
  };
  return {
    mayHoldPlace: (chain, isBehindOthers) => findRun(chain)?.some((part) => isPlace(part, isBehindOthers)) ?? true,
    mayTellMore: (chain) =>
      findRun(chain)?.some(({ marks, leads }) => (marks & STATE) !== 0 || (leads & WRITES) !== 0) ?? true,
  };
}
