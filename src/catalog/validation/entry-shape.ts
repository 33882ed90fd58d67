/**
 * The shape of a catalog entry, for data that no compiler has seen. `Fields` holds it to the types of `shape.ts`: a key that is
 * added, removed, or made optional there does not compile here.
 */
import type {
  Behaviour,
  CatalogEntry,
  CredentialEntry,
  Dialect,
  EntityEntry,
  ExportedHandlers,
  FrameworkEntry,
  LockEntry,
  Property,
  StoreEntry,
  TypeEntry,
} from '../shape.ts';
import type { DataShape, ObjectShape } from './data-shape.ts';
import { effectShape, returnsShape, role } from './effect-shape.ts';
import {
  argumentPath,
  choiceOf,
  constant,
  listOf,
  names,
  object,
  optional,
  recordOf,
  required,
  text,
  typeName,
  yesOrNo,
} from './fields.ts';
import type { Fields } from './fields.ts';

const packageName: DataShape = {
  kind: 'text',
  description: "the name of a package ('pg', '@acme/db', '@acme/db/*')",
  pattern: /^[^\s*]+\*?$/,
};

const behaviour: ObjectShape = object<Behaviour>('an object with what a call does: { effects, returns }', {
  effects: optional(listOf(effectShape, 'an array of effects')),
  returns: optional(returnsShape),
  provided: optional(
    object<NonNullable<Behaviour['provided']>>('an object { argument, is }', {
      argument: required(argumentPath),
      is: required({
        kind: 'either',
        description: 'a text, a number, true, false or undefined',
        alternatives: [{ shape: constant }, { shape: { kind: 'undefined' } }],
      }),
    }),
  ),
  otherwise: optional({ kind: 'later', get: () => behaviour }),
});

const property: ObjectShape = object<Property>("an object { kind: 'property', value }", {
  kind: required({ kind: 'choice', values: ['property'] }),
  value: required(returnsShape),
});
const typeReference: ObjectShape = object<{ readonly type: string }>('an object { type }', {
  type: required(typeName),
});

const exported: DataShape = {
  kind: 'either',
  description: 'an object { type }, or one with what a call does: { effects, returns }',
  alternatives: [{ shape: typeReference, has: 'type' }, { shape: behaviour }],
};
const member: DataShape = {
  kind: 'either',
  description: "an object { kind: 'property', value }, or one with what a call does: { effects, returns }",
  alternatives: [{ shape: property, has: 'kind' }, { shape: behaviour }],
};

type Recognise = NonNullable<TypeEntry['recognise']>;
type ArgumentEnds = NonNullable<Recognise['methodArguments']>[string];

const recognise: ObjectShape = object<Recognise>('an object with what a value is recognised by', {
  names: optional(names),
  methods: optional(names),
  methodShapes: optional(recordOf(names, 'an object of methods with the keys their argument has')),
  methodArguments: optional(
    recordOf(
      object<ArgumentEnds>('an object { first, second, last }', {
        first: optional(choiceOf<NonNullable<ArgumentEnds['first']>>({ path: true, function: true, callable: true })),
        second: optional(choiceOf<NonNullable<ArgumentEnds['second']>>({ record: true })),
        last: optional(choiceOf<NonNullable<ArgumentEnds['last']>>({ function: true, callable: true })),
      }),
      'an object of methods with what their arguments are',
    ),
  ),
  capitalised: optional(yesOrNo),
  onlyListed: optional(yesOrNo),
  certainty: required(choiceOf<Recognise['certainty']>({ certain: true, possible: true })),
});

const entity: ObjectShape = object<EntityEntry>('an object that says how rows of the type are saved', {
  saves: required(choiceOf<EntityEntry['saves']>({ changed: true, whole: true })),
  atomicArrayMethods: required(names),
  arrayAssignmentIsVersioned: required(yesOrNo),
  versionOption: optional(text),
  remembersConnection: optional(yesOrNo),
  primaryKeys: required(names),
});

