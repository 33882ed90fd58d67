/**
 * What a framework gives the handlers it calls.
 */
import type { FrameworkEntry, Role, TypeName } from '../../catalog/shape.ts';
import type { Run } from '../domain/run.ts';
import { extendSources } from '../domain/sources.ts';
import { createUnknown, findTarget } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { makeReturns } from '../effects/make-returns.ts';

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
