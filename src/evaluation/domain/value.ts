/**
 * Abstract values: what something is, and where it came from. Values are immutable; what is assigned to fields of
 * records, instances and rows lives in the `State`, keyed by the object that stands for them.
 */
import type { Behaviour, CatalogEntry, EntityEntry, OutcomeShape, TypeName } from '../../catalog/shape.ts';
import type { ClassExpression, Expression, FunctionExpression, Operator } from '../../languages/program.ts';
import type { Access, Connection } from './access.ts';
import type { EvaluatedModule, Frame } from './frame.ts';

/** Where a value came from. `weak`: through a call whose body was not seen, so the link is a guess. */
export type Source =
  /** Field `path` of what the read found: `''` the row itself (or whether there is one), `#count` an aggregate. */
  | { readonly kind: 'read'; readonly access: Access; readonly path: string; readonly weak: boolean }
  /** What a write gave back: a count, a row, an outcome. */
  | { readonly kind: 'write'; readonly access: Access; readonly path: string; readonly weak: boolean }
  | { readonly kind: 'request'; readonly part: RequestPart; readonly path: string; readonly weak: boolean }
  | { readonly kind: 'identity'; readonly path: string; readonly weak: boolean }
  | { readonly kind: 'credential'; readonly weak: boolean }
  /** Random or time: new with every request. */
  | { readonly kind: 'fresh'; readonly weak: boolean }
  | { readonly kind: 'parameter'; readonly name: string; readonly path: string; readonly weak: boolean };

export type RequestPart = 'params' | 'query' | 'body' | 'headers' | 'session' | 'other';

/** A row (or document) that a read found, or that a handler was given: fields assigned to it are kept in the state under this object. */
export interface Row {
  readonly id: number;
  /** The read it came from; undefined for a new entity (`new Model()`), which save inserts. */
  readonly access: Access | undefined;
  readonly resource: string | undefined;
  readonly entry: CatalogEntry;
  /** Catalogued type of the row, where it is an entity with methods. */
  readonly type: TypeName | undefined;
  readonly entity: EntityEntry | undefined;
  /** The model it belongs to: its methods are the row's. */
  readonly model: HandleWhat | undefined;
  readonly isNew: boolean;
  /** The fields a new entity was made with. */
  readonly initial: Value | undefined;
}

export interface Closure {
  readonly node: FunctionExpression;
  readonly frame: Frame;
  readonly module: EvaluatedModule;
  readonly self: Value | undefined;
  /** The function as it was written, where an annotation put this one in its place. */
  readonly written?: Closure;
  /** An annotation that is not seen is called what transactions and locks are called. */
  readonly isProtected?: boolean;
}

export interface HandleWhat {
  readonly kind: 'handle';
  readonly entry: CatalogEntry;
  readonly type: TypeName;
  readonly resource: string | undefined;
  readonly connection: Connection | undefined;
  /** The statement a prepared statement will run. */
  readonly sql: Value | undefined;
  /** The read or write a builder stands for, and what awaiting the builder gives. */
  readonly access: Access | undefined;
  readonly outcome: Value | undefined;
  /** What the store was told of the model (schema definition), or the value a builder was made with. */
  readonly made: readonly Value[];
  readonly certainty: 'certain' | 'possible';
  /** Made while a module loaded, so one for all requests. */
  readonly isShared: boolean;
}

export interface RecordWhat {
  readonly kind: 'record';
  readonly fields: ReadonlyMap<string, Value>;
  /** Spread values, in order; a field not in `fields` may be in one of them. */
  readonly spreads: readonly Value[];
  /** True where it was made while the module loaded: one object for all requests. */
  readonly shared: boolean;
}

export interface ClassWhat {
  readonly kind: 'class';
  readonly node: ClassExpression;
  readonly frame: Frame;
  readonly module: EvaluatedModule;
}

/** The instance of a class that all requests share. */
export interface Singleton {
  readonly owner: ClassWhat;
  readonly value: Value;
  /** Those it was made with. */
  readonly parts: readonly Singleton[];
}

export interface InstanceWhat {
  readonly kind: 'instance';
  readonly class: ClassWhat;
  readonly shared: boolean;
}

