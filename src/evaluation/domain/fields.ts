/**
 * What objects have by now: their own fields, those assigned to them since, and what is found on them by name.
 */
import type { Run } from './run.ts';
import { findTarget } from './value.ts';
import type { RecordWhat, Value } from './value.ts';

/** The field that stands for all those that were assigned under keys we do not know. */
export const OPEN_FIELD = '*';

/** What a record has at this point, for another one that takes it over: its own fields, and those assigned to it since. */
export function takeFields(run: Run, what: RecordWhat): Pick<RecordWhat, 'fields' | 'spreads'> {
  const written = run.state.getFields(what);
  if (written.size === 0) return what;
  const fields = new Map(what.fields);
  const spreads = [...what.spreads];
  for (const [name, write] of written) {
    if (name === OPEN_FIELD) spreads.push(write.value);
    else fields.set(name, write.value);
  }
  return { fields, spreads };
}

/** The fields of a record in a state: its own, and those assigned to it since. */
export function getRecordFields(run: Run, what: RecordWhat): ReadonlyMap<string, Value> {
  const written = run.state.getFields(what);
  if (written.size === 0) return what.fields;
  const fields = new Map(what.fields);
  for (const [name, write] of written) fields.set(name, write.value);
  return fields;
}

/** Things of one name; hardly any code has two. */
const MAX_ATTACHED = 24;

const CALLABLE: ReadonlySet<Value['what']['kind']> = new Set(['function', 'class', 'instance', 'module', 'behaviour']);

function isCallable(value: Value): boolean {
  const { what } = findTarget(value);
  return CALLABLE.has(what.kind) || (what.kind === 'handle' && what.entry.kind === 'store');
}

/** Functions, and objects that have some, which code of other files finds there. */
export function noteAttached(run: Run, name: string, value: Value): void {
  const { what } = findTarget(value);
  if (!isCallable(value) && !(what.kind === 'record' && [...what.fields.values()].some(isCallable))) return;
  const { attached } = run.modules;
  const known = attached.byName.get(name);
  if (known === undefined) attached.byName.set(name, [value]);
  else if (known.length < MAX_ATTACHED) known.push(value);
  attached.count++;
}
