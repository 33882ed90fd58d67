/**
 * The values that placeholders of a statement stand for.
 */
import type { SqlValue } from '../../sql/statement.ts';
import type { Run } from '../domain/run.ts';
import { createUnknown, findTarget, unknownValue } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { getElement, getMember } from '../members/get-member.ts';

export interface Bound {
  readonly holes: readonly Value[];
  readonly parameters: Value | undefined;
}

export function findParameterValue(
  run: Run,
  value: SqlValue & { readonly kind: 'placeholder' },
  { holes, parameters }: Bound,
): Value {
  if (value.style === 'hole') return holes[value.index] ?? unknownValue;
  if (parameters === undefined) return unknownValue;
  if (value.style === 'named')
    return value.name === undefined ? unknownValue : getMember(run, getSoleElement(parameters), value.name);
  return getParameter(run, parameters, value.index);
}

/** `get(1, 2)` and `get([1, 2])` are the same: a sole list or record stands for its elements. */
function getSoleElement(parameters: Value): Value {
  const { what } = findTarget(parameters);
  if (what.kind !== 'list') return parameters;
  // Callbacks stand after the parameters.
  const [only, ...others] = what.elements.filter((element) => element.what.kind !== 'function');
  if (others.length > 0) return parameters;
  const inner = only === undefined ? undefined : findTarget(only).what;
  return only !== undefined && (inner?.kind === 'list' || inner?.kind === 'record') ? only : parameters;
}

function getParameter(run: Run, parameters: Value, index: number): Value {
  const list = getSoleElement(parameters);
  const { what } = findTarget(list);
  if (what.kind !== 'list') return getElement(run, list);
  return what.elements[index] ?? (what.open ? createUnknown(undefined, list.sources) : unknownValue);
}
