/**
 * Members of what a store gave: rows, and outcomes with the rows and counts in them.
 */
import type { Run } from '../domain/run.ts';
import { withReadPath } from '../domain/sources.ts';
import { createOperation, createUnknown, createValue, SIZES, weakenSources } from '../domain/value.ts';
import type { Row, Source, Value, What } from '../domain/value.ts';

export function getRowMember(
  run: Run,
  object: Value,
  row: Row,
  path: string,
  name: string,
  key: Value | undefined,
): Value {
  const inner = path === '' ? name : `${path}.${name}`;
  const write = run.state.getField(row, inner);
  // What was appended to an entity's list is the store's to apply; a plain row's list is changed in memory.
  if (write !== undefined && (!write.append || row.entity === undefined)) return write.value;
  if (SIZES.has(name) && path !== '') return createOperation('call', [object], { name });
  if (row.initial !== undefined && path === '') return run.evaluator.getMember(run, row.initial, name);
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

export function getOutcomeMember(run: Run, object: Value, what: What & { kind: 'outcome' }, name: string): Value {
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
