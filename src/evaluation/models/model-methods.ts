/**
 * Functions a model's schema gives its rows and itself (`schema.methods.x = function`, `schema.statics.x = …`).
 */
import { findNamedClass } from '../classes/class-base.ts';
import { findClassMember } from '../classes/class-members.ts';
import type { Run } from '../domain/run.ts';
import { createValue, findTarget } from '../domain/value.ts';
import type { HandleWhat, Row, Value, What } from '../domain/value.ts';

/** A function by which rows of the model can be called; undefined where the schema has none. */
export function findModelMethod(run: Run, row: Row, name: string): Value | undefined {
  if (row.model === undefined) return undefined;
  const owner = row.model.made[0] === undefined ? undefined : findNamedClass(row.model.made[0]);
  const found = owner === undefined ? undefined : findClassMember(run, owner, name, false);
  if (found?.member.value?.kind === 'function')
    return createValue({
      kind: 'function',
      closure: { node: found.member.value, frame: found.owner.frame, module: found.owner.module, self: undefined },
    });
  return findSchemaFunction(run, row.model, ['methods', 'method', 'instance', 'instanceMethods'], name);
}

export function findModelStatic(run: Run, model: HandleWhat, name: string): Value | undefined {
  return findSchemaFunction(run, model, ['statics', 'static', 'classMethods'], name);
}

function findSchemaFunction(run: Run, model: HandleWhat, places: readonly string[], name: string): Value | undefined {
  for (const made of model.made) {
    const { what } = findTarget(made);
    if (what.kind === 'record') {
      const found = findInRecord(run, what, places, name);
      if (found !== undefined) return found;
    }
    if (what.kind !== 'handle') continue;
    for (const place of places) {
      const holder = run.state.getField(what, place)?.value;
      const found = holder === undefined ? undefined : run.evaluator.getMember(run, holder, name);
      if (found !== undefined && findTarget(found).what.kind === 'function') return found;
    }
    for (const option of what.made) {
      const found = findInRecord(run, findTarget(option).what, places, name);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function findInRecord(run: Run, what: What, places: readonly string[], name: string): Value | undefined {
  if (what.kind !== 'record') return undefined;
  for (const place of places) {
    const holder = what.fields.get(place);
    const found = holder === undefined ? undefined : run.evaluator.getMember(run, holder, name);
    if (found !== undefined && findTarget(found).what.kind === 'function') return found;
  }
  return undefined;
}
