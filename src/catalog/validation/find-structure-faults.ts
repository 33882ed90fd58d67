/**
 * What must hold of every catalog entry whatever its library: the types it refers to exist, its argument paths can be read,
 * and what it recognises is something its type has.
 */
import type {
  ArgumentPath,
  Behaviour,
  CatalogEntry,
  Effect,
  Property,
  Returns,
  TypeEntry,
  TypeName,
} from '../shape.ts';
import { isArgumentPath } from './fields.ts';
import { findNearest } from './find-nearest.ts';

interface Visit {
  /** Where in the entry, for the report: `Pool.query`. */
  readonly place: string;
  readonly entries: ReadonlyMap<string, CatalogEntry>;
  readonly entry: CatalogEntry;
  readonly faults: string[];
}

/** The faults, each with its entry and place; empty where all is well. Other entries are only there to be referred to. */
export function findStructureFaults(
  entries: readonly CatalogEntry[],
  others: readonly CatalogEntry[] = [],
): readonly string[] {
  const faults: string[] = [];
  const byName = new Map(others.map((entry): readonly [string, CatalogEntry] => [entry.name, entry]));
  const seen = new Set<string>();
  for (const entry of entries) {
    if (seen.has(entry.name)) faults.push(`${entry.name}: two entries of this name`);
    seen.add(entry.name);
    byName.set(entry.name, entry);
  }
  for (const entry of entries) checkEntry({ place: entry.name, entries: byName, entry, faults });
  return faults;
}

function checkEntry(visit: Visit): void {
  const { entry } = visit;
  if (new Set(entry.packages).size !== entry.packages.length) report(visit, 'names a package twice');
  for (const [name, value] of [...Object.entries(entry.exports), ...Object.entries(entry.globals ?? {})]) {
    const at = go(visit, name);
    if ('type' in value) checkType(at, value.type);
    else checkBehaviour(at, value);
  }
  for (const [name, behaviour] of Object.entries(entry.functions ?? {})) checkBehaviour(go(visit, name), behaviour);
  for (const [name, definition] of Object.entries(entry.types)) checkTypeEntry(go(visit, name), name, definition);
  if (entry.kind === 'framework')
    for (const type of [...entry.handlerParameters, ...(entry.errorHandlerParameters ?? [])])
      if (typeof type === 'string') checkType(visit, type);
}

function checkTypeEntry(visit: Visit, name: TypeName, definition: TypeEntry): void {
  if (definition.call !== undefined) checkBehaviour(go(visit, 'call'), definition.call);
  if (definition.construct !== undefined) checkBehaviour(go(visit, 'construct'), definition.construct);
  for (const type of definition.extends ?? []) checkType(visit, type);
  if (definition.rows !== undefined) checkType(visit, definition.rows);
  for (const [member, value] of Object.entries(definition.members ?? {})) {
    const at = go(visit, member);
    if (isProperty(value)) checkReturns(at, value.value);
    else checkBehaviour(at, value);
  }
  const { recognise } = definition;
  if (recognise === undefined) return;
  const methods = [
    ...(recognise.methods ?? []),
    ...Object.keys(recognise.methodShapes ?? {}),
    ...Object.keys(recognise.methodArguments ?? {}),
  ];
  const members = collectMembers(visit.entry, name, new Set());
  for (const method of methods) if (!members.has(method)) report(visit, `recognises ${method}, which it does not have`);
  const lower = (recognise.names ?? []).filter((word) => word !== word.toLowerCase());
  for (const word of lower) report(visit, `recognises the name ${word}, which is not in lower case`);
}

function collectMembers(entry: CatalogEntry, type: TypeName, seen: Set<TypeName>): ReadonlySet<string> {
  if (seen.has(type)) return new Set();
  seen.add(type);
  const definition = entry.types[type];
  const inherited = (definition?.extends ?? []).flatMap((base) => [...collectMembers(entry, base, seen)]);
  return new Set([...Object.keys(definition?.members ?? {}), ...inherited]);
}

function isProperty(value: Behaviour | Property): value is Property {
  return 'kind' in value;
}

function checkBehaviour(visit: Visit, behaviour: Behaviour): void {
  for (const effect of behaviour.effects ?? []) checkEffect(visit, effect);
  if (behaviour.returns !== undefined) checkReturns(visit, behaviour.returns);
  if (behaviour.provided !== undefined) checkPaths(visit, [behaviour.provided.argument]);
  if (behaviour.otherwise !== undefined) checkBehaviour(go(visit, 'otherwise'), behaviour.otherwise);
}

function checkReturns(visit: Visit, returns: Returns): void {
  switch (returns.kind) {
    case 'type':
      checkType(visit, returns.type);
      checkPaths(visit, [returns.resource, returns.sql, returns.parameters, returns.member, returns.fields]);
      return;
    case 'statement':
      checkType(visit, returns.type);
      checkPaths(visit, [returns.table, returns.data, returns.columns]);
      return;
    case 'argument':
      checkPaths(visit, [returns.at]);
      return;
    case 'field':
      checkPaths(visit, [returns.name]);
      return;
    case 'list':
      for (const element of returns.elements) checkReturns(visit, element);
      return;
    case 'record':
      for (const field of Object.values(returns.fields)) checkReturns(visit, field);
      return;
    case 'provided':
      checkPaths(visit, [returns.token]);
      return;
    case 'function':
      for (const effect of returns.effects) checkEffect(visit, effect);
      if (returns.returns !== undefined) checkReturns(visit, returns.returns);
      return;
    case 'role':
      checkPaths(visit, [returns.at]);
      return;
    case 'receiver':
    case 'outcome':
    case 'ambient':
    case 'constant':
    case 'callback-result':
    case 'unknown':
      return;
    default:
      reportUnknown(visit, returns);
  }
}

