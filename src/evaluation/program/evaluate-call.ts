/**
 * Calls as the program writes them: who is called is found by what the callee is, the arguments are evaluated, and the value is called.
 */
import type { CallExpression, Expression, NewExpression } from '../../languages/program.ts';
import { callDescribed, getWrittenPath } from '../calls/call-described.ts';
import { callSuperConstructor, callSuperMember } from '../calls/call-super.ts';
import { callMember, callValue } from '../calls/call-value.ts';
import { constructValue } from '../calls/construct-value.ts';
import { findCell } from '../domain/frame.ts';
import type { Frame } from '../domain/frame.ts';
import type { Run } from '../domain/run.ts';
import { createUnknown, getPath, undefinedValue, unknownValue } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { getMember } from '../members/get-member.ts';
import { findSurelyNamed } from '../names/listed-stores.ts';
import { recogniseByName } from '../names/recognise-name.ts';

export function evaluateCall(run: Run, frame: Frame, expression: CallExpression): Value {
  const { callee } = expression;
  if (callee.kind === 'name' && callee.name === 'super') {
    const self = findCell(frame, 'this')?.initial;
    callSuperConstructor(run, self, {
      args: evaluateArguments(run, frame, expression),
      node: expression,
      range: callee.range,
    });
    return undefinedValue;
  }
  if (callee.kind === 'member') {
    const receiver =
      callee.object.kind === 'name' && callee.object.name === 'super'
        ? (findCell(frame, 'this')?.initial ?? unknownValue)
        : evaluateReceiver(run, frame, callee.object);
    const isSuper = callee.object.kind === 'name' && callee.object.name === 'super';
    const key = typeof callee.property === 'string' ? callee.property : undefined;
    const computed =
      key === undefined && typeof callee.property !== 'string'
        ? run.evaluator.evaluateExpression(run, frame, callee.property)
        : undefined;
    const name = key ?? (computed?.what.kind === 'constant' ? String(computed.what.value) : '*');
    const invocation = { args: evaluateArguments(run, frame, expression), node: expression, range: callee.range };
    if (isSuper && receiver.what.kind === 'instance')
      return callSuperMember(run, receiver, receiver.what, name, invocation);
    return (
      callDescribed(run, callee, receiver, receiver, name, invocation) ?? callMember(run, receiver, name, invocation)
    );
  }
  const target = run.evaluator.evaluateExpression(run, frame, callee);
  const invocation = { args: evaluateArguments(run, frame, expression), node: expression, range: callee.range };
  const described = callDescribed(run, callee, target, undefined, getPath(target), invocation);
  if (described !== undefined) return described;
  // A function that a wrapper was given has no other name (`const currentUser = cache(async () => …)`).
  if (
    run.phase === 'request' &&
    callee.kind === 'name' &&
    target.what.kind === 'operation' &&
    run.catalog.names.isAuthenticationName(callee.name)
  )
    run.authentication ??= { name: callee.name, range: callee.range, module: run.module };
  return callValue(run, target, invocation);
}

/** What an object is not seen to have was put there by something that was not seen: the whole name says more of it than the last part. */
function evaluateReceiver(run: Run, frame: Frame, expression: Expression): Value {
  const value = run.evaluator.evaluateExpression(run, frame, expression);
  if (expression.kind !== 'member' || value.sources.length > 0) return value;
  const isUnseen =
    value === undefinedValue || (value.what.kind === 'unknown' && value.what.path === expression.property);
  const path = isUnseen ? getWrittenPath(expression) : undefined;
  const [name, holder] = path?.split('.').reverse() ?? [];
  if (path === undefined || name === undefined || holder === undefined) return value;
  // `app.db.models.Order`: an object of models, whoever fills it.
  const named = findSurelyNamed(run, holder) === undefined ? undefined : recogniseByName(run, holder);
  return named === undefined
    ? createUnknown(path, [], value.what.kind === 'unknown' ? value.what.origin : undefined)
    : getMember(run, named, name);
}

function evaluateArguments(run: Run, frame: Frame, expression: CallExpression | NewExpression): readonly Value[] {
  const args: Value[] = [];
  for (const argument of expression.args) {
    const value = run.evaluator.evaluateExpression(run, frame, argument.value);
    if (argument.spread && value.what.kind === 'list' && !value.what.open) args.push(...value.what.elements);
    else args.push(argument.spread ? createUnknown(undefined, value.sources) : value);
  }
  if (expression.kind === 'call')
    for (const keyword of expression.keywords) args.push(run.evaluator.evaluateExpression(run, frame, keyword.value));
  return args;
}

export function evaluateNew(run: Run, frame: Frame, expression: NewExpression): Value {
  const callee = run.evaluator.evaluateExpression(run, frame, expression.callee);
  return constructValue(run, callee, {
    args: evaluateArguments(run, frame, expression),
    node: expression,
    range: expression.callee.range,
  });
}
