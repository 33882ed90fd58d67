/**
 * Calls of code that is not seen, by names that pair up: `getBalance(user)` reads what `updateBalance(user, …)` writes.
 * What one name says is a guess. It is certain where two agree: on the noun, on the object the functions belong to, and
 * on the arguments that say which row is meant.
 */
import { isTransactionHandleName, parseAccessName } from '../../catalog/naming.ts';
import { parsePairedName } from '../../catalog/naming/pairs.ts';
import type { StoreEntry } from '../../catalog/shape.ts';
import { addAccess } from '../accesses/add-access.ts';
import { readSets } from '../accesses/read-object.ts';
import type { Access, AccessCondition, AccessSet, Connection } from '../domain/access.ts';
import type { CallSite, Invocation } from '../domain/call-site.ts';
import { getRecordFields } from '../domain/fields.ts';
import { takeId } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { createValue, findTarget, getPath, joinSources } from '../domain/value.ts';
import type { Row, Value } from '../domain/value.ts';
import { getPairedNouns } from '../names/paired-nouns.ts';

/** Where such functions keep what they read and write: nothing else is known of it. */
const unseen: StoreEntry = {
  kind: 'store',
  name: 'functions by their names',
  packages: [],
  exports: {},
  types: {},
  reach: 'shared',
  synchronous: true,
};

/** The read or write that the name of the function says it is; undefined where the file has no two names that pair. */
export function callPaired(
  run: Run,
  receiver: Value | undefined,
  path: string,
  invocation: Invocation,
): Value | undefined {
  const dot = path.lastIndexOf('.');
  const name = path.slice(dot + 1);
  // Most calls are of no such name: nothing dearer is asked for them.
  if (parseAccessName(name) === undefined || getPairedNouns(run.module).size === 0) return undefined;
  const owner = receiver === undefined ? path.slice(0, Math.max(dot, 0)) : getOwnerPath(receiver);
  if (owner === undefined) return undefined;
  const last = owner.split('.').at(-1);
  const parsed = parsePairedName(name, last === '' ? undefined : last);
  if (parsed === undefined || !getPairedNouns(run.module).has(parsed.noun)) return undefined;
  if (parsed.operation === 'lock') {
    run.state.pushScope({
      kind: 'lock',
      id: takeId(run),
      reach: 'shared',
      key: undefined,
      owner: undefined,
      heldBy: 'caller',
      certainty: 'possible',
      range: invocation.range,
      module: run.module,
    });
    return undefined;
  }
  const handle = invocation.args.find((argument) => isHandle(run, argument));
  const args = invocation.args.filter((argument) => argument !== handle);
  const connection: Connection = {
    id: takeId(run),
    kind: handle === undefined ? 'outer' : 'parameter',
    parent: undefined,
    name: owner,
  };
  return parsed.operation === 'read'
    ? read(run, parsed.noun, args, connection, invocation)
    : write(run, parsed.noun, args, connection, invocation);
}

/** How the code names the object: that of another file or package, a member of the instance, a parameter. */
function getOwnerPath(receiver: Value): string | undefined {
  const { what, sources } = receiver;
  if (what.kind === 'instance') return 'this';
  if (what.kind !== 'unknown' || !sources.every((source) => source.kind === 'parameter')) return undefined;
  return getPath(receiver);
}

/** A transaction of the caller's, alone or among options. */
function isHandle(run: Run, argument: Value): boolean {
  const { what } = findTarget(argument);
  switch (what.kind) {
    case 'unknown':
      return isTransactionHandleName(what.path?.split('.').at(-1) ?? '') !== undefined;
    case 'handle':
      return (
        what.connection?.kind === 'transaction' ||
        what.connection?.kind === 'parameter' ||
        what.connection?.kind === 'client'
      );
    case 'record':
      return [...getRecordFields(run, what).keys()].some((key) => isTransactionHandleName(key) !== undefined);
    default:
      return false;
  }
}

function site(connection: Connection, { args, node, range }: Invocation): CallSite {
  return { entry: unseen, receiver: undefined, member: connection.name, args, node, range, certainty: 'possible' };
}

/** Which row is meant: the arguments in their order, as far as they are no objects. */
function getKeys(args: readonly Value[]): readonly AccessCondition[] {
  return args.map((value, index) => ({ field: `@${String(index)}`, operator: '=', value }));
}

function read(run: Run, noun: string, args: readonly Value[], connection: Connection, invocation: Invocation): Value {
  const access = addAccess(run, site(connection, invocation), {
    kind: 'read',
    operation: 'select',
    resource: noun,
    where: getKeys(args),
    whereIsKnown: args.length > 0,
    connection,
  });
  const row: Row = {
    id: takeId(run),
    access,
    resource: noun,
    entry: unseen,
    type: undefined,
    entity: undefined,
    model: undefined,
    isNew: false,
    initial: undefined,
  };
  return createValue({ kind: 'row', row, path: '' }, [{ kind: 'read', access, path: '', weak: false }]);
}

function write(run: Run, noun: string, args: readonly Value[], connection: Connection, invocation: Invocation): Value {
  const where = getKeys(args.slice(0, -1));
  const data = args.at(-1);
  const isObject = data !== undefined && ['record', 'row'].includes(findTarget(data).what.kind);
  const sets: readonly AccessSet[] =
    data === undefined
      ? []
      : isObject
        ? readSets(run, data, undefined).sets
        : [{ field: '*', value: data, relative: false, range: undefined }];
  const access = addAccess(run, site(connection, invocation), {
    kind: 'write',
    operation: 'update',
    resource: noun,
    where,
    whereIsKnown: where.length > 0,
    sets,
    setsAreKnown: isObject,
    connection,
  });
  // The two names that agree make each other certain.
  const pair = run.accesses.findLast(
    (other) =>
      other.kind === 'read' &&
      other.store === unseen &&
      other.resource === noun &&
      other.connection?.name === connection.name &&
      isSameRow(other, access),
  );
  if (pair !== undefined) {
    pair.certainty = 'certain';
    access.certainty = 'certain';
  }
  return createValue({ kind: 'unknown', path: undefined, origin: undefined }, [
    { kind: 'write', access, path: '', weak: false },
  ]);
}

/** Named by the same values, of which one at least tells rows apart. */
function isSameRow(a: Access, b: Access): boolean {
  if (a.where.length === 0 || a.where.length !== b.where.length) return false;
  return (
    a.where.every((condition, index) => isSameValue(condition.value, b.where[index]?.value)) &&
    a.where.some((condition) => condition.value.what.kind !== 'constant')
  );
}

function isSameValue(a: Value, b: Value | undefined): boolean {
  if (b === undefined) return false;
  if (a.what === b.what) return true;
  if (a.what.kind === 'constant' && b.what.kind === 'constant') return a.what.value === b.what.value;
  if (a.what.kind === 'operation' || b.what.kind === 'operation' || a.sources.length === 0) return false;
  const joined = joinSources([a, b]).length;
  return joined === a.sources.length && joined === b.sources.length;
}
