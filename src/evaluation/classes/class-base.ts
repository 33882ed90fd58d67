/**
 * Classes that extend something of a library: what the catalog says of that is also true of them. A model class
 * (`class User extends Model`) is a model of its own name, an instance (`class Database extends Client`) can do what its base can.
 */
import type { ClassExpression } from '../../languages/program.ts';
import { createCallSite } from '../domain/call-site.ts';
import type { Invocation } from '../domain/call-site.ts';
import { findCell } from '../domain/frame.ts';
import type { Frame } from '../domain/frame.ts';
import { withBase, withModule } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { createConstant, createValue } from '../domain/value.ts';
import type { ClassWhat, HandleWhat, InstanceWhat, Value } from '../domain/value.ts';
import { getSuperclass } from './class-members.ts';

const MAX_INHERITANCE = 8;

/** The field of an instance that holds what its base was constructed as. */
const BASE = '#base';

const namesOfClasses = new WeakMap<object, Value>();

/** `User.name`: a text that still knows which class it is the name of. */
export function createClassName(owner: ClassWhat, name: string): Value {
  const value = createConstant(name);
  namesOfClasses.set(value.what, createValue(owner));
  return value;
}

/** The class a value stands for: itself, or the one it is the name of. */
export function findNamedClass(value: Value): ClassWhat | undefined {
  if (value.what.kind === 'class') return value.what;
  const named = namesOfClasses.get(value.what);
  return named?.what.kind === 'class' ? named.what : undefined;
}

/** By the class, since it is asked for with every member; and by the module's frame, of which there is one for each evaluation. */
const bases = new WeakMap<ClassExpression, { readonly frame: Frame; readonly base: HandleWhat | undefined }>();

/** What a library gives that the class extends, directly or through classes of the project. */
export function findLibraryBase(run: Run, owner: ClassWhat): HandleWhat | undefined {
  const known = bases.get(owner.node);
  if (known?.frame === owner.frame) return known.base;
  const base = owner.node.superclass === undefined ? undefined : evaluateLibraryBase(run, owner);
  // A class made by a function may extend what the function was given; one that is still loading, what comes later.
  if (owner.frame.isModuleLevel && run.loading === undefined) bases.set(owner.node, { frame: owner.frame, base });
  return base;
}

function evaluateLibraryBase(run: Run, owner: ClassWhat): HandleWhat | undefined {
  let extended = owner;
  for (let depth = 0; depth < MAX_INHERITANCE; depth++) {
    const base = getSuperclass(run, extended);
    if (base === undefined) break;
    extended = base;
  }
  const { superclass } = extended.node;
  if (superclass === undefined) return undefined;
  const { what } = withModule(run, extended.module, () =>
    run.evaluator.evaluateExpression(run, extended.frame, superclass),
  );
  return what.kind === 'handle' ? what : undefined;
}

/** The class as the model it is; undefined where its base is none that the catalog describes as a model (with rows). */
export function getModelOfClass(run: Run, owner: ClassWhat): Value | undefined {
  const base = findLibraryBase(run, owner);
  if (base === undefined || run.catalog.findType(base.entry, base.type)?.definition.rows === undefined)
    return undefined;
  return createValue({ ...base, resource: owner.node.name ?? base.resource, made: [createValue(owner)] });
}

/** `super(…)` of a class that extends something of a library. */
export function constructLibraryBase(run: Run, owner: ClassWhat, self: InstanceWhat, invocation: Invocation): void {
  const base = makeBase(run, owner, invocation);
  if (base !== undefined) run.state.noteField(self, BASE, base);
}

/** What an instance is of a library's type; undefined where its class extends none. */
export function getLibraryBase(run: Run, self: InstanceWhat): Value | undefined {
  const known = run.state.getField(self, BASE)?.value;
  if (known !== undefined) return known;
  const make = (): Value | undefined => {
    const base = makeBase(run, self.class, {
      args: findTypeArguments(run, self.class),
      node: undefined,
      range: self.class.node.range,
    });
    if (base !== undefined) run.state.noteField(self, BASE, base);
    return base;
  };
  // The base of a singleton is as old as the singleton.
  return self.shared && run.modules.isImported(self.class.module) ? withBase(run, self.class.module, make) : make();
}

function makeBase(run: Run, owner: ClassWhat, invocation: Invocation): Value | undefined {
  const base = findLibraryBase(run, owner);
  if (base === undefined) return undefined;
  const behaviour = run.catalog.findType(base.entry, base.type)?.definition.construct;
  if (behaviour === undefined) return undefined;
  const made = run.evaluator.applyBehaviour(
    run,
    behaviour,
    createCallSite(base.entry, createValue(base), undefined, invocation),
  );
  return made.what.kind === 'handle' ? made : undefined;
}

/** `extends Repository<User>`: the classes among the type arguments, which say what the base is about. */
function findTypeArguments(run: Run, owner: ClassWhat): readonly Value[] {
  return owner.node.types.flatMap((name) => {
    if (findCell(owner.frame, name) === undefined) return [];
    const value = withModule(run, owner.module, () =>
      run.evaluator.evaluateExpression(run, owner.frame, { kind: 'name', name, range: owner.node.range }),
    );
    return value.what.kind === 'class' ? [value] : [];
  });
}
