/**
 * Calls of values: functions with a body are followed, catalogued ones have their effects, members are found first, by what their object
 * is, then by what their name says; all others join the sources of what they were given.
 */
import { sameListMethods } from '../../catalog/builtins.ts';
import { createCallSite } from '../domain/call-site.ts';
import type { Invocation } from '../domain/call-site.ts';
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
} from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { withAmbientConnection } from '../effects/ambient.ts';
import { applyBehaviour } from '../effects/apply-effects.ts';
import { makeReturns } from '../effects/make-returns.ts';
import { getElement, getMember } from '../members/get-member.ts';
import { bindRoot, findPathFunction } from '../modules/find-definition.ts';
import { callFunction } from './call-function.ts';
import { callRowMethod } from './call-row-method.ts';
import { callUnknown, runKeptCallbacks } from './call-unknown.ts';
import { recogniseMethod } from './recognise-method.ts';

/** Calls a value that is not a member of something. */
export function callValue(run: Run, callee: Value, invocation: Invocation): Value {
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
          createCallSite(described.entry, undefined, what.closure.node.name, invocation),
        );
      return runKeptCallbacks(run, invocation.args, invocation, () =>
        callFunction(run, what.closure, invocation.args, invocation.range),
      );
    }
    case 'behaviour': {
      const [first] = invocation.args;
      if (first !== undefined && what.receiver === undefined && what.behaviour.effects?.length === 0)
        run.state.noteField(what, '#called', first);
      return applyBehaviour(run, what.behaviour, createCallSite(what.entry, what.receiver, what.name, invocation));
    }
    case 'handle': {
      const behaviour = run.catalog.findType(what.entry, what.type)?.definition.call;
      if (behaviour !== undefined)
        return applyBehaviour(run, behaviour, createCallSite(what.entry, target, undefined, invocation));
      return callUnknown(run, undefined, undefined, invocation, false);
    }
    case 'operation': {
      // `wrap(handler)` of code we do not see, called: the functions it was given may run.
      if (what.operator === 'call')
        for (const operand of what.operands)
          if (operand.what.kind === 'function')
            return callFunction(run, operand.what.closure, invocation.args, invocation.range);
      return callUnknown(run, target, what.name, invocation, false);
    }
    case 'unknown': {
      const found = what.path === undefined ? undefined : run.catalog.findFunction(what.path);
      if (found !== undefined)
        return applyBehaviour(run, found.behaviour, createCallSite(found.entry, undefined, what.path, invocation));
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
        return applyBehaviour(run, member, createCallSite(what.entry, target, name, invocation));
      if (member !== undefined && 'kind' in member) {
        const value = makeReturns(run, member.value, { entry: what.entry, receiver: target, args: [], member: name });
        return callValue(run, value, invocation);
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
        return callFunction(run, self === undefined ? what.closure : { ...what.closure, self }, args, invocation.range);
      }
      if (name === 'bind')
        return createValue({
          kind: 'function',
          closure: { ...what.closure, self: invocation.args[0] ?? what.closure.self },
        });
      return callValue(run, getMember(run, target, name), invocation);
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
      if (found !== undefined)
        return applyBehaviour(run, found.behaviour, createCallSite(found.entry, target, name, invocation));
      const recognised = recogniseMethod(run, target, name, invocation);
      if (recognised !== undefined) return recognised;
      const member = getMember(run, target, name);
      if (member.what.kind !== 'unknown') return callValue(run, member, invocation);
      const isHandedOver =
        what.path !== undefined &&
        what.origin === undefined &&
        target.sources.every((source) => source.kind === 'parameter');
      const added = isHandedOver ? findPathFunction(run, what.path, name) : undefined;
      if (added !== undefined)
        return callValue(run, added, { ...invocation, args: bindRoot(added, what.path ?? '', invocation.args) });
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
      callFunction(run, closure, invocation.args, invocation.range),
    );
  }
  return callValue(run, target, invocation);
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
