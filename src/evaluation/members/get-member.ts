/**
 * `object.name` on every kind of value: assigned fields first, then what the value is known to have, then the
 * longer name and the longer path of where it came from.
 */
import type { Returns } from '../../catalog/shape.ts';
import type { Expression } from '../../languages/program.ts';
import { OPEN } from '../program/assign.ts';
import { callClosure } from '../calls/call-function.ts';
import { createClassName, getLibraryBase, getModelOfClass } from '../classes/class-base.ts';
import { instantiate } from '../classes/class-members.ts';
import { findClassMember } from '../classes/class-members.ts';
import type { FoundMember } from '../classes/class-members.ts';
import { decorateMethod } from '../classes/decorated-methods.ts';
import { evaluateExpression } from '../program/evaluate-expression.ts';
import { getExport, withModule } from '../modules/evaluate-module.ts';
import { findDeclaredType } from '../classes/find-declared-type.ts';
import type { Frame } from '../domain/frame.ts';
import { findNamed, findSurelyNamed } from '../names/listed-stores.ts';
import { findInjected } from '../classes/injection.ts';
import { makeReturns } from '../effects/make-returns.ts';
import { findModelStatic } from './model-methods.ts';
import type { Run } from '../domain/run.ts';
import {
  AMBIENT,
  createOperation,
  createUnknown,
  createValue,
  findTarget,
  getAlternatives,
  getDistinct,
  joinSources,
  joinValues,
  undefinedValue,
  unknownValue,
  weakenSources,
} from '../domain/value.ts';
import type { ClassWhat, HandleWhat, InstanceWhat, Row, Source, Value, What } from '../domain/value.ts';

/** Members of lists and texts that give their size. */
const SIZES: ReadonlySet<string> = new Set(['length', 'size']);

/** Alternatives of a choice that are asked for a member: the rest say little new. */
const MAX_ALTERNATIVES = 3;

/** `name` is `*` for a computed key, whose value is `key`. */
export function getMember(run: Run, object: Value, name: string, key?: Value): Value {
  const { what } = object;
  switch (what.kind) {
    case 'record': {
      const write = run.state.getField(what, name);
      if (write !== undefined) return write.value;
      const field = what.fields.get(name);
      if (field !== undefined) return field;
      if (name === '*')
        return createKeyedMember(object, key ?? unknownValue, joinSources([...what.fields.values(), ...what.spreads]));
      const open = run.state.getField(what, OPEN);
      if (open !== undefined && open.value !== unknownValue) return getMember(run, open.value, name);
      if (what.spreads.length === 0 && open !== undefined) return recogniseByName(run, name) ?? createUnknown(name);
      return what.spreads.length === 0
        ? undefinedValue
        : what.spreads.map((spread) => getMember(run, spread, name)).reduceRight((a, b) => joinValues(a, b));
    }
    case 'list': {
      if (SIZES.has(name)) return createOperation('call', [object], { name });
      const element = /^\d+$/.test(name) ? what.elements[Number(name)] : undefined;
      return element ?? createUnknown(undefined, object.sources);
    }
    case 'row':
      return getRowMember(run, object, what.row, what.path, name, key);
    case 'rows':
      if (SIZES.has(name))
        return createOperation('call', [createUnknown(undefined, withReadPath(object.sources, '#count'))], { name });
      // The one row that is taken is the row the read was for.
      if (/^\d+$/.test(name) && what.row.access !== undefined) what.row.access.many = false;
      return /^\d+$/.test(name) || name === '*' ? getElement(run, object) : createUnknown(name, object.sources);
    case 'outcome':
      return getOutcomeMember(run, object, what, name);
    case 'handle':
      return getHandleMember(run, object, what, name);
    case 'instance':
      return getInstanceMember(run, object, what, name);
    case 'class': {
      const write = run.state.getField(what.node, name);
      if (write !== undefined) return write.value;
      const found = findClassMember(run, what, name, true);
      if (found?.member.value === undefined) return getLibraryStatic(run, what, name);
      if (found.member.value.kind === 'function')
        return createValue({
          kind: 'function',
          closure: { node: found.member.value, frame: found.owner.frame, module: found.owner.module, self: object },
        });
      return evaluateField(run, found, found.owner.frame, found.member.value);
    }
    case 'module':
      return getExport(run, what.module, name);
    case 'function': {
      const write = run.state.getField(what.closure.node, name);
      return write === undefined
        ? createUnknown(what.closure.node.name === undefined ? name : `${what.closure.node.name}.${name}`)
        : write.value;
    }
    case 'behaviour':
      return createUnknown(`${what.name}.${name}`);
    case 'operation': {
      if (SIZES.has(name)) return createOperation('call', [object], { name });
      const alternatives = getDistinct(getAlternatives(object));
      if (alternatives.length > 1 || (alternatives.length === 1 && alternatives[0] !== object)) {
        const members = alternatives
          .filter(
            (value) =>
              !(value.what.kind === 'constant' && (value.what.value === null || value.what.value === undefined)),
          )
          .slice(0, MAX_ALTERNATIVES)
          .map((value) => getMember(run, value, name, key));
        const [first, ...others] = members;
        return first === undefined ? unknownValue : others.reduce((a, b) => joinValues(a, b), first);
      }
      return createUnknown(name, extendSources(run, object.sources, name));
    }
    case 'unknown':
      return getUnknownMember(run, object, what, name);
    case 'text':
    case 'constant':
      return createUnknown(name, object.sources);
    default:
      return unknownValue;
  }
}

