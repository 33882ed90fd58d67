/**
 * Assignments: to variables, and to fields of records, instances, requests and rows.
 */
import type { AssignStatement } from '../../languages/program.ts';
import { noteAttached, OPEN_FIELD, takeFields } from '../domain/fields.ts';
import { findCell, isGlobalName } from '../domain/frame.ts';
import type { Frame } from '../domain/frame.ts';
import type { Run } from '../domain/run.ts';
import type { FieldWrite } from '../domain/state.ts';
import { createValue, findTarget, getPath, unknownValue } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';

export function assignName(run: Run, frame: Frame, name: string, value: Value, statement: AssignStatement): void {
  const cell = findCell(frame, name);
  if (cell === undefined) return;
  if (cell.isModuleLevel && run.phase === 'request') reportSharedIdentity(run, name, value, statement, 'certain');
  if (cell.isMutable) run.state.setVariable(cell, value);
  else cell.initial = value;
}

/** `key` is undefined where it is computed, and `computed` what it was computed as. */
export function assignMember(
  run: Run,
  object: Value,
  key: string | undefined,
  value: Value,
  statement: AssignStatement,
  computed?: Value,
): void {
  const target = findTarget(object);
  const { what } = target;
  const write: FieldWrite = {
    value,
    append: false,
    atomic: false,
    range: statement.range,
    node: statement.value,
    guards: what.kind === 'row' ? run.state.guards : [],
  };
  switch (what.kind) {
    case 'row':
      run.state.setField(what.row, [what.path, key ?? '*'].filter((part) => part !== '').join('.'), write);
      return;
    case 'record':
      if (key === undefined) {
        // Some field, we do not know which: from now on the record may have any.
        run.state.setField(what, OPEN_FIELD, { ...write, value: findCopied(run, value, computed) ?? unknownValue });
        return;
      }
      if (what.shared) reportSharedIdentity(run, key, value, statement, 'certain');
      run.state.setField(what, key, write);
      return;
    case 'instance':
      if (key === undefined) return;
      if (what.shared) reportSharedIdentity(run, `this.${key}`, value, statement, 'certain');
      run.state.setField(what, key, write);
      return;
    case 'handle':
      if (key === undefined) return;
      noteAttached(run, key, value);
      run.state.setField(what, key, write);
      return;
    case 'class':
      if (key === undefined) return;
      reportSharedIdentity(run, `${what.node.name ?? 'class'}.${key}`, value, statement, 'certain');
      run.state.setField(what.node, key, write);
      return;
    case 'function':
      if (key !== undefined) run.state.setField(what.closure.node, key, write);
      return;
    case 'unknown': {
      const path = getPath(target);
      if (key !== undefined && path !== undefined && isGlobalName(path))
        reportSharedIdentity(run, `${path}.${key}`, value, statement, 'certain');
      // A row that middleware hung on a part of the request.
      if (key === undefined || !target.sources.some((source) => source.kind === 'request')) return;
      noteAttached(run, key, value);
      run.state.setField(what, key, write);
      return;
    }
    default:
  }
}

/** `target[key] = source[key]`: what the source has by now. The target has at least some of it, under the same names. */
function findCopied(run: Run, { what }: Value, key: Value | undefined): Value | undefined {
  if (what.kind !== 'unknown' || what.member === undefined || key === undefined) return undefined;
  const { from, key: own } = what.member;
  if (from.what.kind !== 'record') return undefined;
  const path = getPath(key);
  if (key !== own && (path === undefined || path !== getPath(own))) return undefined;
  const { fields, spreads } = takeFields(run, from.what);
  return createValue({ kind: 'record', fields, spreads, shared: false }, from.sources);
}

/** The caller's identity in something that the next request shares. A keyed cache (`cache[user.id] = user`) is not that. */
function reportSharedIdentity(
  run: Run,
  name: string,
  value: Value,
  statement: AssignStatement,
  certainty: 'certain' | 'possible',
): void {
  if (run.phase !== 'request') return;
  const source = value.sources.find((candidate) => candidate.kind === 'identity' && !candidate.weak);
  if (source === undefined || (value.what.kind === 'operation' && value.what.operator !== 'choice')) return;
  run.facts.push({ kind: 'shared-identity', range: statement.target.range, module: run.module, name, certainty });
}
