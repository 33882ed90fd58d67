/**
 * Calls: who is called is found by what the callee is, then by what its name says; functions with a body are followed,
 * catalogued ones have their effects, all others join the sources of what they were given.
 */
import { sameListMethods } from '../../catalog/builtins.ts';
import type { CatalogEntry } from '../../catalog/shape.ts';
import type { CallExpression, Expression, NewExpression, Range } from '../../languages/program.ts';
import { noteCreation, withAmbientConnection } from '../effects/ambient.ts';
import { applyBehaviour } from '../effects/apply-effects.ts';
import type { CallSite } from '../effects/arguments.ts';
import { callClosure } from './call-function.ts';
import { callUnknown, runKeptCallbacks } from './call-unknown.ts';
import { callRowMethod } from './call-row-method.ts';
import type { CatalogIndex } from '../lookup/catalog-index.ts';
import { constructLibraryBase, getModelOfClass } from '../classes/class-base.ts';
import { construct, createInstance, findClassMember, getSuperclass } from '../classes/class-members.ts';
import { evaluateExpression } from '../program/evaluate-expression.ts';
import { bindRoot, findPathFunction } from '../modules/find-definition.ts';
import { findCell } from '../domain/frame.ts';
import type { Frame } from '../domain/frame.ts';
import { getElement, getMember, recogniseByName } from '../members/get-member.ts';
import { findSurelyNamed } from '../names/listed-stores.ts';
import { makeReturns } from '../effects/make-returns.ts';
import { recogniseMethod } from './recognise.ts';
import type { Run } from '../domain/run.ts';
import {
  createConstant,
  createOperation,
  createUnknown,
  createValue,
  findTarget,
  getAlternatives,
  getConstantString,
  getDistinct,
  getPath,
  joinSources,
  joinValues,
  undefinedValue,
  unknownValue,
} from '../domain/value.ts';
import type { Value } from '../domain/value.ts';

/** What a call is made with, whoever is called. */
export interface Invocation {
  readonly args: readonly Value[];
  readonly node: CallExpression | NewExpression | undefined;
  readonly range: Range;
}

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
        ? evaluateExpression(run, frame, callee.property)
        : undefined;
    const name = key ?? (computed?.what.kind === 'constant' ? String(computed.what.value) : '*');
    const invocation = { args: evaluateArguments(run, frame, expression), node: expression, range: callee.range };
    if (isSuper && receiver.what.kind === 'instance') {
      const base = getSuperclass(run, receiver.what.class);
      const found = base === undefined ? undefined : findClassMember(run, base, name, false);
      return found?.member.value?.kind === 'function'
        ? callClosure(
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
      return applyBehaviour(run, described.behaviour, site(described.entry, receiver, name, invocation));
    return callMember(run, receiver, name, invocation);
  }
  const target = evaluateExpression(run, frame, callee);
  const invocation = { args: evaluateArguments(run, frame, expression), node: expression, range: callee.range };
  const described = findDescribed(run, callee, target);
  if (described !== undefined)
    return applyBehaviour(run, described.behaviour, site(described.entry, undefined, getPath(target), invocation));
  // A function that a wrapper was given has no other name (`const currentUser = cache(async () => …)`).
  if (
    run.phase === 'request' &&
    callee.kind === 'name' &&
    target.what.kind === 'operation' &&
    run.catalog.names.isAuthenticationName(callee.name)
  )
    run.authentication ??= { name: callee.name, range: callee.range, module: run.module };
  return callAny(run, target, invocation);
}

/** What an object is not seen to have was put there by something that was not seen: the whole name says more of it than the last part. */
function evaluateReceiver(run: Run, frame: Frame, expression: Expression): Value {
  const value = evaluateExpression(run, frame, expression);
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
    const value = evaluateExpression(run, frame, argument.value);
    if (argument.spread && value.what.kind === 'list' && !value.what.open) args.push(...value.what.elements);
    else args.push(argument.spread ? createUnknown(undefined, value.sources) : value);
  }
  if (expression.kind === 'call')
    for (const keyword of expression.keywords) args.push(evaluateExpression(run, frame, keyword.value));
  return args;
}

export function evaluateNew(run: Run, frame: Frame, expression: NewExpression): Value {
  const callee = evaluateExpression(run, frame, expression.callee);
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
        return applyBehaviour(run, behaviour, site(model.what.entry, model, 'new', invocation));
      return createInstance(run, what, invocation.args);
    }
    case 'handle': {
      const found = run.catalog.findType(what.entry, what.type)?.definition;
      const behaviour = found?.construct ?? found?.call;
      if (behaviour !== undefined) {
        const made = applyBehaviour(run, behaviour, site(what.entry, callee, 'new', invocation));
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
        site(what.entry, what.receiver, what.name, invocation),
      );
    default:
  }
  return callUnknown(run, undefined, what.kind === 'unknown' ? what.path : undefined, invocation, true);
}