function getRowMember(run: Run, object: Value, row: Row, path: string, name: string, key: Value | undefined): Value {
  const inner = path === '' ? name : `${path}.${name}`;
  const write = run.state.getField(row, inner);
  // What was appended to an entity's list is the store's to apply; a plain row's list is changed in memory.
  if (write !== undefined && (!write.append || row.entity === undefined)) return write.value;
  if (SIZES.has(name) && path !== '') return createOperation('call', [object], { name });
  if (row.initial !== undefined && path === '') return getMember(run, row.initial, name);
  const sources = row.access === undefined ? object.sources : [readSource(object.sources, row, inner)];
  // `row._doc`, `user.dataValues`: the row itself in other clothes.
  if (name === 'dataValues' || name === '_doc') return object;
  return createValue(
    { kind: 'row', row, path: inner },
    key === undefined || key.sources.length === 0 ? sources : [...sources, ...weakenSources(key.sources)],
  );
}

/** The field of a row, by the read (or the write) that gave the row. */
function readSource(sources: readonly Source[], row: Row, path: string): Source {
  const own = sources.find((source) => source.kind === 'read' || source.kind === 'write');
  if (own?.kind === 'read' || own?.kind === 'write')
    return { kind: own.kind, access: own.access, path, weak: own.weak };
  return row.access === undefined
    ? { kind: 'fresh', weak: true }
    : { kind: 'read', access: row.access, path, weak: false };
}

export function withReadPath(sources: readonly Source[], path: string): readonly Source[] {
  return sources.map((source) => (source.kind === 'read' || source.kind === 'write' ? { ...source, path } : source));
}

/** Longer paths for what came from the request, the caller or a parameter. */
export function extendSources(run: Run, sources: readonly Source[], name: string): readonly Source[] {
  if (sources.length === 0) return sources;
  return sources.map((source) => {
    switch (source.kind) {
      case 'request':
        if (source.part === 'session' && run.catalog.names.isIdentityName(name))
          return { kind: 'identity', path: name, weak: source.weak };
        return { ...source, path: source.path === '' ? name : `${source.path}.${name}` };
      case 'identity':
      case 'parameter':
        return { ...source, path: source.path === '' ? name : `${source.path}.${name}` };
      default:
        return source;
    }
  });
}

function getOutcomeMember(run: Run, object: Value, what: What & { kind: 'outcome' }, name: string): Value {
  const at = what.at === '' ? name : `${what.at}.${name}`;
  return getOutcomeAt(run, what, at) ?? createUnknown(name, withReadPath(object.sources, at));
}

/** The part of an outcome at a property path: a row, rows, a count, a deeper outcome; undefined where the shape says nothing of it. */
export function getOutcomeAt(run: Run, what: Extract<What, { kind: 'outcome' }>, at: string): Value | undefined {
  const { access, row, shape } = what;
  const source: Source = { kind: access.kind, access, path: '', weak: false };
  switch (shape[at]) {
    case 'row':
      return row === undefined
        ? createUnknown(undefined, [source])
        : createValue({ kind: 'row', row, path: '' }, [source]);
    case 'rows':
      if (Object.keys(shape).some((path) => path.startsWith(`${at}.`)) && access.kind === 'write') break;
      return row === undefined ? createUnknown(undefined, [source]) : createValue({ kind: 'rows', row }, [source]);
    case 'count':
    case 'exists':
      return createUnknown(undefined, [
        {
          kind: access.kind,
          access,
          path: access.aggregate === undefined ? '#count' : `#${access.aggregate}`,
          weak: false,
        },
      ]);
    case undefined:
      break;
  }
  const isPrefix = at === '' || Object.keys(shape).some((path) => path.startsWith(`${at}.`));
  return isPrefix ? createValue({ ...what, at }, [source]) : undefined;
}

