/**
 * What the code itself says of a model's stored shape: the definition, options and indexes a schema was made with.
 * The engine only takes the records apart; what their keys mean is for `src/schema` to say.
 */
import { readModelDefinition } from '../schema/model-definition.ts';
import type { Definition } from '../schema/model-definition.ts';
import type { TableSchema } from '../schema/table-schema.ts';
import type { Access } from './access.ts';
import type { Run } from './run.ts';
import { findTarget, getPath } from './value.ts';
import type { HandleWhat, Value } from './value.ts';

const MAX_DEPTH = 6;

/** Undefined where the model was not made from a definition that can be read. */
export function readModelSchema(run: Run, access: Access): TableSchema | undefined {
  const { model } = access;
  if (model?.resource === undefined) return undefined;
  for (const made of model.made) {
    const { what } = findTarget(made);
    if (what.kind === 'record' && what !== model.made[0]?.what) return readModelDefinition(model.entry.name, model.resource, toDefinition(run, made, 0), undefined, []);
    if (what.kind !== 'handle') continue;
    const table = readHandle(run, model.entry.name, model.resource, what);
    if (table !== undefined) return table;
  }
  return undefined;
}

function readHandle(run: Run, library: string, name: string, what: HandleWhat): TableSchema | undefined {
  const [definition, options] = what.made;
  if (definition === undefined || findTarget(definition).what.kind !== 'record') return undefined;
  const indexes = [...run.state.getFields(what)].filter(([field]) => field.startsWith('#index')).map(([, write]) => toDefinition(run, write.value, 0));
  return readModelDefinition(library, name, toDefinition(run, definition, 0), options === undefined ? undefined : toDefinition(run, options, 0), indexes);
}

/** Plain data: constants, names, lists and records of them. */
function toDefinition(run: Run, value: Value, depth: number): Definition {
  const target = findTarget(value);
  const { what } = target;
  if (depth > MAX_DEPTH) return { kind: 'unknown' };
  switch (what.kind) {
    case 'constant':
      return { kind: 'constant', value: what.value };
    case 'list':
      return { kind: 'list', elements: what.elements.map((element) => toDefinition(run, element, depth + 1)) };
    case 'record':
      return { kind: 'record', fields: new Map([...what.fields].map(([name, field]) => [name, toDefinition(run, field, depth + 1)])), isOpen: what.spreads.length > 0 };
    case 'unknown': {
      const path = getPath(target);
      return path === undefined ? { kind: 'unknown' } : { kind: 'name', name: path };
    }
    case 'handle': {
      const [definition] = what.made;
      return definition !== undefined && findTarget(definition).what.kind === 'record' ? { kind: 'nested', definition: toDefinition(run, definition, depth + 1) } : { kind: 'name', name: what.type };
    }
    case 'behaviour':
      return { kind: 'name', name: what.name };
    default:
      return { kind: 'unknown' };
  }
}