export function site(
  entry: CatalogEntry,
  receiver: Value | undefined,
  member: string | undefined,
  invocation: Invocation,
): CallSite {
  const what = receiver === undefined ? undefined : findTarget(receiver).what;
  return {
    entry,
    receiver,
    member,
    args: invocation.args,
    node: invocation.node,
    range: invocation.range,
    certainty: what?.kind === 'handle' ? what.certainty : 'certain',
  };
}

/** Calls a value that came as an argument. */
export function callValue(
  run: Run,
  value: Value,
  args: readonly Value[],
  call: Pick<CallSite, 'node' | 'range'>,
): Value {
  return callAny(run, value, { args, node: call.node, range: call.range });
}

/** Calls a value that is not a member of something. */
export function callAny(run: Run, callee: Value, invocation: Invocation): Value {
  const target = findTarget(callee);
  const { what } = target;
  switch (what.kind) {
    case 'function': {
      // The same for a function that goes by another name here.
      const described =
        what.closure.node.name === undefined ? undefined : run.catalog.findFunction(what.closure.node.name);
      if (described !== undefined)
        return applyBehaviour(
          run,
          described.behaviour,
          site(described.entry, undefined, what.closure.node.name, invocation),
        );
      return runKeptCallbacks(run, invocation.args, invocation, () =>
        callClosure(run, what.closure, invocation.args, invocation.range),
      );
    }
    case 'behaviour': {
      const [first] = invocation.args;
      if (first !== undefined && what.receiver === undefined && what.behaviour.effects?.length === 0)
        run.state.setField(what, '#called', {
          value: first,
          append: false,
          atomic: false,
          range: undefined,
          node: undefined,
        });
      return applyBehaviour(run, what.behaviour, site(what.entry, what.receiver, what.name, invocation));
    }
    case 'handle': {
      const behaviour = run.catalog.findType(what.entry, what.type)?.definition.call;
      if (behaviour !== undefined)
        return applyBehaviour(run, behaviour, site(what.entry, target, undefined, invocation));
      return callUnknown(run, undefined, undefined, invocation, false);
    }
    case 'operation': {
      // `wrap(handler)` of code we do not see, called: the functions it was given may run.
      if (what.operator === 'call')
        for (const operand of what.operands)
          if (operand.what.kind === 'function')
            return callClosure(run, operand.what.closure, invocation.args, invocation.range);
      return callUnknown(run, target, what.name, invocation, false);
    }
    case 'unknown': {
      const found = what.path === undefined ? undefined : run.catalog.findFunction(what.path);
      if (found !== undefined)
        return applyBehaviour(run, found.behaviour, site(found.entry, undefined, what.path, invocation));
      return callUnknown(run, undefined, what.path, { ...invocation }, false);
    }
    default:
      return callUnknown(run, target, undefined, invocation, false);
  }
}

