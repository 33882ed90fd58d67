/**
 * Calls as the program writes them: who is called is found by what the callee is, the arguments are evaluated, and the value is called.
 */
import type { CallExpression, Expression, NewExpression } from '../../languages/program.ts';
import { callFunction } from '../calls/call-function.ts';
import { callUnknown } from '../calls/call-unknown.ts';
import { callMember, callValue } from '../calls/call-value.ts';
import { constructLibraryBase, getModelOfClass } from '../classes/class-base.ts';
import { construct, createInstance, findClassMember, getSuperclass } from '../classes/class-members.ts';
import { createCallSite } from '../domain/call-site.ts';
import type { Invocation } from '../domain/call-site.ts';
import { findCell } from '../domain/frame.ts';
import type { Frame } from '../domain/frame.ts';
import type { Run } from '../domain/run.ts';
import { createUnknown, findTarget, getPath, undefinedValue, unknownValue } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { noteCreation } from '../effects/ambient.ts';
import { applyBehaviour } from '../effects/apply-effects.ts';
import type { CatalogIndex } from '../lookup/catalog-index.ts';
import { getMember } from '../members/get-member.ts';
import { findSurelyNamed } from '../names/listed-stores.ts';
import { recogniseByName } from '../names/recognise-name.ts';

export function evaluateCall(run: Run, frame: Frame, expression: CallExpression): Value {
  const { callee } = expression;
  if (callee.kind === 'name' && callee.name === 'super') {
    const self = findCell(frame, 'this')?.initial;
    const args = evaluateArguments(run, frame, expression);
    const owner = self?.what.kind === 'instance' ? findOwner(run, frame, self) : undefined;
    const base = owner === undefined ? undefined : getSuperclass(run, owner);
    if (base !== undefined && self !== undefined) construct(run, base, self, args, 1);
    else if (owner !== undefined && self?.what.kind === 'instance')
      constructLibraryBase(run, owner, self.what, { args, node: expression, range: callee.range });
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
    if (isSuper && receiver.what.kind === 'instance') {
      const base = getSuperclass(run, receiver.what.class);
      const found = base === undefined ? undefined : findClassMember(run, base, name, false);
      return found?.member.value?.kind === 'function'
        ? callFunction(
            run,
            { node: found.member.value, frame: found.owner.frame, module: found.owner.module, self: receiver },
            invocation.args,
            invocation.range,
          )
        : unknownValue;
    }
    // Of a value whose type is known, the catalog knows the methods better than a name does.
    const described = findDescribed(run, callee, receiver);
    if (described !== undefined)
      return applyBehaviour(run, described.behaviour, createCallSite(described.entry, receiver, name, invocation));
    return callMember(run, receiver, name, invocation);
  }
  const target = run.evaluator.evaluateExpression(run, frame, callee);
  const invocation = { args: evaluateArguments(run, frame, expression), node: expression, range: callee.range };
  const described = findDescribed(run, callee, target);
  if (described !== undefined)
    return applyBehaviour(
      run,
      described.behaviour,
      createCallSite(described.entry, undefined, getPath(target), invocation),
    );
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

/** What the settings say of a function as the code names it: that goes before what its body would show. */
function findDescribed(run: Run, callee: Expression, value: Value): ReturnType<CatalogIndex['findFunction']> {
  const { kind } = findTarget(value).what;
  if (kind === 'handle' || kind === 'row' || kind === 'rows' || kind === 'list') return undefined;
  const path = getWrittenPath(callee);
  return path === undefined ? undefined : run.catalog.findFunction(path);
}

function getWrittenPath(callee: Expression): string | undefined {
  if (callee.kind === 'name') return callee.name;
  if (callee.kind !== 'member' || typeof callee.property !== 'string') return undefined;
  const object = getWrittenPath(callee.object);
  return object === undefined ? callee.property : `${object}.${callee.property}`;
}

/** The class whose constructor is running: the one whose body the frame is in. */
function findOwner(run: Run, _frame: Frame, self: Value): Extract<Value['what'], { kind: 'class' }> | undefined {
  if (self.what.kind !== 'instance') return undefined;
  let owner: Extract<Value['what'], { kind: 'class' }> | undefined = self.what.class;
  for (let depth = 0; owner !== undefined && depth < 8; depth++) {
    if (owner.node.members.some((member) => member.value === run.stack.function)) return owner;
    owner = getSuperclass(run, owner);
  }
  return self.what.class;
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
  const invocation: Invocation = {
    args: evaluateArguments(run, frame, expression),
    node: expression,
    range: expression.callee.range,
  };
  const { what } = findTarget(callee);
  switch (what.kind) {
    case 'class': {
      const model = getModelOfClass(run, what);
      const behaviour =
        model?.what.kind === 'handle'
          ? run.catalog.findType(model.what.entry, model.what.type)?.definition.construct
          : undefined;
      if (model?.what.kind === 'handle' && behaviour !== undefined)
        return applyBehaviour(run, behaviour, createCallSite(model.what.entry, model, 'new', invocation));
      return createInstance(run, what, invocation.args);
    }
    case 'handle': {
      const found = run.catalog.findType(what.entry, what.type)?.definition;
      const behaviour = found?.construct ?? found?.call;
      if (behaviour !== undefined) {
        const made = applyBehaviour(run, behaviour, createCallSite(what.entry, callee, 'new', invocation));
        noteCreation(made, expression);
        return made;
      }
      // A class whose code is not at hand, such as that of a generated client: known by its name, which is that of what it makes.
      if (found?.recognise?.names !== undefined && what.certainty === 'certain') return callee;
      break;
    }
    case 'behaviour':
      return applyBehaviour(
        run,
        what.construct ?? what.behaviour,
        createCallSite(what.entry, what.receiver, what.name, invocation),
      );
    default:
  }
  return callUnknown(run, undefined, what.kind === 'unknown' ? what.path : undefined, invocation, true);
}