export type What =
  /** `path` is how the code names it (`this.users`, `db.order`), `origin` the package it was imported from, or `AMBIENT`. */
  | {
      readonly kind: 'unknown';
      readonly path: string | undefined;
      readonly origin: string | undefined;
      readonly member?: KeyedMember;
    }
  | { readonly kind: 'constant'; readonly value: string | number | boolean | bigint | null | undefined }
  | RecordWhat
  | { readonly kind: 'list'; readonly elements: readonly Value[]; readonly open: boolean }
  | { readonly kind: 'function'; readonly closure: Closure }
  | {
      readonly kind: 'behaviour';
      readonly entry: CatalogEntry;
      readonly name: string;
      readonly behaviour: Behaviour;
      readonly receiver: Value | undefined;
      readonly construct: Behaviour | undefined;
    }
  | ClassWhat
  | InstanceWhat
  | HandleWhat
  /** `isPart`: some elements of the list in the field, such as those a filter let through. */
  | { readonly kind: 'row'; readonly row: Row; readonly path: string; readonly isPart?: boolean }
  | { readonly kind: 'rows'; readonly row: Row }
  | {
      readonly kind: 'outcome';
      readonly access: Access;
      readonly row: Row | undefined;
      readonly shape: OutcomeShape;
      readonly at: string;
    }
  | {
      readonly kind: 'operation';
      readonly operator: Operator | 'choice' | 'call';
      readonly name: string | undefined;
      readonly operands: readonly Value[];
      readonly depth: number;
    }
  | { readonly kind: 'text'; readonly texts: readonly string[]; readonly values: readonly Value[] }
  | { readonly kind: 'module'; readonly module: EvaluatedModule };

/** `from[key]`, where `key` is not known: what is put elsewhere under the same key makes a copy. */
export interface KeyedMember {
  readonly from: Value;
  readonly key: Value;
}

export interface Value {
  readonly what: What;
  readonly sources: readonly Source[];
  /** The expression that gave the value, where it is a literal shape a remedy may edit. */
  readonly node: Expression | undefined;
  /** The module `node` is in. */
  readonly module: EvaluatedModule | undefined;
}

/** The field of a function without a name of its own that holds what it was put on an application as. */
export const DECORATED = '#decorated';

/** The origin of what a caller that is not seen may have given everything below it. */
export const AMBIENT = '#ambient';

const MAX_SOURCES = 24;
const MAX_DEPTH = 12;
const NONE: readonly Source[] = [];

function make(what: What, sources: readonly Source[] = NONE, node?: Expression, module?: EvaluatedModule): Value {
  return { what, sources, node, module };
}

export const unknownValue: Value = make({ kind: 'unknown', path: undefined, origin: undefined });
export const undefinedValue: Value = make({ kind: 'constant', value: undefined });

export function createValue(
  what: What,
  sources: readonly Source[] = NONE,
  node?: Expression,
  module?: EvaluatedModule,
): Value {
  return make(what, sources, node, module);
}

export function createUnknown(path: string | undefined, sources: readonly Source[] = NONE, origin?: string): Value {
  return path === undefined && sources.length === 0 && origin === undefined
    ? unknownValue
    : make({ kind: 'unknown', path, origin }, sources);
}

export function createConstant(
  value: string | number | boolean | bigint | null | undefined,
  node?: Expression,
  module?: EvaluatedModule,
): Value {
  return make({ kind: 'constant', value }, NONE, node, module);
}

/** The union of the values' sources, without repetition, bounded. */
export function joinSources(values: readonly (Value | undefined)[]): readonly Source[] {
  let first = NONE;
  let joined: Source[] | undefined;
  for (const value of values) {
    if (value === undefined || value.sources.length === 0 || value.sources === first) continue;
    if (first.length === 0) first = value.sources;
    else addSources((joined ??= [...first]), value.sources);
  }
  return joined ?? first;
}

function addSources(joined: Source[], added: readonly Source[]): void {
  for (const source of added) {
    if (joined.length >= MAX_SOURCES) return;
    if (!includesSource(joined, source)) joined.push(source);
  }
}

function includesSource(sources: readonly Source[], wanted: Source): boolean {
  for (const source of sources) if (isSameSource(source, wanted)) return true;
  return false;
}

function isSameSource(a: Source, b: Source): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind || a.weak !== b.weak) return false;
  switch (a.kind) {
    case 'read':
    case 'write':
      return (b.kind === 'read' || b.kind === 'write') && a.access === b.access && a.path === b.path;
    case 'request':
      return b.kind === 'request' && a.part === b.part && a.path === b.path;
    case 'identity':
      return b.kind === 'identity' && a.path === b.path;
    case 'parameter':
      return b.kind === 'parameter' && a.name === b.name && a.path === b.path;
    default:
      return true;
  }
}

/** The same sources, marked as guessed: they went through code that was not seen. */
export function weakenSources(sources: readonly Source[]): readonly Source[] {
  return sources.every((source) => source.weak)
    ? sources
    : sources.map((source) => (source.weak ? source : { ...source, weak: true }));
}

export interface OperationOptions {
  readonly name?: string | undefined;
  readonly weak?: boolean;
  readonly node?: Expression;
  readonly module?: EvaluatedModule;
}

