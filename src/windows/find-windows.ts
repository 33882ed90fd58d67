/**
 * Pairs the reads and writes of a root into race windows. A pair is made for a reason (`findReasons`), dropped where it is
 * none (`not-a-window.ts`), and keeps the protections that hold (`find-protections.ts`).
 */
import { findChosenReasons } from './find-chosen-reasons.ts';
import { findProtections } from './find-protections.ts';
import { findGuardReasons } from './find-guard-reasons.ts';
import { findValueReason } from './find-value-reason.ts';
import { isNoWindow } from './not-a-window.ts';
import { placeWindow } from './place-window.ts';
import type { WindowContext } from './reason.ts';
import type { Window, WindowKind } from './window.ts';

/** Rules in the order in which one of them reports a write. */
const ORDER: readonly WindowKind[] = ['ownership', 'token', 'value', 'guard'];

export function findWindows(context: WindowContext): readonly Window[] {
  const { root } = context;
  const windows: Window[] = [];
  for (const write of root.accesses) {
    if (write.kind !== 'write' || write.resource === undefined) continue;
    const reasons = [
      ...findGuardReasons(context, write),
      ...findValueReason(write),
      ...findChosenReasons(write),
    ].filter((reason) => reason.read.order < write.order && !isNoWindow(context, reason));
    const candidates = reasons.map((reason): Window => ({
      ...reason,
      protections: findProtections(context, reason),
      place: placeWindow(reason.read, write),
      authentication: root.authentication,
    }));
    const chosen = chooseWindow(candidates.filter((window) => !isCheckedAgain(window, candidates)));
    if (chosen !== undefined) windows.push(chosen);
  }
  return chooseOfEachCall(windows);
}

/** Several statements of one text are shown in the same place: one window speaks for them. */
function chooseOfEachCall(windows: readonly Window[]): readonly Window[] {
  const byCall = new Map<unknown, Window[]>();
  for (const window of windows) {
    const call = window.write.sql === undefined ? window : window.write.args;
    byCall.set(call, [...(byCall.get(call) ?? []), window]);
  }
  return [...byCall.values()].flatMap((group) => chooseWindow(group) ?? []);
}

/** The same was read and checked again, where nobody comes between: the first check only refused early. */
function isCheckedAgain(window: Window, candidates: readonly Window[]): boolean {
  if (window.kind === 'value' || window.protections.length > 0) return false;
  return candidates.some(
    (other) =>
      other.kind === window.kind &&
      other.field === window.field &&
      other.read.order > window.read.order &&
      other.protections.length > 0,
  );
}

/** One window for a write: unprotected before protected, certain before possible, then by rule, then the nearest read. */
function chooseWindow(windows: readonly Window[]): Window | undefined {
  const rank = (window: Window): readonly number[] => [
    window.protections.length > 0 ? 1 : 0,
    window.certainty === 'certain' ? 0 : 1,
    ORDER.indexOf(window.kind),
    -window.read.order,
  ];
  return [...windows].sort((a, b) => {
    const left = rank(a);
    const right = rank(b);
    for (const [index, value] of left.entries()) {
      const difference = value - (right[index] ?? 0);
      if (difference !== 0) return difference;
    }
    return 0;
  })[0];
}
