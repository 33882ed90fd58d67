/**
 * Members of classes, through inheritance, and the making of instances.
 */
import type { ClassMember } from '../../languages/program.ts';
import { createFrame } from '../domain/frame.ts';
import type { Frame } from '../domain/frame.ts';
import { withModule } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { createUnknown, createValue } from '../domain/value.ts';
import type { ClassWhat, Value } from '../domain/value.ts';
import { findInjected } from './injection.ts';

export interface FoundMember {
  readonly member: ClassMember;
  readonly owner: ClassWhat;
}

const MAX_INHERITANCE = 8;

/** A member by name, the class's own before its superclass's. */
export function findClassMember(
  run: Run,
  owner: ClassWhat,
  name: string,
  isStatic: boolean,
  depth = 0,
): FoundMember | undefined {
  for (const member of owner.node.members)
    if (
      member.name === name &&
      member.isStatic === isStatic &&
      member.kind !== 'constructor' &&
      member.kind !== 'setter'
    )
      return { member, owner };
  const base = getSuperclass(run, owner);
  return base === undefined || depth >= MAX_INHERITANCE
    ? undefined
    : findClassMember(run, base, name, isStatic, depth + 1);
}

export function getSuperclass(run: Run, owner: ClassWhat): ClassWhat | undefined {
  if (owner.node.superclass === undefined) return undefined;
  const { superclass } = owner.node;
  const value = withModule(run, owner.module, () => run.evaluator.evaluateExpression(run, owner.frame, superclass));
  return value.what.kind === 'class' ? value.what : undefined;
}

/** The frame in which members of `owner` see `self` as `this`. */
export function instantiate(owner: ClassWhat, self: Value): Frame {
  const frame = createFrame(owner.frame);
  frame.cells.set('this', { name: 'this', isModuleLevel: false, isMutable: false, initial: self, thunk: undefined });
  return frame;
}

/** `new Class(...args)`. With no arguments at hand (an exported class), constructor parameters are what their types say. */
export function createInstance(run: Run, owner: ClassWhat, args: readonly Value[] | undefined): Value {
  const shared = run.phase === 'module' || args === undefined;
  const self = createValue({ kind: 'instance', class: owner, shared });
  const { phase } = run;
  // What a singleton is made with is there before any request.
  if (shared) run.phase = 'module';
  construct(run, owner, self, args, 0);
  run.phase = phase;
  return self;
}

export function construct(
  run: Run,
  owner: ClassWhat,
  self: Value,
  args: readonly Value[] | undefined,
  depth: number,
): void {
  const { node } = owner;
  const constructor = node.members.find((member) => member.kind === 'constructor');
  if (constructor?.value?.kind !== 'function') {
    const base = getSuperclass(run, owner);
    if (base !== undefined && depth < MAX_INHERITANCE) construct(run, base, self, args, depth + 1);
    return;
  }
  const values =
    args ??
    constructor.value.parameters.map(
      (parameter) =>
        findInjected(run, parameter.annotations, owner.module, owner.frame) ??
        run.evaluator.findDeclaredType(run, parameter.types, parameter.name, owner.frame) ??
        createUnknown(parameter.name.startsWith('$') ? undefined : parameter.name),
    );
  run.evaluator.callFunction(
    run,
    { node: constructor.value, frame: owner.frame, module: owner.module, self },
    values,
    constructor.range,
  );
}