/** `receiver.name(args)`. */
export function callMember(run: Run, receiver: Value, name: string, invocation: Invocation): Value {
  const target = withAmbientConnection(receiver, findTarget(receiver));
  const { what } = target;
  switch (what.kind) {
    case 'handle': {
      // Looked up in a map of the module or made now: another request may find the same one there.
      if (what.entry.kind === 'lock' && !what.isShared && target !== receiver)
        return callMember(run, createValue({ ...what, isShared: true }, target.sources), name, invocation);
      const assigned = run.state.getField(what, name);
      if (assigned !== undefined) return callWithSelf(run, assigned.value, target, invocation);
      const member = run.catalog.findMember(what.entry, what.type, name);
      if (member !== undefined && !('kind' in member))
        return applyBehaviour(run, member, site(what.entry, target, name, invocation));
      if (member !== undefined && 'kind' in member) {
        const value = makeReturns(run, member.value, { entry: what.entry, receiver: target, args: [], member: name });
        return callAny(run, value, invocation);
      }
      const method = getMember(run, target, name);
      if (method.what.kind === 'function') return callWithSelf(run, method, target, invocation);
      if (what.outcome !== undefined)
        return callMember(run, run.state.getField(what, '#outcome')?.value ?? what.outcome, name, invocation);
      return recogniseMethod(run, target, name, invocation) ?? callUnknown(run, target, name, invocation, false);
    }
    case 'row':
      return callRowMethod(run, target, what.row, what.path, name, invocation);
    case 'function':
      if (name === 'call' || name === 'apply') {
        const [self, ...others] = invocation.args;
        const args = name === 'call' ? others : others[0]?.what.kind === 'list' ? others[0].what.elements : others;
        return callClosure(run, self === undefined ? what.closure : { ...what.closure, self }, args, invocation.range);
      }
      if (name === 'bind')
        return createValue({
          kind: 'function',
          closure: { ...what.closure, self: invocation.args[0] ?? what.closure.self },
        });
      return callAny(run, getMember(run, target, name), invocation);
    case 'instance':
    case 'record':
    case 'class':
    case 'module': {
      // An object has no methods of lists: these are its entries (`Object.entries(item).filter(…)`), of which it is left to keep the names.
      if (
        what.kind === 'record' &&
        !what.shared &&
        sameListMethods.has(name) &&
        !what.fields.has(name) &&
        run.state.getField(what, name) === undefined
      ) {
        callUnknown(run, undefined, name, invocation, false);
        return target;
      }
      const member = getMember(run, target, name);
      if (member.what.kind !== 'unknown') return callWithSelf(run, member, target, invocation);
      return (
        recogniseMethod(run, createUnknown(member.what.path), name, invocation) ??
        callUnknown(run, what.kind === 'module' ? undefined : target, member.what.path ?? name, invocation, false)
      );
    }
    case 'list':
    case 'rows':
    case 'outcome':
    case 'operation': {
      const alternatives =
        what.kind === 'operation' && what.operator === 'choice' ? getDistinct(getAlternatives(target)) : [];
      if (alternatives.length > 1) {
        const values = alternatives
          .filter(
            (value, index) =>
              value.what.kind !== 'constant' && !alternatives.slice(0, index).some((other) => isSameName(other, value)),
          )
          .slice(0, 3)
          .map((value) => callMember(run, value, name, invocation));
        const [first, ...others] = values;
        if (first !== undefined) return others.reduce((a, b) => joinValues(a, b), first);
      }
      return recogniseMethod(run, target, name, invocation) ?? callListMethod(run, target, name, invocation);
    }
    case 'unknown': {
      const path = what.path === undefined ? name : `${what.path}.${name}`;
      const found = run.catalog.findFunction(path);
      if (found !== undefined) return applyBehaviour(run, found.behaviour, site(found.entry, target, name, invocation));
      const recognised = recogniseMethod(run, target, name, invocation);
      if (recognised !== undefined) return recognised;
      const member = getMember(run, target, name);
      if (member.what.kind !== 'unknown') return callAny(run, member, invocation);
      const isHandedOver =
        what.path !== undefined &&
        what.origin === undefined &&
        target.sources.every((source) => source.kind === 'parameter');
      const added = isHandedOver ? findPathFunction(run, what.path, name) : undefined;
      if (added !== undefined)
        return callAny(run, added, { ...invocation, args: bindRoot(added, what.path ?? '', invocation.args) });
      return callUnknown(run, target, path, invocation, false);
    }
    default:
      return recogniseMethod(run, target, name, invocation) ?? callUnknown(run, target, name, invocation, false);
  }
}

/** Two ways to come by one thing (`global.client.users` and `createClient().users`): the call is made once. */
function isSameName(a: Value, b: Value): boolean {
  const name = getPath(a)?.split('.').at(-1);
  return (
    name !== undefined && a.sources.length === 0 && b.sources.length === 0 && name === getPath(b)?.split('.').at(-1)
  );
}

function callWithSelf(run: Run, callee: Value, self: Value, invocation: Invocation): Value {
  const target = findTarget(callee);
  if (target.what.kind === 'function' && !target.what.closure.node.lexicalThis) {
    const closure = { ...target.what.closure, self: target.what.closure.self ?? self };
    return runKeptCallbacks(run, invocation.args, invocation, () =>
      callClosure(run, closure, invocation.args, invocation.range),
    );
  }
  return callAny(run, target, invocation);
}

function callListMethod(run: Run, receiver: Value, name: string, invocation: Invocation): Value {
  if (
    name === 'join' &&
    receiver.what.kind === 'list' &&
    receiver.what.elements.every((element) => element.what.kind === 'constant')
  ) {
    const separator = getConstantString(invocation.args[0]) ?? ',';
    return createConstant(
      receiver.what.elements
        .map((element) => (element.what.kind === 'constant' ? String(element.what.value) : ''))
        .join(separator),
    );
  }
  if (name === 'push' && receiver.what.kind === 'list')
    return createOperation('call', [receiver, ...invocation.args], { name });
  if (name === 'shift' || name === 'pop' || name === 'at') return getElement(run, receiver);
  if (receiver.what.kind === 'operation' && receiver.what.name === 'length')
    return createUnknown(undefined, joinSources([receiver]));
  return callUnknown(run, receiver, name, invocation, false);
}
