/**
 * Why a read decides a write, and what it is judged by.
 */
import type { Names } from '../catalog/names.ts';
import type { Access, Certainty, Guard, RootResult } from '../evaluation/domain/access.ts';
import type { TableSchema } from '../schema/table-schema.ts';
import type { WindowKind } from './window.ts';

export interface Reason {
  readonly kind: WindowKind;
  readonly read: Access;
  readonly write: Access;
  readonly field: string | undefined;
  readonly guard: Guard | undefined;
  readonly isInsert: boolean;
  readonly certainty: Certainty;
}

export interface WindowContext {
  readonly root: RootResult;
  /** The accesses of all roots of the file that write, or whose own text reads, including those that can hold no finding by themselves. */
  getAccesses(): readonly Access[];
  /** What names alone say in this project. */
  readonly names: Names;
  findTable(access: Access): TableSchema | undefined;
}
