/**
 * Members of classes and of their instances: assigned, written, inherited, or those of a library's class.
 */
import type { Expression } from '../../languages/program.ts';
import { createClassName, getLibraryBase, getModelOfClass } from '../classes/class-base.ts';
import { findClassMember, instantiate } from '../classes/class-members.ts';
import type { FoundMember } from '../classes/class-members.ts';
import { decorateMethod } from '../classes/decorated-methods.ts';
import { findDeclaredType } from '../classes/find-declared-type.ts';
import { findInjected } from '../classes/injection.ts';
import type { Frame } from '../domain/frame.ts';
import { withModule } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { createUnknown, createValue } from '../domain/value.ts';
import type { ClassWhat, InstanceWhat, Value } from '../domain/value.ts';
import { recogniseByName } from '../names/recognise-name.ts';

export function getInstanceMember(run: Run, object: Value, what: InstanceWhat, name: string): Value {
  const write = run.state.getField(what, name);
  const isKnown = write !== undefined && (write.value.what.kind !== 'unknown' || write.value.sources.length > 0);
  if (isKnown) return write.value;
  const found = findClassMember(run, what.class, name, false);
  if (write !== undefined) {
    // What the constructor was given is not known; the declaration of the field may say what it is.
    const declared =
      found === undefined ? undefined : findDeclaredType(run, found.member.types, name, found.owner.frame);
    if (declared !== undefined) run.state.setField(what, name, { ...write, value: declared });
    return declared ?? write.value;
  }
  if (found === undefined)
    return getLibraryMember(run, what, name) ?? recogniseByName(run, name) ?? createUnknown(`this.${name}`);
  const { member, owner } = found;
  if (member.kind === 'getter' && member.value?.kind === 'function')
    return run.evaluator.callFunction(
      run,
      { node: member.value, frame: owner.frame, module: owner.module, self: object },
      [],
      member.range,
    );
  if (member.kind === 'method' && member.value?.kind === 'function')
    return createValue({
      kind: 'function',
      closure: decorateMethod(run, owner, member, {
        node: member.value,
        frame: owner.frame,
        module: owner.module,
        self: object,
      }),
    });
  if (member.value !== undefined) {
    if (member.value.kind === 'function')
      return createValue({
        kind: 'function',
        closure: { node: member.value, frame: instantiate(owner, object), module: owner.module, self: object },
      });
    const { phase } = run;
    if (what.shared) run.phase = 'module';
    const value = evaluateField(run, found, instantiate(owner, object), member.value);
    run.phase = phase;
    run.state.noteField(what, name, value);
    return value;
  }
  return (
    findInjected(run, member.annotations, owner.module, owner.frame) ??
    findDeclaredType(run, member.types, name, owner.frame) ??
    recogniseByName(run, name) ??
    createUnknown(`this.${name}`)
  );
}

/** A static member. */
export function getStaticMember(run: Run, object: Value, what: ClassWhat, name: string): Value {
  const write = run.state.getField(what.node, name);
  if (write !== undefined) return write.value;
  const found = findClassMember(run, what, name, true);
  if (found?.member.value === undefined) return getLibraryStatic(run, what, name);
  if (found.member.value.kind === 'function')
    return createValue({
      kind: 'function',
      closure: { node: found.member.value, frame: found.owner.frame, module: found.owner.module, self: object },
    });
  return evaluateField(run, found, found.owner.frame, found.member.value);
}

/** What a class has of the library's class it extends. */
function getLibraryStatic(run: Run, what: ClassWhat, name: string): Value {
  if (name === 'name' && what.node.name !== undefined) return createClassName(what, what.node.name);
  const path = what.node.name === undefined ? name : `${what.node.name}.${name}`;
  const model = getModelOfClass(run, what);
  return model?.what.kind === 'handle' && run.catalog.findMember(model.what.entry, model.what.type, name) !== undefined
    ? run.evaluator.getMember(run, model, name)
    : createUnknown(path);
}

function getLibraryMember(run: Run, what: InstanceWhat, name: string): Value | undefined {
  const base = getLibraryBase(run, what);
  return base?.what.kind === 'handle' && run.catalog.findMember(base.what.entry, base.what.type, name) !== undefined
    ? run.evaluator.getMember(run, base, name)
    : undefined;
}

/** The value a class gives a field, in the file of the class. */
function evaluateField(run: Run, { owner }: FoundMember, frame: Frame, value: Expression): Value {
  return withModule(run, owner.module, () => run.evaluator.evaluateExpression(run, frame, value));
}