const typeEntry: ObjectShape = object<TypeEntry>('an object that describes a type', {
  declaredAs: optional(names),
  call: optional(behaviour),
  construct: optional(behaviour),
  members: optional(recordOf(member, 'an object of members by name')),
  literal: optional(choiceOf<NonNullable<TypeEntry['literal']>>({ list: true, function: true })),
  extends: optional(listOf(typeName, 'an array of types')),
  rows: optional(typeName),
  definedIn: optional(names),
  entity: optional(entity),
  inTransaction: optional(yesOrNo),
  holdsTransaction: optional(yesOrNo),
  recognise: optional(recognise),
});

const dialect: ObjectShape = object<Dialect>('an object that says how conditions and assignments are written', {
  primaryKeys: required(names),
  relationCounts: optional(text),
  where: required(
    object<Dialect['where']>('an object { and, or, not, operators }', {
      and: required(names),
      or: required(names),
      not: required(names),
      operators: required(recordOf(text, 'an object of operators with what they mean')),
      compoundKeys: optional(yesOrNo),
      listsAreAlternatives: optional(yesOrNo),
    }),
  ),
  data: required(
    object<Dialect['data']>('an object { operators, fieldOperators, functionsAreSql }', {
      operators: required(
        recordOf(
          choiceOf<Dialect['data']['operators'][string]>({
            set: true,
            relative: true,
            unset: true,
            'insert-only': true,
          }),
          'an object of operators with how they write',
        ),
      ),
      fieldOperators: required(
        recordOf(
          choiceOf<Dialect['data']['fieldOperators'][string]>({ set: true, relative: true, unset: true }),
          'an object of operators with how they write',
        ),
      ),
      functionsAreSql: optional(yesOrNo),
    }),
  ),
});

const shared: Fields<Omit<LockEntry, 'kind'>> = {
  name: required({ kind: 'text', description: 'a short name of its own, without a slash', pattern: /^[^/\s]+$/ }),
  packages: required(listOf(packageName, 'an array of packages')),
  exports: required(recordOf(exported, 'an object of exports by name')),
  types: required(recordOf(typeEntry, 'an object of types by name')),
  functions: optional(recordOf(behaviour, 'an object of functions by name')),
  globals: optional(recordOf(exported, 'an object of global names')),
};

const handlerParameter: DataShape = {
  kind: 'either',
  description: 'a type, or an object { role }',
  alternatives: [
    { shape: typeName },
    { shape: object<{ readonly role: string }>('an object { role }', { role: required(role) }), has: 'role' },
  ],
};
const exportedHandlers: ObjectShape = object<ExportedHandlers>('an object { names, files, directive, imports }', {
  names: optional(names),
  files: optional(names),
  directive: optional(text),
  imports: optional(listOf(packageName, 'an array of packages')),
});

const variants: Readonly<Record<CatalogEntry['kind'], ObjectShape>> = {
  store: object<Omit<StoreEntry, 'kind'>>('a store', {
    ...shared,
    dialect: optional(dialect),
    reach: required(choiceOf<StoreEntry['reach']>({ shared: true, process: true })),
    defaultIsolation: optional(
      choiceOf<NonNullable<StoreEntry['defaultIsolation']>>({
        'read committed': true,
        'repeatable read': true,
        serializable: true,
        snapshot: true,
      }),
    ),
    synchronous: optional(yesOrNo),
    remedies: optional(text),
  }),
  framework: object<Omit<FrameworkEntry, 'kind'>>('a framework', {
    ...shared,
    handlerParameters: required(listOf(handlerParameter, 'an array of types, one for each parameter of a handler')),
    handsOnByReturning: optional(yesOrNo),
    errorHandlerParameters: optional(listOf(typeName, 'an array of types, one for each parameter of an error handler')),
    handlerParameterNames: required(listOf(names, 'an array of lists of names, one for each parameter of a handler')),
    exportedHandlers: optional(listOf(exportedHandlers, 'an array of what exported handlers are told by')),
  }),
  credential: object<Omit<CredentialEntry, 'kind'>>('a credential', shared),
  lock: object<Omit<LockEntry, 'kind'>>('a lock', shared),
};

export const entryShape: DataShape = {
  kind: 'variants',
  description: 'an entry made by defineStore, defineFramework, defineCredential or defineLock',
  variants,
};
