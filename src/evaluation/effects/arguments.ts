/**
 * A call in the form effects see it, and its parts by `ArgumentPath`.
 */
import type { ArgumentPath } from '../../catalog/shape.ts';
import type { CallSite } from '../domain/call-site.ts';
import type { Run } from '../domain/run.ts';
import { createConstant, createValue, findTarget, joinSources } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { getElement, getMember } from '../members/get-member.ts';

/** The first of the paths that leads to something; undefined where none does. */
export function findArgument(
  run: Run,
  call: Pick<CallSite, 'receiver' | 'args' | 'member'>,
  paths: ArgumentPath | readonly ArgumentPath[] | undefined,
): Value | undefined {
  if (paths === undefined) return undefined;
  for (const path of typeof paths === 'string' ? [paths] : paths) {
    const value = getArgument(run, call, path);
    if (value !== undefined && !(value.what.kind === 'constant' && value.what.value === undefined)) return value;
  }
  return undefined;
}

function getArgument(
  run: Run,
  call: Pick<CallSite, 'receiver' | 'args' | 'member'>,
  path: ArgumentPath,
): Value | undefined {
  const [head = '', ...segments] = path.split('.');
  const root = getArgumentRoot(call, head);
  let value: Value | undefined = root;
  for (const segment of segments) {
    if (value === undefined) return undefined;
    if (segment === '*') value = getElement(run, value);
    else {
      // `'0.where'` asks for a property of a record; of anything else there is nothing to know.
      const { what }: Value = findTarget(value);
      if (what.kind === 'record')
        value =
          what.fields.has(segment) || run.state.getField(what, segment) !== undefined || what.spreads.length > 0
            ? getMember(run, value, segment)
            : undefined;
      else if (what.kind === 'function') value = run.state.getField(what.closure.node, segment)?.value;
      else if (what.kind === 'constant' || what.kind === 'text' || what.kind === 'operation') value = undefined;
      else if (what.kind === 'list') value = what.elements[Number(segment)];
      // A statement in the making is a text, and has no parts.
      else if (
        what.kind === 'handle' &&
        what.sql !== undefined &&
        run.catalog.findMember(what.entry, what.type, segment) === undefined
      )
        value = undefined;
      else value = getMember(run, value, segment);
    }
  }
  return value;
}

function getArgumentRoot(call: Pick<CallSite, 'receiver' | 'args' | 'member'>, head: string): Value | undefined {
  if (head === 'receiver') return call.receiver;
  if (head === 'member') return call.member === undefined ? undefined : createConstant(call.member);
  if (head === 'last') return call.args.at(-1);
  if (head.startsWith('rest')) {
    const from = head === 'rest' ? 0 : Number(head.slice('rest:'.length));
    const elements = call.args.slice(from);
    return createValue({ kind: 'list', elements, open: false }, joinSources(elements));
  }
  return call.args[Number(head)];
}

/** Calls a value that came as an argument. */
export function callArgument(
  run: Run,
  value: Value,
  args: readonly Value[],
  call: Pick<CallSite, 'node' | 'range'>,
): Value {
  return run.evaluator.callValue(run, value, { args, node: call.node, range: call.range });
}