function getHandleMember(run: Run, object: Value, what: HandleWhat, name: string): Value {
  const write =
    run.state.getField(what, name) ??
    (what.entry.kind === 'framework' && what.connection !== undefined
      ? run.state.getField(getOrigin(what), name)
      : undefined);
  if (write !== undefined) return write.value;
  const member = run.catalog.findMember(what.entry, what.type, name);
  if (member !== undefined) {
    if ('kind' in member && member.value.kind === 'unknown')
      return recogniseByName(run, name) ?? hold(run, what, name, run.phase === 'module');
    if ('kind' in member && what.entry.kind === 'framework') return getPart(run, object, what, name, member.value);
    if ('kind' in member)
      return makeReturns(run, member.value, { entry: what.entry, receiver: object, args: [], member: name });
    return createValue(
      { kind: 'behaviour', entry: what.entry, name, behaviour: member, receiver: object, construct: undefined },
      object.sources,
    );
  }
  if (what.outcome !== undefined)
    return getMember(run, run.state.getField(what, '#outcome')?.value ?? what.outcome, name);
  const added = findModelStatic(run, what, name);
  if (added !== undefined) return added;
  const isRequestObject =
    what.entry.kind !== 'framework' ||
    what.entry.handlerParameters.includes(what.type) ||
    what.entry.handlerParameters.length === 0;
  if ((run.phase === 'module' && what.entry.kind === 'store') || !isRequestObject) {
    // Something the catalog does not describe (`schema.methods`), which the module may fill.
    return hold(run, what, name, true);
  }
  if (what.entry.kind === 'framework') {
    // A client that a plugin or middleware hung there.
    const client = recogniseByName(run, name);
    if (client !== undefined) return client;
  }
  if (what.entry.kind === 'framework' && run.catalog.names.isIdentityName(name))
    return createUnknown(name, [{ kind: 'identity', path: '', weak: false }]);
  // What is no handler's (`process.env`) is no part of a request.
  const sources: readonly Source[] =
    what.entry.kind === 'framework' && what.entry.handlerParameters.length > 0
      ? [{ kind: 'request', part: 'other', path: name, weak: false }]
      : object.sources;
  return createUnknown(name, sources);
}

/** What an application and its plugins were made from: what is put on one of them is on all. */
export function getOrigin(what: HandleWhat): object {
  let { connection } = what;
  while (connection?.parent !== undefined) connection = connection.parent;
  return connection ?? what;
}

const parts = new WeakMap<HandleWhat, Map<string, Value>>();

/** A part of a request is the same one each time it is asked for, so that what is assigned to it stays. */
function getPart(run: Run, object: Value, what: HandleWhat, name: string, returns: Returns): Value {
  let known = parts.get(what);
  if (known === undefined) parts.set(what, (known = new Map<string, Value>()));
  let part = known.get(name);
  if (part === undefined) {
    part = makeReturns(run, returns, { entry: what.entry, receiver: object, args: [], member: name });
    // Which of many it is, where one description stands for all.
    const all = name === '*' ? undefined : run.catalog.findMember(what.entry, what.type, '*');
    if (returns.kind === 'role' && all !== undefined && 'kind' in all && all.value === returns)
      part = createUnknown(name, extendSources(run, part.sources, name));
    known.set(name, part);
  }
  return part;
}

function getInstanceMember(run: Run, object: Value, what: InstanceWhat, name: string): Value {
  const write = run.state.getField(what, name);
  const isKnown = write !== undefined && (write.value.what.kind !== 'unknown' || write.value.sources.length > 0);
  if (isKnown) return write.value;
  const found = findClassMember(run, what.class, name, false);
  if (write !== undefined) {
    // What the constructor was given is not known; the declaration of the field may say what it is.
    const declared =
      found === undefined ? undefined : findDeclaredType(run, found.member.types, name, found.owner.frame);
    if (declared !== undefined) run.state.setField(what, name, { ...write, value: declared });
    return declared ?? write.value;
  }
  if (found === undefined)
    return getLibraryMember(run, what, name) ?? recogniseByName(run, name) ?? createUnknown(`this.${name}`);
  const { member, owner } = found;
  if (member.kind === 'getter' && member.value?.kind === 'function')
    return callClosure(
      run,
      { node: member.value, frame: owner.frame, module: owner.module, self: object },
      [],
      member.range,
    );
  if (member.kind === 'method' && member.value?.kind === 'function')
    return createValue({
      kind: 'function',
      closure: decorateMethod(run, owner, member, {
        node: member.value,
        frame: owner.frame,
        module: owner.module,
        self: object,
      }),
    });
  if (member.value !== undefined) {
    if (member.value.kind === 'function')
      return createValue({
        kind: 'function',
        closure: { node: member.value, frame: instantiate(owner, object), module: owner.module, self: object },
      });
    const { phase } = run;
    if (what.shared) run.phase = 'module';
    const value = evaluateField(run, found, instantiate(owner, object), member.value);
    run.phase = phase;
    run.state.setField(what, name, { value, append: false, atomic: false, range: undefined, node: undefined });
    return value;
  }
  return (
    findInjected(run, member.annotations, owner.module, owner.frame) ??
    findDeclaredType(run, member.types, name, owner.frame) ??
    recogniseByName(run, name) ??
    createUnknown(`this.${name}`)
  );
}

