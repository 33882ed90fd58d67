/**
 * `object.name` on every kind of value: assigned fields first, then what the value is known to have, then the
 * longer name and the longer path of where it came from.
 */
import { OPEN_FIELD } from '../domain/fields.ts';
import type { Run } from '../domain/run.ts';
import { extendSources, withReadPath } from '../domain/sources.ts';
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
  SIZES,
  undefinedValue,
  unknownValue,
} from '../domain/value.ts';
import type { Source, Value, What } from '../domain/value.ts';
import { getExport } from '../modules/exports.ts';
import { findSurelyNamed } from '../names/listed-stores.ts';
import { recogniseByName } from '../names/recognise-name.ts';
import { getInstanceMember, getStaticMember } from './class-member.ts';
import { getHandleMember } from './handle-member.ts';
import { getOutcomeMember, getRowMember } from './stored-member.ts';

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
      const open = run.state.getField(what, OPEN_FIELD);
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
    case 'class':
      return getStaticMember(run, object, what, name);
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
