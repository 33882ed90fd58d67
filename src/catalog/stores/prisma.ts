import { defineStore, type Behaviour, type Dialect, type Property, type StoreEntry } from '../shape.ts';

const dialect: Dialect = {
  primaryKeys: ['id'],
  relationCounts: '_count',
  where: {
    and: ['AND'],
    or: ['OR'],
    not: ['NOT'],
    operators: {
      equals: '=',
      not: '!=',
      in: 'in',
      notIn: 'not in',
      lt: '<',
      lte: '<=',
      gt: '>',
      gte: '>=',
      contains: 'like',
      startsWith: 'like',
      endsWith: 'like',
      search: 'like',
      mode: 'like',
      has: 'contains',
      hasEvery: 'contains',
      hasSome: 'contains',
      isEmpty: 'empty',
      isSet: 'exists',
      is: 'related',
      isNot: 'related',
      some: 'related',
      every: 'related',
      none: 'related',
      path: 'json',
      string_contains: 'json',
      array_contains: 'json',
    },
    compoundKeys: true,
  },
  data: {
    operators: {},
    fieldOperators: {
      set: 'set',
      increment: 'relative',
      decrement: 'relative',
      multiply: 'relative',
      divide: 'relative',
      push: 'relative',
      unset: 'unset',
      connect: 'set',
      connectOrCreate: 'set',
      create: 'set',
      createMany: 'set',
      // Operations on the rows of a relation: the list that was read is not written back.
      disconnect: 'relative',
      delete: 'relative',
      deleteMany: 'relative',
      update: 'relative',
      updateMany: 'relative',
      upsert: 'relative',
    },
  },
};

const delegate: Property = {
  kind: 'property',
  value: { kind: 'type', type: 'Delegate', resource: 'member', connection: 'same' },
};

const queryRaw: Behaviour = {
  effects: [{ kind: 'sql', text: '0', parameters: 'rest:1', outcome: { '': 'rows' } }],
  returns: { kind: 'outcome' },
};
const executeRaw: Behaviour = {
  effects: [{ kind: 'sql', text: '0', parameters: 'rest:1', outcome: { '': 'count' } }],
  returns: { kind: 'outcome' },
};

const queries: Readonly<Record<string, Behaviour>> = {
  $queryRaw: queryRaw,
  $queryRawUnsafe: queryRaw,
  $queryRawTyped: {},
  $executeRaw: executeRaw,
  $executeRawUnsafe: executeRaw,
  $runCommandRaw: {},
};

/**
 * Prisma Client, 5 to 7, and the clients it generates into the project: those are recognised by the names and shapes of their calls.
 * `update` and `delete` throw P2025 when no row matches the whole where, which since 5.0 may name more than the unique key. There is no row lock.
 * The default isolation is the database's; the weakest common one is stated.
 */
