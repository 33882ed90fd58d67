/**
 * What the code itself says of a model's stored shape: the definition, options and indexes a schema was made with.
 * The engine only takes the records apart; what their keys mean is for `src/schema` to say.
 */
import type { Expression } from '../../languages/program.ts';
import type { Annotation, ClassDefinition, Definition } from '../../schema/definition.ts';
import { readModelDefinition } from '../../schema/model-definition.ts';
import type { TableSchema } from '../../schema/table-schema.ts';
import { findLibraryBase, findNamedClass } from '../classes/class-base.ts';
import { getSuperclass } from '../classes/class-members.ts';
import type { Access } from '../domain/access.ts';
import { withModule } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { findTarget, getPath } from '../domain/value.ts';
import type { ClassWhat, HandleWhat, Value } from '../domain/value.ts';

const MAX_DEPTH = 6;

const known = new WeakMap<Run, Map<readonly Value[], TableSchema | undefined>>();

/** Undefined where the model was not made from a definition that can be read. */
export function readModelSchema(run: Run, access: Access): TableSchema | undefined {
  const { model } = access;
  if (model?.resource === undefined) return undefined;
  let tables = known.get(run);
  if (tables === undefined) known.set(run, (tables = new Map<readonly Value[], TableSchema | undefined>()));
  // Every use of a model makes a value of its own, all from one definition.
  if (!tables.has(model.made)) tables.set(model.made, read(run, model, model.resource));
  return tables.get(model.made);
}

function read(run: Run, model: HandleWhat, resource: string): TableSchema | undefined {
  for (const [index, made] of model.made.entries()) {
    const { what } = findTarget(made);
    const owner = findNamedClass(made);
    if (owner !== undefined) {
      const indexes = readIndexes(run, owner.node);
      const table = readModelDefinition(model.entry.name, resource, readClass(run, owner, 0), undefined, indexes);
      if (table !== undefined) return table;
    }
    if (what.kind === 'record' && what !== model.made[0]?.what) {
      const options = model.made[index + 1];
      return readModelDefinition(
        model.entry.name,
        resource,
        toDefinition(run, made, 0),
        options === undefined ? undefined : toDefinition(run, options, 0),
        [],
      );
    }
    if (what.kind !== 'handle') continue;
    const table = readHandle(run, model.entry.name, resource, what);
    if (table !== undefined) return table;
  }
  return undefined;
}

function readHandle(run: Run, library: string, name: string, what: HandleWhat): TableSchema | undefined {
  const [definition, options] = what.made;
  if (definition === undefined || findTarget(definition).what.kind !== 'record') return undefined;
  return readModelDefinition(
    library,
    name,
    toDefinition(run, definition, 0),
    options === undefined ? undefined : toDefinition(run, options, 0),
    readIndexes(run, what),
  );
}

function readIndexes(run: Run, object: object): readonly Definition[] {
  return [...run.state.getFields(object)]
    .filter(([field]) => field.startsWith('#index'))
    .map(([, write]) => toDefinition(run, write.value, 0));
}

/** A class with annotations, and what it inherits. What a library's own class brings along is no column of the project's. */
function readClass(run: Run, owner: ClassWhat, depth: number): ClassDefinition {
  const annotations = readAnnotations(run, owner, owner.node.annotations);
  const fields = owner.node.members.flatMap((member) =>
    member.name === undefined || member.isStatic
      ? []
      : [{ name: member.name, annotations: readAnnotations(run, owner, member.annotations) }],
  );
  const base = getSuperclass(run, owner);
  if (base === undefined || depth >= MAX_DEPTH)
    return { kind: 'class', annotations, fields, isOpen: base !== undefined || !isOfLibrary(run, owner) };
  const inherited = readClass(run, base, depth + 1);
  return {
    kind: 'class',
    annotations: [...annotations, ...inherited.annotations],
    fields: [...fields, ...inherited.fields.filter((field) => !fields.some((own) => own.name === field.name))],
    isOpen: inherited.isOpen,
  };
}

/** Nothing is extended, or what the catalog describes, or a package it knows exports. */
function isOfLibrary(run: Run, owner: ClassWhat): boolean {
  const { superclass } = owner.node;
  if (superclass === undefined || findLibraryBase(run, owner) !== undefined) return true;
  const { what } = withModule(run, owner.module, () => run.evaluator.evaluateExpression(run, owner.frame, superclass));
  return what.kind === 'unknown' && what.origin !== undefined && run.catalog.findPackage(what.origin).length > 0;
}

function readAnnotations(run: Run, owner: ClassWhat, annotations: readonly Expression[]): readonly Annotation[] {
  return annotations.flatMap((annotation): readonly Annotation[] => {
    const callee = annotation.kind === 'call' ? annotation.callee : annotation;
    const name =
      callee.kind === 'name'
        ? callee.name
        : callee.kind === 'member' && typeof callee.property === 'string'
          ? callee.property
          : undefined;
    if (name === undefined) return [];
    const args = annotation.kind === 'call' ? annotation.args : [];
    return [
      {
        name,
        args: withModule(run, owner.module, () =>
          args.map(({ value }) => toDefinition(run, run.evaluator.evaluateExpression(run, owner.frame, value), 0)),
        ),
      },
    ];
  });
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
      return {
        kind: 'record',
        fields: new Map([...what.fields].map(([name, field]) => [name, toDefinition(run, field, depth + 1)])),
        isOpen: what.spreads.length > 0,
      };
    case 'unknown': {
      const path = getPath(target);
      return path === undefined ? { kind: 'unknown' } : { kind: 'name', name: path };
    }
    case 'handle': {
      const [definition] = what.made;
      return definition !== undefined && findTarget(definition).what.kind === 'record'
        ? { kind: 'nested', definition: toDefinition(run, definition, depth + 1) }
        : { kind: 'name', name: what.type };
    }
    case 'behaviour':
      return { kind: 'name', name: what.name };
    default:
      return { kind: 'unknown' };
  }
}