export function createOperation(
  operator: Operator | 'choice' | 'call',
  operands: readonly Value[],
  options?: OperationOptions,
): Value {
  // Conditions a choice keeps (`void`) decide it but are not what it is made of.
  const joined = joinSources(operator === 'choice' ? operands.filter(isNoKeptCondition) : operands);
  const sources = options?.weak === true ? weakenSources(joined) : joined;
  let depth = 0;
  for (const { what } of operands) if (what.kind === 'operation' && what.depth > depth) depth = what.depth;
  if (depth >= MAX_DEPTH) return make({ kind: 'unknown', path: undefined, origin: undefined }, sources);
  return make(
    { kind: 'operation', operator, name: options?.name, operands, depth: depth + 1 },
    sources,
    options?.node,
    options?.module,
  );
}

/** Alternatives kept of a choice; past these the rest is left out. */
const MAX_CHOICES = 8;

/** Either of two values, decided by `condition` where it is known. */
export function joinValues(a: Value, b: Value, condition?: Value): Value {
  if (a === b) return a;
  if (a.what === b.what) return a.sources.length >= b.sources.length ? a : b;
  if (a.what.kind === 'constant' && b.what.kind === 'constant' && a.what.value === b.what.value) return a;
  const operands = getAlternatives(a).concat(getAlternatives(b));
  if (operands.length > MAX_CHOICES) operands.length = MAX_CHOICES;
  if (condition !== undefined) operands.push(createOperation('void', [condition]));
  return createOperation('choice', operands);
}

/** The values a choice may be; the value itself where it is none. Conditions kept in it (`void`) are left out. */
export function getAlternatives(value: Value): readonly Value[] {
  const { what } = value;
  if (what.kind !== 'operation') return [value];
  if (what.operator === 'choice') return what.operands.filter(isNoKeptCondition);
  if (what.operator === '??' || what.operator === 'or') return what.operands;
  return [value];
}

/** Of two clients that were made while modules loaded, or may have been (`global.db ?? createClient()`), one: whichever it is, it is the one of the process. */
export function getDistinct(alternatives: readonly Value[]): readonly Value[] {
  const hasShared = alternatives.some(({ what }) => what.kind === 'handle' && what.isShared);
  // Of those that nothing is known of, one says as much as all.
  const isBlank = ({ what, sources }: Value): boolean => what.kind === 'unknown' && sources.length === 0;
  const first = alternatives.find(isBlank);
  const known = alternatives.filter((value) => !isBlank(value) || (!hasShared && value === first));
  return known.filter(
    ({ what }, index) =>
      what.kind !== 'handle' ||
      !what.isShared ||
      known.findIndex(
        (other) =>
          other.what.kind === 'handle' &&
          other.what.isShared &&
          other.what.entry === what.entry &&
          other.what.type === what.type &&
          other.what.resource === what.resource,
      ) === index,
  );
}

/** A condition that decided between the other operands of a choice. */
export function isKeptCondition(value: Value): boolean {
  return value.what.kind === 'operation' && value.what.operator === 'void';
}

function isNoKeptCondition(value: Value): boolean {
  return !isKeptCondition(value);
}

/** The first alternative something can be done with (called, asked for a member), or the value itself. */
export function findTarget(value: Value): Value {
  if (value.what.kind !== 'operation') return value;
  for (const alternative of getAlternatives(value)) {
    const target = alternative === value ? value : findTarget(alternative);
    if (target.what.kind !== 'unknown' && target.what.kind !== 'constant' && target.what.kind !== 'operation')
      return target;
  }
  return value;
}

export function getConstantString(value: Value | undefined): string | undefined {
  return value?.what.kind === 'constant' && typeof value.what.value === 'string' ? value.what.value : undefined;
}

/** The name by which the code calls the value, as far as it has one. */
export function getPath(value: Value): string | undefined {
  return value.what.kind === 'unknown' ? value.what.path : undefined;
}

/** The name of a table or model, where a value gives one. */
export function getResourceName(value: Value | undefined): string | undefined {
  if (value === undefined) return undefined;
  const { what } = value;
  if (what.kind === 'constant' && typeof what.value === 'string') return what.value;
  if (what.kind === 'handle') return what.resource;
  if (what.kind === 'class') return what.node.name;
  return getPath(value)?.split('.').at(-1);
}

export function isFunction(value: Value): boolean {
  const { kind } = findTarget(value).what;
  return kind === 'function' || kind === 'behaviour';
}

/** An SQL expression built by the store's own function (`sequelize.literal('n - 1')`, `knex.raw('n - ?')`, `sql\`…\``): the statement computes it from the row. */
export function isAppendSource(value: Value): boolean {
  const { what } = value;
  return what.kind === 'handle' && what.entry.kind === 'store' && what.sql !== undefined;
}

/** Members of lists and texts that give their size. */
export const SIZES: ReadonlySet<string> = new Set(['length', 'size']);
