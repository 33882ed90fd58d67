/**
 * What holds at a point of the evaluation: assigned variables and fields, conditions passed, transactions and locks held.
 * A branch works on a fork; `merge` joins the forks that go on. Forks nest as deep as the code does.
 */
import type { Expression, Range } from '../../languages/program.ts';
import type { Guard, Scope } from './access.ts';
import type { Cell } from './frame.ts';
import { joinValues, unknownValue } from './value.ts';
import type { Value } from './value.ts';

/** A field assigned to an object of the heap. */
export interface FieldWrite {
  readonly value: Value;
  /** An append to the list in the field (`push`), not an assignment. */
  readonly append: boolean;
  /** The append is an atomic operation of the store when saved. */
  readonly atomic: boolean;
  readonly range: Range | undefined;
  readonly node: Expression | undefined;
  /** The conditions it was made under. */
  readonly guards?: readonly Guard[];
  /** Made on some paths only. */
  readonly isConditional?: boolean;
  /** The entity was saved since: saved again, only what was assigned later is written. */
  readonly isSaved?: boolean;
}

interface List<Item> {
  readonly item: Item;
  readonly rest: List<Item> | undefined;
  readonly length: number;
}

export type Ending = 'return' | 'throw' | 'jump';

export class State {
  readonly parent: State | undefined;
  /** The nearest state around this one that had assigned anything when this one began: forks nest deeply, and most are empty. */
  private readonly source: State | undefined;
  private variables: Map<Cell, Value> | undefined;
  private heap: Map<object, Map<string, FieldWrite>> | undefined;
  private guardList: List<Guard> | undefined;
  private scopeList: readonly Scope[];
  /** Set where the code after this point does not run on this path. */
  ended: Ending | undefined;

  constructor(parent: State | undefined) {
    this.parent = parent;
    // A state is not assigned to while its forks are at work, save the outermost, in which modules are loaded on first use.
    this.source =
      parent?.parent === undefined || parent.variables !== undefined || parent.heap !== undefined
        ? parent
        : parent.source;
    this.variables = undefined;
    this.heap = undefined;
    this.guardList = parent?.guardList;
    this.scopeList = parent?.scopeList ?? [];
    this.ended = parent?.ended;
  }

  fork(): State {
    return new State(this);
  }

  getVariable(cell: Cell): Value | undefined {
    const own = this.variables?.get(cell);
    if (own !== undefined) return own;
    for (let { source } = this; source !== undefined; source = source.source) {
      const value = source.variables?.get(cell);
      if (value !== undefined) return value;
    }
    return cell.initial;
  }

  setVariable(cell: Cell, value: Value): void {
    (this.variables ??= new Map()).set(cell, value);
  }

  getField(object: object, name: string): FieldWrite | undefined {
    const own = this.heap?.get(object)?.get(name);
    if (own !== undefined) return own;
    for (let { source } = this; source !== undefined; source = source.source) {
      const write = source.heap?.get(object)?.get(name);
      if (write !== undefined) return write;
    }
    return undefined;
  }

  setField(object: object, name: string, write: FieldWrite): void {
    const heap = (this.heap ??= new Map<object, Map<string, FieldWrite>>());
    let fields = heap.get(object);
    if (fields === undefined) {
      fields = new Map<string, FieldWrite>();
      heap.set(object, fields);
    }
    fields.set(name, write);
  }

  /** Sets a field that no assignment of the code gave. */
  noteField(object: object, name: string, value: Value): void {
    this.setField(object, name, { value, append: false, atomic: false, range: undefined, node: undefined });
  }

  /** All fields assigned to an object so far, the latest assignment of each. */
  getFields(object: object): ReadonlyMap<string, FieldWrite> {
    const layers: ReadonlyMap<string, FieldWrite>[] = [];
    const own = this.heap?.get(object);
    if (own !== undefined) layers.push(own);
    for (let { source } = this; source !== undefined; source = source.source) {
      const fields = source.heap?.get(object);
      if (fields !== undefined) layers.push(fields);
    }
    const [only] = layers;
    if (only !== undefined && layers.length === 1) return only;
    const all = new Map<string, FieldWrite>();
    for (const layer of layers.reverse()) for (const [name, write] of layer) all.set(name, write);
    return all;
  }

