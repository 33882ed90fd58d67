/**
 * Methods called on a row, or on a field inside one: the entity's own, the model's, those of lists and texts.
 */
import {
  appendMethods,
  elementMethods,
  equalityMethods,
  pureMethods,
  sameListMethods,
  sameValueMethods,
} from '../../catalog/builtins.ts';
import { createCallSite } from '../domain/call-site.ts';
import type { Invocation } from '../domain/call-site.ts';
import type { Run } from '../domain/run.ts';
import { createOperation, createValue, findTarget, joinSources } from '../domain/value.ts';
import type { Row, Value } from '../domain/value.ts';
import { applyBehaviour } from '../effects/apply-effects.ts';
import { getElement, getMember } from '../members/get-member.ts';
import { findModelMethod } from '../models/model-methods.ts';
import { callFunction } from './call-function.ts';
import { callUnknown } from './call-unknown.ts';
import { recogniseMethod } from './recognise-method.ts';

export function callRowMethod(
  run: Run,
  receiver: Value,
  row: Row,
  path: string,
  name: string,
  invocation: Invocation,
): Value {
  if (path === '') {
    const own = run.state.getField(row, name)?.value ?? findModelMethod(run, row, name);
    if (own !== undefined && findTarget(own).what.kind === 'function') {
      const { what } = findTarget(own);
      if (what.kind === 'function')
        return callFunction(run, { ...what.closure, self: receiver }, invocation.args, invocation.range);
    }
    const member = row.type === undefined ? undefined : run.catalog.findMember(row.entry, row.type, name);
    if (member !== undefined && !('kind' in member))
      return applyBehaviour(run, member, {
        ...createCallSite(row.entry, receiver, name, invocation),
        certainty: row.model?.certainty ?? 'certain',
      });
  }
  if (path !== '' && appendMethods.has(name)) {
    const isAtomic = row.entity?.atomicArrayMethods.includes(name) === true;
    run.state.setField(row, path, {
      value: createOperation('call', [receiver, ...invocation.args], { name }),
      append: true,
      atomic: isAtomic,
      range: invocation.range,
      node: undefined,
      guards: run.state.guards,
    });
    return elementMethods.has(name) ? getElement(run, receiver) : createOperation('call', [receiver], { name });
  }
  const recognised = recogniseMethod(run, receiver, name, invocation);
  if (recognised?.what.kind === 'row' && sameListMethods.has(name))
    return createValue({ ...recognised.what, isPart: true }, recognised.sources);
  if (recognised !== undefined)
    return equalityMethods.has(name) ? createOperation('call', [receiver, recognised], { name }) : recognised;
  if (elementMethods.has(name)) return getElement(run, receiver);
  if (sameValueMethods.has(name)) {
    const [field] = invocation.args;
    return name === 'get' && field?.what.kind === 'constant'
      ? getMember(run, receiver, String(field.what.value))
      : receiver;
  }
  if (equalityMethods.has(name)) return createOperation('==', [receiver, ...invocation.args], { name });
  if (pureMethods.has(name)) return createOperation('call', [receiver, ...invocation.args], { name });
  const result = callUnknown(run, receiver, name, invocation, false);
  return result.sources.length > 0
    ? result
    : createOperation('call', [receiver], { name, weak: joinSources([receiver]).length > 0 });
}