export const prisma: StoreEntry = defineStore({
  name: 'prisma',
  packages: ['@prisma/client', '@prisma/client/*', '.prisma/client', '.prisma/client/*'],
  reach: 'shared',
  defaultIsolation: 'read committed',
  dialect,
  exports: {
    PrismaClient: { type: 'PrismaClientConstructor' },
    Prisma: { type: 'Namespace' },
    default: { type: 'Module' },
  },
  types: {
    Module: {
      members: {
        PrismaClient: { kind: 'property', value: { kind: 'type', type: 'PrismaClientConstructor' } },
        Prisma: { kind: 'property', value: { kind: 'type', type: 'Namespace' } },
      },
    },
    PrismaClientConstructor: { construct: { returns: { kind: 'type', type: 'PrismaClient', connection: 'new' } } },
    PrismaClient: {
      declaredAs: ['PrismaClient', 'PrismaService', 'ExtendedPrismaClient'],
      members: {
        ...queries,
        /** `[query, query]`, or `async (tx) => …`. */
        $transaction: {
          effects: [
            {
              kind: 'transaction',
              callback: '0',
              handle: 0,
              handleType: 'TransactionClient',
              list: '0',
              isolation: '1.isolationLevel',
            },
          ],
          returns: { kind: 'callback-result' },
        },
        $extends: { returns: { kind: 'receiver' } },
        $connect: {},
        $disconnect: {},
        $on: {},
        $use: {},
        '*': delegate,
      },
      recognise: { names: ['prisma', 'prismaclient', 'prismaservice', 'prismadb'], certainty: 'certain' },
    },
    /** What an interactive transaction hands to its callback. */
    TransactionClient: {
      declaredAs: ['Prisma.TransactionClient', 'PrismaTransactionClient', 'PrismaTransaction'],
      inTransaction: true,
      members: { ...queries, '*': delegate },
    },
    Delegate: {
      members: {
        findUnique: { effects: [{ kind: 'read', resource: 'receiver', where: '0.where', outcome: { '': 'row' } }] },
        findUniqueOrThrow: {
          effects: [
            { kind: 'read', resource: 'receiver', where: '0.where', outcome: { '': 'row' }, whenMissing: 'throws' },
          ],
        },
        findFirst: { effects: [{ kind: 'read', resource: 'receiver', where: '0.where', outcome: { '': 'row' } }] },
        findFirstOrThrow: {
          effects: [
            { kind: 'read', resource: 'receiver', where: '0.where', outcome: { '': 'row' }, whenMissing: 'throws' },
          ],
        },
        findMany: {
          effects: [{ kind: 'read', resource: 'receiver', where: '0.where', outcome: { '': 'rows' }, many: true }],
        },
        count: {
          effects: [
            {
              kind: 'read',
              resource: 'receiver',
              where: '0.where',
              outcome: { '': 'count' },
              aggregate: 'count',
              many: true,
            },
          ],
        },
        aggregate: {
          effects: [
            {
              kind: 'read',
              resource: 'receiver',
              where: '0.where',
              outcome: { '': 'row', _count: 'count' },
              aggregate: 'sum',
              many: true,
            },
          ],
        },
        groupBy: {
          effects: [
            {
              kind: 'read',
              resource: 'receiver',
              where: '0.where',
              outcome: { '': 'rows' },
              aggregate: 'sum',
              many: true,
            },
          ],
        },
        create: {
          effects: [
            {
              kind: 'write',
              operation: 'insert',
              resource: 'receiver',
              data: '0.data',
              outcome: { '': 'row' },
              whenMissing: 'nothing',
              returnsRow: true,
            },
          ],
        },
        createMany: {
          effects: [
            {
              kind: 'write',
              operation: 'insert',
              resource: 'receiver',
              data: '0.data',
              skipsConflicts: '0.skipDuplicates',
              outcome: { count: 'count' },
              whenMissing: 'nothing',
            },
          ],
        },
        createManyAndReturn: {
          effects: [
            {
              kind: 'write',
              operation: 'insert',
              resource: 'receiver',
              data: '0.data',
              skipsConflicts: '0.skipDuplicates',
              outcome: { '': 'rows' },
              whenMissing: 'nothing',
              returnsRow: true,
            },
          ],
        },
        update: {
          effects: [
            {
              kind: 'write',
              operation: 'update',
              resource: 'receiver',
              where: '0.where',
              data: '0.data',
              outcome: { '': 'row' },
              whenMissing: 'throws',
              returnsRow: true,
            },
          ],
        },
        updateMany: {
          effects: [
            {
              kind: 'write',
              operation: 'update',
              resource: 'receiver',
              where: '0.where',
              data: '0.data',
              outcome: { count: 'count' },
              whenMissing: 'outcome',
            },
          ],
        },
        updateManyAndReturn: {
          effects: [
            {
              kind: 'write',
              operation: 'update',
              resource: 'receiver',
              where: '0.where',
              data: '0.data',
              outcome: { '': 'rows' },
              whenMissing: 'outcome',
              returnsRow: true,
            },
          ],
        },
        upsert: {
          effects: [
            {
              kind: 'write',
              operation: 'upsert',
              resource: 'receiver',
              where: '0.where',
              data: '0.update',
              create: '0.create',
              outcome: { '': 'row' },
              whenMissing: 'nothing',
              returnsRow: true,
            },
          ],
        },
        delete: {
          effects: [
            {
              kind: 'write',
              operation: 'delete',
              resource: 'receiver',
              where: '0.where',
              outcome: { '': 'row' },
              whenMissing: 'throws',
              returnsRow: true,
            },
          ],
        },
        deleteMany: {
          effects: [
            {
              kind: 'write',
              operation: 'delete',
              resource: 'receiver',
              where: '0.where',
              outcome: { count: 'count' },
              whenMissing: 'outcome',
            },
          ],
        },
      },
      recognise: {
        methodShapes: {
          findUnique: ['where'],
          findUniqueOrThrow: ['where'],
          findFirst: ['where'],
          findFirstOrThrow: ['where'],
          findMany: ['where'],
          groupBy: ['by'],
          create: ['data'],
          createMany: ['data'],
          createManyAndReturn: ['data'],
          update: ['where', 'data'],
          updateMany: ['where', 'data'],
          updateManyAndReturn: ['where', 'data'],
          upsert: ['where', 'create', 'update'],
          delete: ['where'],
          deleteMany: ['where'],
        },
        certainty: 'certain',
      },
    },
    Namespace: {
      members: {
        TransactionIsolationLevel: { kind: 'property', value: { kind: 'type', type: 'IsolationLevels' } },
        sql: { returns: { kind: 'type', type: 'Sql', sql: '0' } },
        raw: { returns: { kind: 'type', type: 'Sql', sql: '0' } },
        join: { returns: { kind: 'argument', at: '0' } },
      },
    },
    IsolationLevels: {
      members: {
        ReadUncommitted: { kind: 'property', value: { kind: 'constant', value: 'ReadUncommitted' } },
        ReadCommitted: { kind: 'property', value: { kind: 'constant', value: 'ReadCommitted' } },
        RepeatableRead: { kind: 'property', value: { kind: 'constant', value: 'RepeatableRead' } },
        Snapshot: { kind: 'property', value: { kind: 'constant', value: 'Snapshot' } },
        Serializable: { kind: 'property', value: { kind: 'constant', value: 'Serializable' } },
      },
    },
    /** A statement, or a fragment of one, for `$queryRaw`. */
    Sql: {},
  },
});
