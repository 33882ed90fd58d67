/**
 * What a framework gives the handlers it calls, and what their declared types say of it.
 */
import type { FrameworkEntry, Role, TypeName } from '../../catalog/shape.ts';
import { evaluateExpression } from '../program/evaluate-expression.ts';
import { findCell } from '../domain/frame.ts';
import type { Frame } from '../domain/frame.ts';
import { extendSources } from '../members/get-member.ts';
import { makeReturns } from '../effects/make-returns.ts';
import type { Run } from '../domain/run.ts';
import { createUnknown, findTarget } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';

export function createHandlerParameters(
  run: Run,
  framework: FrameworkEntry,
  handler: Value | undefined,
): readonly Value[] {
  const what = handler === undefined ? undefined : findTarget(handler).what;
  const parameters = what?.kind === 'function' ? what.closure.node.parameters : [];
  return framework.handlerParameters.map((parameter, index) =>
    typeof parameter === 'string'
      ? createObject(run, framework, parameter)
      : createData(run, framework, parameter.role, parameters[index]?.name ?? String(index)),
  );
}

function createObject(run: Run, framework: FrameworkEntry, type: TypeName): Value {
  return makeReturns(
    run,
    { kind: 'type', type, connection: 'new' },
    { entry: framework, receiver: undefined, args: [], member: type.toLowerCase() },
  );
}

/** Each argument is a part of its own of what the client sent. */
function createData(run: Run, framework: FrameworkEntry, role: Role, name: string): Value {
  const whole = makeReturns(
    run,
    { kind: 'role', role },
    { entry: framework, receiver: undefined, args: [], member: name },
  );
  return createUnknown(name.startsWith('$') ? undefined : name, extendSources(run, whole.sources, name));
}

/** Frameworks call their types alike (`Context`): the import tells whose is meant. */
export function findHandlerObject(run: Run, type: TypeName, name: string, frame: Frame): Value | undefined {
  if (findCell(frame, type) === undefined) return undefined;
  const { what } = evaluateExpression(run, frame, { kind: 'name', name: type, range: run.module.program.range });
  if (what.kind !== 'handle' || what.entry.kind !== 'framework' || !what.entry.handlerParameters.includes(what.type))
    return undefined;
  return makeReturns(
    run,
    { kind: 'type', type: what.type, connection: 'new' },
    { entry: what.entry, receiver: undefined, args: [], member: name, isParameter: true },
  );
}