function checkEffect(visit: Visit, effect: Effect): void {
  switch (effect.kind) {
    case 'read':
      checkResource(visit, effect.resource);
      checkPaths(visit, [
        effect.where,
        effect.key,
        effect.connection,
        effect.plain,
        effect.lock,
        effect.bare?.argument,
      ]);
      return;
    case 'write':
      checkResource(visit, effect.resource);
      checkPaths(visit, [
        effect.where,
        effect.key,
        effect.connection,
        effect.plain,
        effect.data,
        effect.create,
        effect.upsert,
        effect.skipsConflicts,
      ]);
      checkPaths(visit, [effect.field?.column, effect.field?.value]);
      if (effect.operation === 'insert' && effect.whenMissing !== 'nothing')
        report(visit, 'an insert has no row that could be missing');
      if (effect.whenMissing === 'outcome' && Object.keys(effect.outcome).length === 0)
        report(visit, 'has no outcome to look at');
      return;
    case 'sql':
      checkPaths(visit, [effect.text, effect.parameters, effect.connection]);
      return;
    case 'save':
    case 'remove':
      if (effect.resource !== undefined) checkResource(visit, effect.resource);
      checkPaths(visit, [effect.entity, effect.connection]);
      return;
    case 'assign':
      checkPaths(visit, [effect.target, effect.data, effect.field?.column, effect.field?.value]);
      if (effect.data === undefined && effect.field === undefined) report(visit, 'assigns nothing');
      return;
    case 'amend':
      if (effect.resource !== undefined) checkResource(visit, effect.resource);
      checkPaths(visit, [effect.where, effect.data, effect.connection, effect.field?.column, effect.field?.value]);
      checkPaths(visit, [
        effect.condition?.column,
        effect.condition?.operator,
        effect.condition?.value,
        effect.condition?.parameters,
      ]);
      return;
    case 'transaction':
      checkPaths(visit, [effect.callback, effect.isolation, effect.list]);
      if (effect.handleType !== undefined) checkType(visit, effect.handleType);
      return;
    case 'begin':
    case 'commit':
    case 'rollback':
      checkPaths(visit, [effect.isolation]);
      return;
    case 'lock':
      checkPaths(visit, [effect.key, effect.callback]);
      return;
    case 'route':
      checkPaths(visit, [effect.path, effect.handlers, effect.before]);
      return;
    case 'middleware':
      checkPaths(visit, [effect.path, effect.handlers]);
      return;
    case 'parameter-hook':
      checkPaths(visit, [effect.name, effect.handler]);
      for (const parameter of effect.parameters ?? []) checkReturns(visit, parameter);
      return;
    case 'decorate':
      checkPaths(visit, [effect.name, effect.value]);
      return;
    case 'mark':
      checkPaths(visit, [effect.target]);
      return;
    case 'ambient':
      checkPaths(visit, [effect.value, effect.callback, effect.passed]);
      return;
    case 'verify':
      checkPaths(visit, [effect.credential, effect.callback, effect.identity]);
      return;
    case 'sign':
      checkPaths(visit, [effect.payload, effect.expiry]);
      return;
    case 'expiry':
      checkPaths(visit, [effect.value]);
      return;
    case 'assert':
      checkPaths(visit, [effect.condition]);
      return;
    case 'callback':
      checkPaths(visit, [effect.function]);
      for (const parameter of effect.parameters) checkReturns(visit, parameter);
      if (effect.self !== undefined) checkReturns(visit, effect.self);
      return;
    case 'respond':
      checkPaths(visit, [typeof effect.status === 'number' ? undefined : effect.status]);
      return;
    case 'schema':
    case 'schema-index':
      checkPaths(visit, [effect.definition, effect.options]);
      return;
    case 'next':
      checkPaths(visit, [effect.error]);
      return;
    case 'unlock':
    case 'throw':
      return;
    default:
      reportUnknown(visit, effect);
  }
}

function checkResource(
  visit: Visit,
  resource: 'receiver' | { readonly argument: ArgumentPath } | { readonly name: string },
): void {
  if (resource !== 'receiver' && 'argument' in resource) checkPaths(visit, [resource.argument]);
}

function checkPaths(visit: Visit, paths: readonly (ArgumentPath | readonly ArgumentPath[] | undefined)[]): void {
  for (const path of paths.flat()) {
    if (path !== undefined && !isArgumentPath(path)) report(visit, `cannot read the argument path '${path}'`);
  }
}

function checkType(visit: Visit, name: TypeName): void {
  const slash = name.indexOf('/');
  const entry = slash < 0 ? visit.entry : visit.entries.get(name.slice(0, slash));
  const type = slash < 0 ? name : name.slice(slash + 1);
  if (entry !== undefined && Object.hasOwn(entry.types, type)) return;
  const nearest =
    entry === undefined
      ? findNearest(name.slice(0, slash), [...visit.entries.keys()])
      : findNearest(type, Object.keys(entry.types));
  const meant =
    nearest === undefined
      ? ''
      : ` (did you mean ${entry === undefined ? `${nearest}/${type}` : `${name.slice(0, slash + 1)}${nearest}`}?)`;
  report(visit, `refers to the type ${name}, which does not exist${meant}`);
}

/** Entries may arrive unchecked by the compiler, so an unknown kind is a fault and not an exception. */
function reportUnknown(visit: Visit, value: never): void {
  report(visit, `has an unknown kind: ${JSON.stringify(value)}`);
}

function go(visit: Visit, name: string): Visit {
  return { ...visit, place: `${visit.place}.${name}` };
}

function report(visit: Visit, fault: string): void {
  visit.faults.push(`${visit.place} ${fault}`);
}
