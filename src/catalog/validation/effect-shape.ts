/** The shapes of effects and of what calls return, which hold each other; see `entry-shape.ts`. */
import type {
  AmendEffect,
  BuilderCondition,
  CallbackEffect,
  Effect,
  FieldAssignment,
  LockEffect,
  OutcomeShape,
  ReadEffect,
  Returns,
  Role,
  VerifyEffect,
  WriteEffect,
} from '../shape.ts';
import type { DataShape, Field } from './data-shape.ts';
import {
  argumentPath,
  argumentPaths,
  choiceOf,
  constant,
  listOf,
  object,
  optional,
  recordOf,
  required,
  text,
  typeName,
  yesOrNo,
} from './fields.ts';
import type { Fields } from './fields.ts';

type ReturnedType = Extract<Returns, { readonly kind: 'type' }>;
type ReturnsFields = {
  readonly [Kind in Returns['kind']]: Fields<Omit<Extract<Returns, { readonly kind: Kind }>, 'kind'>>;
};
/** The member of the union with this kind, also where it shares its interface with another (`begin`, `commit`). */
type EffectOf<Kind, Each = Effect> = Each extends { readonly kind: infer Kinds }
  ? Kind extends Kinds
    ? Each
    : never
  : never;
type EffectFields = { readonly [Kind in Effect['kind']]: Fields<Omit<EffectOf<Kind>, 'kind'>> };

const effects: DataShape = listOf({ kind: 'later', get: () => effectShape }, 'an array of effects');
const returns: DataShape = { kind: 'later', get: () => returnsShape };
const index: DataShape = { kind: 'index', description: 'the index of a parameter, from 0' };

export const role: DataShape = choiceOf<Role>({
  identity: true,
  credential: true,
  fresh: true,
  params: true,
  query: true,
  body: true,
  headers: true,
  session: true,
  'request-data': true,
});

const returnsFields: ReturnsFields = {
  receiver: {},
  argument: { at: required(argumentPath) },
  type: {
    type: required(typeName),
    resource: optional(argumentPaths),
    sql: optional(argumentPath),
    parameters: optional(argumentPath),
    connection: optional(choiceOf<NonNullable<ReturnedType['connection']>>({ same: true, new: true })),
    member: optional(argumentPath),
    fields: optional(argumentPath),
    role: optional(role),
  },
  statement: {
    type: required(typeName),
    operation: required(choiceOf<'insert' | 'update'>({ insert: true, update: true })),
    table: required(argumentPaths),
    data: required(argumentPath),
    columns: optional(argumentPath),
  },
  outcome: {},
  role: { role: required(role), at: optional(argumentPath) },
  list: { elements: required(listOf(returns, 'an array of what the elements are')) },
  record: { fields: required(recordOf(returns, 'an object of what the fields are')) },
  provided: { token: required(argumentPath) },
  ambient: {},
  function: { effects: required(effects), returns: optional(returns) },
  field: { name: required(argumentPath) },
  constant: { value: required(constant) },
  'callback-result': { parameter: optional(index) },
  unknown: {},
};

export const returnsShape: DataShape = createVariants(
  "an object that says what a call gives, such as { kind: 'outcome' }",
  returnsFields,
);

type OutcomePart = OutcomeShape[string];
const outcome: DataShape = recordOf(
  choiceOf<OutcomePart>({ row: true, rows: true, count: true, exists: true }),
  "an object of paths with what is found there, such as { rows: 'rows', rowCount: 'count' }",
);
const resource: DataShape = {
  kind: 'either',
  description: "'receiver', { argument } or { name }",
  alternatives: [
    { shape: choiceOf<'receiver'>({ receiver: true }) },
    {
      shape: object<{ readonly argument: string }>('an object { argument }', { argument: required(argumentPath) }),
      has: 'argument',
    },
    { shape: object<{ readonly name: string }>('an object { name }', { name: required(text) }), has: 'name' },
  ],
};
const field: DataShape = object<FieldAssignment>('an object { column, value, relative }', {
  column: required(argumentPath),
  value: optional(argumentPath),
  relative: optional(yesOrNo),
});
const condition: DataShape = object<BuilderCondition>('an object { column, operator, value, means, parameters }', {
  column: required(argumentPath),
  parameters: optional(argumentPath),
  value: optional(argumentPath),
  operator: optional(argumentPath),
  means: optional(text),
});
const aggregate: DataShape = choiceOf<NonNullable<ReadEffect['aggregate']>>({
  count: true,
  sum: true,
  max: true,
  min: true,
  exists: true,
});
const operation: DataShape = choiceOf<WriteEffect['operation']>({
  insert: true,
  update: true,
  delete: true,
  upsert: true,
});
const whenMissing: DataShape = choiceOf<WriteEffect['whenMissing']>({ throws: true, outcome: true, nothing: true });

const access: Fields<
  Pick<ReadEffect, 'resource' | 'where' | 'key' | 'outcome' | 'connection' | 'plain' | 'narrowedBy'>
