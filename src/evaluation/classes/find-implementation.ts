/**
 * What stands behind an interface or an abstract class: the one class of its module that implements it, or what the one function
 * gives that promises it; where its module has neither, the one class among those that import it. Two of them are told apart by
 * nobody but the program that runs.
 */
import type { Cell, EvaluatedModule } from '../domain/frame.ts';
import type { Run } from '../domain/run.ts';
import { createUnknown } from '../domain/value.ts';
import type { ClassWhat, Value } from '../domain/value.ts';
import { getSuperclass } from './class-members.ts';
import { getSingleton } from './container.ts';

/** Modules that hand on what others export. */
const MAX_DEPTH = 3;
/** Implementations are made of others. */
const MAX_STACK = 6;

/** `cell` is the interface's name where it is imported. */
export function findImplementation(run: Run, cell: Cell): Value | undefined {
  const { imported } = cell;
  if (imported === undefined || imported.name === '*' || run.stack.depth >= MAX_STACK) return undefined;
  const module = run.modules.load(imported.source, imported.from, imported.name);
  if (module === undefined || module.exports.has(imported.name)) return undefined;
  const found = new Map<object, Value>();
  collect(module, imported.name, found, 0);
  if (found.size === 0)
    for (const importer of run.modules.loadImplementing(module, true))
      collectImplementing(run, importer, module, imported.name, found);
  return makeOnly(run, found);
}

/** The only class that extends an abstract one, where that is declared or among those that import it. */
export function findConcrete(run: Run, owner: ClassWhat): Value | undefined {
  if (run.stack.depth >= MAX_STACK) return undefined;
  const found = new Map<object, Value>();
  for (const module of [owner.module, ...run.modules.loadImplementing(owner.module, false)]) {
    for (const value of module.exports.values())
      if (
        value.what.kind === 'class' &&
        !value.what.node.isAbstract &&
        getSuperclass(run, value.what)?.node === owner.node
      )
        found.set(value.what.node, value);
  }
  return makeOnly(run, found);
}

function makeOnly(run: Run, found: ReadonlyMap<object, Value>): Value | undefined {
  const [only] = found.values();
  if (only === undefined || found.size > 1) return undefined;
  const { what } = only;
  if (what.kind === 'class') return getSingleton(run, what);
  if (what.kind !== 'function' || run.making.has(what.closure.node)) return undefined;
  run.making.add(what.closure.node);
  const made = callFactory(run, what.closure);
  run.making.delete(what.closure.node);
  return isService(made) ? made : undefined;
}

function collect(module: EvaluatedModule, name: string, found: Map<object, Value>, depth: number): void {
  for (const value of module.exports.values()) {
    const { what } = value;
    if (what.kind === 'class' && !what.node.isAbstract && what.node.types.includes(name)) found.set(what.node, value);
    // A function that waits gives it once, to somebody who asked for a row.
    else if (what.kind === 'function' && !what.closure.node.isAsync && what.closure.node.returnTypes[0] === name)
      found.set(what.closure.node, value);
    else if (what.kind === 'module' && depth < MAX_DEPTH) collect(what.module, name, found, depth + 1);
  }
  if (depth < MAX_DEPTH)
    for (const star of module.stars) if (star.what.kind === 'module') collect(star.what.module, name, found, depth + 1);
}

/** Classes that say they implement what they import under this name from this very module. */
function collectImplementing(
  run: Run,
  importer: EvaluatedModule,
  module: EvaluatedModule,
  name: string,
  found: Map<object, Value>,
): void {
  for (const value of importer.exports.values()) {
    const { what } = value;
    if (what.kind !== 'class' || what.node.isAbstract || what.module !== importer) continue;
    const isMeant = what.node.types.some((type) => {
      const imported = importer.frame.cells.get(type)?.imported;
      return imported?.name === name && run.modules.load(imported.source, imported.from) === module;
    });
    if (isMeant) found.set(what.node, value);
  }
}

/** What is asked to do something. A record of data has a value of its own each time it is made. */
function isService({ what }: Value): boolean {
  return (
    what.kind === 'instance' ||
    (what.kind === 'record' &&
      what.spreads.length === 0 &&
      what.fields.size > 0 &&
      [...what.fields.values()].every((field) => field.what.kind === 'function'))
  );
}

/** Called when the program starts, with what its parameters were declared as. */
function callFactory(run: Run, closure: Extract<Value['what'], { kind: 'function' }>['closure']): Value {
  const { phase } = run;
  run.phase = 'module';
  const args = closure.node.parameters.map(
    (parameter) =>
      run.evaluator.findDeclaredType(run, parameter.types, parameter.name, closure.frame) ??
      createUnknown(parameter.name.startsWith('$') ? undefined : parameter.name),
  );
  const made = run.evaluator.callFunction(run, closure, args, undefined);
  run.phase = phase;
  return made;
}
