/**
 * What stands behind an interface: the one class of its module that implements it, or what the one function gives that
 * promises it. Two of them are told apart by nobody but the program that runs.
 */
import { callClosure } from './call-function.ts';
import { createInstance } from './class-members.ts';
import { findDeclaredType } from './find-declared-type.ts';
import type { Cell, EvaluatedModule } from './frame.ts';
import type { Run } from './run.ts';
import { createUnknown } from './value.ts';
import type { Value } from './value.ts';

/** Modules that hand on what others export. */
const MAX_DEPTH = 3;
/** Implementations are made of others. */
const MAX_STACK = 6;

/** `cell` is the interface's name where it is imported. */
export function findImplementation(run: Run, cell: Cell): Value | undefined {
  const { imported } = cell;
  if (imported === undefined || imported.name === '*' || run.stack.depth >= MAX_STACK) return undefined;
  const module = run.modules.load(imported.source, imported.from);
  if (module === undefined || module.exports.has(imported.name)) return undefined;
  const found = new Map<object, Value>();
  collect(module, imported.name, found, 0);
  const [only] = found.values();
  if (only === undefined || found.size > 1) return undefined;
  const { what } = only;
  const node = what.kind === 'class' ? what.node : what.kind === 'function' ? what.closure.node : undefined;
  if (node === undefined || run.making.has(node)) return undefined;
  run.making.add(node);
  const made = what.kind === 'class' ? createInstance(run, what, undefined) : what.kind === 'function' ? callFactory(run, what.closure) : undefined;
  run.making.delete(node);
  return made !== undefined && isService(made) ? made : undefined;
}

function collect(module: EvaluatedModule, name: string, found: Map<object, Value>, depth: number): void {
  for (const value of module.exports.values()) {
    const { what } = value;
    if (what.kind === 'class' && !what.node.isAbstract && what.node.types.includes(name)) found.set(what.node, value);
    // A function that waits gives it once, to somebody who asked for a row.
    else if (what.kind === 'function' && !what.closure.node.isAsync && what.closure.node.returnTypes[0] === name) found.set(what.closure.node, value);
    else if (what.kind === 'module' && depth < MAX_DEPTH) collect(what.module, name, found, depth + 1);
  }
  if (depth < MAX_DEPTH) for (const star of module.stars) if (star.what.kind === 'module') collect(star.what.module, name, found, depth + 1);
}

/** What is asked to do something. A record of data has a value of its own each time it is made. */
function isService({ what }: Value): boolean {
  return what.kind === 'instance' || (what.kind === 'record' && what.spreads.length === 0 && what.fields.size > 0 && [...what.fields.values()].every((field) => field.what.kind === 'function'));
}

/** Called when the program starts, with what its parameters were declared as. */
function callFactory(run: Run, closure: Extract<Value['what'], { kind: 'function' }>['closure']): Value {
  const { phase } = run;
  run.phase = 'module';
  const args = closure.node.parameters.map((parameter) => findDeclaredType(run, parameter.types, parameter.name, closure.frame) ?? createUnknown(parameter.name.startsWith('$') ? undefined : parameter.name));
  const made = callClosure(run, closure, args, undefined);
  run.phase = phase;
  return made;
}
