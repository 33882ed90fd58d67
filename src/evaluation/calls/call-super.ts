/**
 * Calls of what a class extends: `super(…)`, and `super.name(…)` in a method.
 */
import { constructLibraryBase } from '../classes/class-base.ts';
import { construct, findClassMember, getSuperclass } from '../classes/class-members.ts';
import type { Invocation } from '../domain/call-site.ts';
import type { Run } from '../domain/run.ts';
import { unknownValue } from '../domain/value.ts';
import type { ClassWhat, InstanceWhat, Value } from '../domain/value.ts';
import { callFunction } from './call-function.ts';

/** Runs the constructor of the superclass on the instance that is being made. */
export function callSuperConstructor(run: Run, self: Value | undefined, invocation: Invocation): void {
  if (self?.what.kind !== 'instance') return;
  const owner = findOwner(run, self.what);
  const base = getSuperclass(run, owner);
  if (base !== undefined) construct(run, base, self, invocation.args, 1);
  else constructLibraryBase(run, owner, self.what, invocation);
}

export function callSuperMember(
  run: Run,
  self: Value,
  what: InstanceWhat,
  name: string,
  invocation: Invocation,
): Value {
  const base = getSuperclass(run, what.class);
  const found = base === undefined ? undefined : findClassMember(run, base, name, false);
  return found?.member.value?.kind === 'function'
    ? callFunction(
        run,
        { node: found.member.value, frame: found.owner.frame, module: found.owner.module, self },
        invocation.args,
        invocation.range,
      )
    : unknownValue;
}

/** The class whose constructor is running: the one whose body the frame is in. */
function findOwner(run: Run, self: InstanceWhat): ClassWhat {
  let owner: ClassWhat | undefined = self.class;
  for (let depth = 0; owner !== undefined && depth < 8; depth++) {
    if (owner.node.members.some((member) => member.value === run.stack.function)) return owner;
    owner = getSuperclass(run, owner);
  }
  return self.class;
}
