/**
 * Variables: frames hold cells by name, closures keep their frame. What a mutable cell holds at a point of the
 * evaluation is in the `State`, so that branches can differ.
 */
import type { Module } from '../../languages/program.ts';
import type { Run } from './run.ts';
import type { Value } from './value.ts';

export interface Cell {
  readonly name: string;
  /** Declared at the top of a module, so one for all requests. */
  readonly isModuleLevel: boolean;
  readonly isMutable: boolean;
  /** The value when it was declared; replaced once by what a thunk gives. */
  initial: Value | undefined;
  /** Imports are evaluated when first used, by whichever run comes first. */
  thunk: ((run: Run) => Value) | undefined;
  /** Of an import: where it says it comes from. */
  readonly imported?: { readonly source: string; readonly name: string; readonly from: EvaluatedModule };
}

export interface Frame {
  readonly parent: Frame | undefined;
  readonly cells: Map<string, Cell>;
  readonly isModuleLevel: boolean;
}

/** A module whose body has been evaluated: what it exports, and where it came from. */
export interface EvaluatedModule {
  readonly file: string;
  readonly text: string;
  readonly program: Module;
  readonly frame: Frame;
  readonly exports: Map<string, Value>;
  /** Modules re-exported whole (`export * from`). */
  readonly stars: Value[];
  /** Its top level took more steps than it may. */
  isCutShort: boolean;
}

export function createFrame(parent: Frame | undefined, isModuleLevel = false): Frame {
  return { parent, cells: new Map(), isModuleLevel };
}

export function findCell(frame: Frame, name: string): Cell | undefined {
  for (let current: Frame | undefined = frame; current !== undefined; current = current.parent) {
    const cell = current.cells.get(name);
    if (cell !== undefined) return cell;
  }
  return undefined;
}

/** What a variable holds at this point; an import is evaluated when it is first asked for. */
export function readCell(run: Run, cell: Cell): Value | undefined {
  if (cell.thunk !== undefined) {
    const { thunk } = cell;
    cell.thunk = undefined;
    cell.initial = thunk(run);
  }
  return cell.isMutable ? run.state.getVariable(cell) : cell.initial;
}

/** The object that all code shares. */
export function isGlobalName(name: string): boolean {
  return name === 'global' || name === 'globalThis';
}