> = {
  resource: required(resource),
  where: optional(argumentPaths),
  key: optional(argumentPath),
  outcome: required(outcome),
  connection: optional(argumentPaths),
  narrowedBy: optional(
    object<NonNullable<ReadEffect['narrowedBy']>>('an object { at, keys }', {
      at: required(argumentPath),
      keys: required(listOf(text, 'an array of names')),
    }),
  ),
  plain: optional(argumentPath),
};
const entity: EffectFields['save'] = {
  entity: optional(argumentPath),
  resource: optional(resource),
  connection: optional(argumentPaths),
};
const step: EffectFields['begin'] = { isolation: optional(argumentPath) };
const schema: EffectFields['schema'] = { definition: required(argumentPath), options: optional(argumentPath) };

const effectFields: EffectFields = {
  read: {
    ...access,
    bare: optional(
      object<NonNullable<ReadEffect['bare']>>('an object { argument, options }', {
        argument: required(argumentPath),
        options: required(listOf(text, 'an array of names')),
      }),
    ),
    lock: optional(argumentPath),
    aggregate: optional(aggregate),
    many: optional(yesOrNo),
    whenMissing: optional(choiceOf<NonNullable<ReadEffect['whenMissing']>>({ throws: true, outcome: true })),
  },
  write: {
    ...access,
    operation: required(operation),
    data: optional(argumentPath),
    field: optional(field),
    create: optional(argumentPath),
    upsert: optional(argumentPath),
    skipsConflicts: optional(argumentPath),
    whenMissing: required(whenMissing),
    returnsRow: optional(yesOrNo),
  },
  sql: {
    text: required(argumentPaths),
    parameters: optional(argumentPaths),
    outcome: required(outcome),
    connection: optional(argumentPaths),
    formats: optional(yesOrNo),
    each: optional(yesOrNo),
    whenMissing: optional(choiceOf<'throws'>({ throws: true })),
  },
  save: entity,
  remove: entity,
  assign: { target: optional(argumentPath), data: optional(argumentPath), field: optional(field) },
  amend: {
    where: optional(argumentPaths),
    condition: optional(condition),
    opaque: optional(yesOrNo),
    resource: optional(resource),
    data: optional(argumentPath),
    field: optional(field),
    operation: optional(operation),
    conflict: optional(choiceOf<NonNullable<AmendEffect['conflict']>>({ nothing: true, update: true })),
    aggregate: optional(aggregate),
    lock: optional(choiceOf<NonNullable<AmendEffect['lock']>>({ update: true, share: true })),
    connection: optional(argumentPath),
    outcome: optional(outcome),
    whenMissing: optional(whenMissing),
    plain: optional(yesOrNo),
  },
  transaction: {
    callback: optional(argumentPath),
    handle: optional(index),
    handleType: optional(typeName),
    isolation: optional(argumentPaths),
    list: optional(argumentPath),
    exclusive: optional(yesOrNo),
    wraps: optional(yesOrNo),
  },
  begin: step,
  commit: step,
  rollback: step,
  lock: {
    reach: required(choiceOf<LockEffect['reach']>({ process: true, shared: true })),
    key: optional(argumentPath),
    callback: optional(argumentPath),
  },
  unlock: {},
  route: {
    method: required(text),
    path: optional(argumentPath),
    handlers: required(argumentPaths),
    before: optional(listOf(argumentPath, 'an array of paths of arguments')),
  },
  middleware: { path: optional(argumentPath), handlers: required(argumentPath), onResult: optional(yesOrNo) },
  'parameter-hook': {
    name: required(argumentPath),
    handler: required(argumentPath),
    parameters: optional(listOf(returns, 'an array of what the parameters are')),
  },
  decorate: { name: required(argumentPath), value: required(argumentPath) },
  mark: { target: required(argumentPath), name: required(text) },
  ambient: { value: optional(argumentPath), callback: optional(argumentPath), passed: optional(argumentPath) },
  verify: {
    credential: optional(argumentPath),
    callback: optional(argumentPath),
    identityParameter: optional(index),
    identity: optional(argumentPath),
    onto: optional(text),
    opensSession: optional(yesOrNo),
    requires: optional(choiceOf<NonNullable<VerifyEffect['requires']>>({ scope: true, role: true, claim: true })),
  },
  sign: {
    payload: optional(argumentPath),
    expiry: optional(listOf(argumentPath, 'an array of paths of arguments')),
    expiryFromReceiver: optional(yesOrNo),
  },
  expiry: { value: required(argumentPath) },
  assert: { condition: required(argumentPath), negated: optional(yesOrNo) },
  throw: {},
  callback: {
    function: required(argumentPath),
    parameters: required(listOf(returns, 'an array of what the parameters are')),
    self: optional(returns),
    loops: optional(yesOrNo),
    when: optional(choiceOf<NonNullable<CallbackEffect['when']>>({ later: true, request: true, setup: true })),
  },
  next: { error: optional(argumentPath) },
  respond: {
    status: optional({
      kind: 'either',
      description: 'a status code, or the path of an argument',
      alternatives: [{ shape: { kind: 'index', description: 'a status code' } }, { shape: argumentPath }],
    }),
  },
  schema,
  'schema-index': schema,
};

export const effectShape: DataShape = createVariants(
  "an effect, such as { kind: 'lock', reach: 'shared' }",
  effectFields,
);

function createVariants(
  description: string,
  fields: Readonly<Record<string, Readonly<Record<string, Field>>>>,
): DataShape {
  return {
    kind: 'variants',
    description,
    variants: Object.fromEntries(
      Object.entries(fields).map(([kind, of]) => [kind, { kind: 'object', description, fields: of }]),
    ),
  };
}