/** What a class has of the library's class it extends. */
function getLibraryStatic(run: Run, what: ClassWhat, name: string): Value {
  if (name === 'name' && what.node.name !== undefined) return createClassName(what, what.node.name);
  const path = what.node.name === undefined ? name : `${what.node.name}.${name}`;
  const model = getModelOfClass(run, what);
  return model?.what.kind === 'handle' && run.catalog.findMember(model.what.entry, model.what.type, name) !== undefined
    ? getMember(run, model, name)
    : createUnknown(path);
}

function getLibraryMember(run: Run, what: InstanceWhat, name: string): Value | undefined {
  const base = getLibraryBase(run, what);
  return base?.what.kind === 'handle' && run.catalog.findMember(base.what.entry, base.what.type, name) !== undefined
    ? getMember(run, base, name)
    : undefined;
}

/** The value a class gives a field, in the file of the class. */
function evaluateField(run: Run, { owner }: FoundMember, frame: Frame, value: Expression): Value {
  return withModule(run, owner.module, () => evaluateExpression(run, frame, value));
}

/** An object of which nothing is known but what the code puts there. */
function hold(run: Run, what: HandleWhat, name: string, shared: boolean): Value {
  const holder = createValue({ kind: 'record', fields: new Map(), spreads: [createUnknown(name)], shared });
  run.state.setField(what, name, { value: holder, append: false, atomic: false, range: undefined, node: undefined });
  return holder;
}

/** `prisma`, `this.pool`: names that alone say what a value is. */
export function recogniseByName(run: Run, name: string): Value | undefined {
  const found = findNamed(run, name);
  return found === undefined
    ? undefined
    : makeReturns(
        run,
        { kind: 'type', type: found.type, connection: 'new' },
        { entry: found.entry, receiver: undefined, args: [], member: name, certainty: found.certainty },
      );
}

function getUnknownMember(run: Run, object: Value, what: Extract<What, { kind: 'unknown' }>, name: string): Value {
  if (object.sources.length === 0) {
    const known = what.origin === AMBIENT ? undefined : recogniseByName(run, name);
    if (known !== undefined) return known;
  } else {
    const write = run.state.getField(what, name);
    if (write !== undefined) return write.value;
    if (object.sources.every((source) => source.kind === 'parameter') && findSurelyNamed(run, name) !== undefined) {
      // What a caller hands over may be called anything, but for what the project depends on.
      return recogniseByName(run, name) ?? unknownValue;
    }
  }
  return createUnknown(
    what.path === undefined ? name : `${what.path}.${name}`,
    extendSources(run, object.sources, name),
    what.origin,
  );
}

function createKeyedMember(from: Value, key: Value, sources: readonly Source[]): Value {
  return createValue({ kind: 'unknown', path: undefined, origin: undefined, member: { from, key } }, sources);
}

/** One element of a list-like value. */
export function getElement(run: Run, value: Value): Value {
  const { what } = value;
  switch (what.kind) {
    case 'rows':
      return createValue({ kind: 'row', row: what.row, path: '' }, value.sources);
    case 'row': {
      const path = what.path === '' ? '*' : `${what.path}.*`;
      return createValue({ kind: 'row', row: what.row, path }, withReadPath(value.sources, path));
    }
    case 'list': {
      const [first, ...others] = what.elements;
      return first === undefined
        ? createUnknown(undefined, value.sources)
        : others.slice(0, 6).reduce((a, b) => joinValues(a, b), first);
    }
    case 'outcome':
      return getMember(run, value, '0');
    case 'operation': {
      const target = findTarget(value);
      return target === value ? createUnknown(undefined, value.sources) : getElement(run, target);
    }
    case 'handle':
      return what.outcome === undefined ? createUnknown(undefined, value.sources) : getElement(run, what.outcome);
    default:
      return createUnknown(undefined, extendSources(run, value.sources, '*'));
  }
}