  get guards(): readonly Guard[] {
    const guards: Guard[] = [];
    for (let list = this.guardList; list !== undefined; list = list.rest) guards.push(list.item);
    return guards.reverse();
  }

  get guardCount(): number {
    return this.guardList?.length ?? 0;
  }

  /** The guards added since there were `count` of them, oldest first. */
  getGuardsSince(count: number): readonly Guard[] {
    const guards: Guard[] = [];
    for (let list = this.guardList; list !== undefined && list.length > count; list = list.rest) guards.push(list.item);
    return guards.reverse();
  }

  pushGuard(guard: Guard): void {
    this.guardList = { item: guard, rest: this.guardList, length: this.guardCount + 1 };
  }

  /** Forgets the guards past the first `count`. */
  dropGuards(count: number): void {
    while (this.guardList !== undefined && this.guardList.length > count) this.guardList = this.guardList.rest;
  }

  get scopes(): readonly Scope[] {
    return this.scopeList;
  }

  setScopes(scopes: readonly Scope[]): void {
    this.scopeList = scopes;
  }

  pushScope(scope: Scope): void {
    this.scopeList = [...this.scopeList, scope];
  }

  dropScope(isDropped: (scope: Scope) => boolean): void {
    this.scopeList = this.scopeList.filter((scope) => !isDropped(scope));
  }

  /** Takes over what a fork of this state assigned and holds, where it is the only one that goes on. Guards stay as they are. */
  adopt(fork: State): void {
    if (fork.variables !== undefined) for (const [cell, value] of fork.variables) this.setVariable(cell, value);
    if (fork.heap !== undefined)
      for (const [object, fields] of fork.heap) for (const [name, write] of fields) this.setField(object, name, write);
    this.scopeList = fork.scopeList;
  }

  /** Joins two forks of this state into it. `condition` decided between them. */
  merge(a: State, b: State, condition?: Value): void {
    this.mergeVariables(a, b, condition, false);
    this.mergeVariables(b, a, condition, true);
    this.mergeHeap(a, b, condition);
    this.mergeHeap(b, a, condition);
    this.scopeList =
      a.scopeList === b.scopeList ? a.scopeList : a.scopeList.filter((scope) => b.scopeList.includes(scope));
  }

  /** `isSecond`: what both assigned has been joined already. */
  private mergeVariables(fork: State, other: State, condition: Value | undefined, isSecond: boolean): void {
    if (fork.variables === undefined) return;
    for (const cell of fork.variables.keys()) {
      if (isSecond && other.variables?.has(cell) === true) continue;
      const [a, b] = isSecond ? [other, fork] : [fork, other];
      this.setVariable(
        cell,
        joinValues(a.getVariable(cell) ?? unknownValue, b.getVariable(cell) ?? unknownValue, condition),
      );
    }
  }

  private mergeHeap(fork: State, other: State, condition: Value | undefined): void {
    if (fork.heap === undefined) return;
    for (const [object, fields] of fork.heap)
      for (const [name, write] of fields)
        this.setField(object, name, joinWrites(write, other.getField(object, name), condition));
  }
}

/** The field as one fork has it and the other, which may not have assigned it. */
function joinWrites(write: FieldWrite, against: FieldWrite | undefined, condition: Value | undefined): FieldWrite {
  if (against === write) return write;
  if (against === undefined) return { ...write, isConditional: true };
  return {
    ...write,
    value: joinValues(write.value, against.value, condition),
    append: write.append && against.append,
    atomic: write.atomic && against.atomic,
    isConditional: write.isConditional === true,
    isSaved: write.isSaved === true && against.isSaved === true,
  };
}

/** One fork of `entry` that holds everything assigned between it and `state`. */
export function flatten(entry: State, state: State): State {
  const layers: State[] = [];
  for (let layer: State | undefined = state; layer !== undefined && layer !== entry; layer = layer.parent)
    layers.push(layer);
  const flat = new State(entry);
  for (const layer of layers.reverse()) flat.adopt(layer);
  flat.setScopes(state.scopes);
  return flat;
}
