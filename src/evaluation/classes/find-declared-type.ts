/**
 * The value a declaration promises: `client: PoolClient`, `private readonly orders: OrderService`.
 */
import { findCell } from '../domain/frame.ts';
import type { Cell, Frame } from '../domain/frame.ts';
import { withModule } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { createValue } from '../domain/value.ts';
import type { ClassWhat, Value } from '../domain/value.ts';
import { findLibraryBase } from './class-base.ts';
import { getSuperclass } from './class-members.ts';
import { getSingleton } from './container.ts';
import { findConcrete, findImplementation } from './find-implementation.ts';

/** Names for names. */
const MAX_ALIASES = 4;

/** Undefined where no name among `types` is known. */
export function findDeclaredType(
  run: Run,
  types: readonly string[],
  name: string,
  frame: Frame = run.module.frame,
  depth = 0,
): Value | undefined {
  for (const [index, type] of types.entries()) {
    const owner = findClass(run, type, frame);
    if (owner !== undefined && !isData(run, owner, 0)) {
      const instance = (owner.node.isAbstract ? findConcrete(run, owner) : undefined) ?? getSingleton(run, owner);
      if (instance !== undefined) return instance;
    }
    const object = findHandlerObject(run, type, name, frame);
    if (object !== undefined) return object;
    const found = run.catalog.findDeclared(type);
    if (found === undefined) {
      const cell = owner === undefined ? findCell(frame, type) : undefined;
      const implementation = cell === undefined ? undefined : findImplementation(run, cell);
      if (implementation !== undefined) return implementation;
      const meant = owner === undefined ? findAliased(run, type, name, frame, cell, depth) : undefined;
      if (meant !== undefined) return meant;
      continue;
    }
    const made = run.evaluator.makeReturns(
      run,
      { kind: 'type', type: found.type, connection: 'new' },
      { entry: found.entry, receiver: undefined, args: [], member: name, isParameter: true },
    );
    const about = types
      .slice(index + 1)
      .map((argument) => findClass(run, argument, frame))
      .find((argument) => argument !== undefined);
    // `Repository<Order>`: the class says which table it is about.
    const isAbout =
      about !== undefined &&
      made.what.kind === 'handle' &&
      made.what.resource === undefined &&
      run.catalog.findType(found.entry, found.type)?.definition.rows !== undefined;
    return isAbout ? createValue({ ...made.what, resource: about.node.name, made: [createValue(about)] }) : made;
  }
  return undefined;
}

/** `type Tx = PoolClient`: what the other names are declared as, where the alias was written. */
function findAliased(
  run: Run,
  type: string,
  name: string,
  frame: Frame,
  cell: Cell | undefined,
  depth: number,
): Value | undefined {
  if (depth >= MAX_ALIASES) return undefined;
  const { imported } = cell ?? {};
  const module = imported === undefined ? run.module : run.modules.load(imported.source, imported.from, imported.name);
  const types = module?.program.aliases?.get(imported?.name ?? type);
  if (module === undefined || types === undefined) return undefined;
  return withModule(run, module, () =>
    findDeclaredType(run, types, name, imported === undefined ? frame : module.frame, depth + 1),
  );
}

function findClass(run: Run, type: string, frame: Frame): ClassWhat | undefined {
  if (findCell(frame, type) === undefined) return undefined;
  const { what } = run.evaluator.evaluateExpression(run, frame, {
    kind: 'name',
    name: type,
    range: run.module.program.range,
  });
  return what.kind === 'class' ? what : undefined;
}

/** A class of fields alone describes what is handed over (a request's body); there is nothing one could call. */
function isData(run: Run, owner: ClassWhat, depth: number): boolean {
  const { members, superclass } = owner.node;
  if (members.some((member) => member.value?.kind === 'function' || member.kind === 'constructor')) return false;
  if (superclass === undefined) return members.length > 0;
  const base = getSuperclass(run, owner);
  if (base !== undefined) return depth < 8 && isData(run, base, depth + 1);
  // `extends createDto(schema)`: what the call gives has the fields.
  return (members.length > 0 || superclass.kind === 'call') && findLibraryBase(run, owner) === undefined;
}

/** Frameworks call their types alike (`Context`): the import tells whose is meant. */
function findHandlerObject(run: Run, type: string, name: string, frame: Frame): Value | undefined {
  if (findCell(frame, type) === undefined) return undefined;
  const { what } = run.evaluator.evaluateExpression(run, frame, {
    kind: 'name',
    name: type,
    range: run.module.program.range,
  });
  if (what.kind !== 'handle' || what.entry.kind !== 'framework' || !what.entry.handlerParameters.includes(what.type))
    return undefined;
  return run.evaluator.makeReturns(
    run,
    { kind: 'type', type: what.type, connection: 'new' },
    { entry: what.entry, receiver: undefined, args: [], member: name, isParameter: true },
  );
}
