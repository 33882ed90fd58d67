import { describe, expect, it } from 'vitest';
import type { StoreEntry } from '../../../src/catalog/shape.ts';
import { betterSqlite3 } from '../../../src/catalog/stores/better-sqlite3.ts';
import { stores } from '../../../src/catalog/stores/index.ts';
import { knex } from '../../../src/catalog/stores/knex.ts';
import { mongoose } from '../../../src/catalog/stores/mongoose.ts';
import { mysql2, mysql2Promise } from '../../../src/catalog/stores/mysql2.ts';
import { nodeSqlite } from '../../../src/catalog/stores/node-sqlite.ts';
import { pg } from '../../../src/catalog/stores/pg.ts';
import { pgPromise } from '../../../src/catalog/stores/pg-promise.ts';
import { postgres } from '../../../src/catalog/stores/postgres.ts';
import { prisma } from '../../../src/catalog/stores/prisma.ts';
import { sequelize } from '../../../src/catalog/stores/sequelize.ts';
import { sqlite } from '../../../src/catalog/stores/sqlite.ts';
import { sqlite3 } from '../../../src/catalog/stores/sqlite3.ts';
import { typeorm } from '../../../src/catalog/stores/typeorm.ts';
import { findMissingNames, type MethodCheck } from '../check-methods.ts';

const prismaRuntime = "import('@prisma/client/runtime/client')";
const prismaClient = `InstanceType<ReturnType<typeof ${prismaRuntime}.getPrismaClient>>`;

const checks: readonly MethodCheck[] = [
  {
    entry: pg,
    module: 'pg',
    types: {
      Module: "typeof import('pg')",
      PoolConstructor: "typeof import('pg').Pool",
      ClientConstructor: "typeof import('pg').Client",
      Pool: "import('pg').Pool",
      Client: "import('pg').Client",
      PoolClient: "import('pg').PoolClient",
    },
    unchecked: { FastifyPostgres: 'of @fastify/postgres, which is not installed' },
  },
  {
    entry: pgPromise,
    module: 'pg-promise',
    types: {
      Library: "typeof import('pg-promise')",
      Main: "import('pg-promise').IMain",
      Queries: "import('pg-promise').ITask<{}>",
      Database: "import('pg-promise').IDatabase<{}>",
      Connected: "Awaited<ReturnType<import('pg-promise').IDatabase<{}>['connect']>>",
      Task: "import('pg-promise').ITask<{}>",
      Transaction: "import('pg-promise').ITask<{}>",
      TransactionModes: "import('pg-promise').IMain['txMode']",
      TransactionModeConstructor: "import('pg-promise').IMain['txMode']['TransactionMode']",
      IsolationLevels: "import('pg-promise').IMain['txMode']['isolationLevel']",
      PreparedStatementConstructor: "import('pg-promise').IMain['PreparedStatement']",
      QueryFileConstructor: "import('pg-promise').IMain['QueryFile']",
      Formatting: "import('pg-promise').IMain['as']",
      Helpers: "import('pg-promise').IMain['helpers']",
      ColumnSetConstructor: "import('pg-promise').IMain['helpers']['ColumnSet']",
      ColumnSet: "InstanceType<import('pg-promise').IMain['helpers']['ColumnSet']>",
      TableNameConstructor: "import('pg-promise').IMain['helpers']['TableName']",
      TableName: "InstanceType<import('pg-promise').IMain['helpers']['TableName']>",
      Statement: 'string',
    },
  },
  {
    entry: mysql2,
    module: 'mysql2',
    types: {
      Module: "typeof import('mysql2')",
      Pool: "import('mysql2').Pool",
      Connection: "import('mysql2').Connection",
      PoolConnection: "import('mysql2').PoolConnection",
      PoolCluster: "import('mysql2').PoolCluster",
      PoolNamespace: "import('mysql2').PoolNamespace",
    },
  },
  {
    entry: mysql2Promise,
    module: 'mysql2/promise',
    types: {
      Module: "typeof import('mysql2/promise')",
      Pool: "import('mysql2/promise').Pool",
      Connection: "import('mysql2/promise').Connection",
      PoolConnection: "import('mysql2/promise').PoolConnection",
      PreparedStatement: "import('mysql2/promise').PreparedStatementInfo",
      PoolCluster: "import('mysql2/promise').PoolCluster",
      PoolNamespace: "import('mysql2/promise').PoolNamespace",
    },
  },
  {
    entry: postgres,
    module: 'postgres',
    types: {
      Sql: "import('postgres').Sql",
      TransactionSql: "import('postgres').TransactionSql",
      ReservedSql: "import('postgres').ReservedSql",
      Queries: "import('postgres').ISql",
    },
  },
  {
    entry: betterSqlite3,
    module: 'better-sqlite3',
    types: {
      DatabaseConstructor: "typeof import('better-sqlite3')",
      Database: "import('better-sqlite3').Database",
      Statement: "import('better-sqlite3').Statement",
      Transaction: "import('better-sqlite3').Transaction",
    },
  },
  {
    entry: nodeSqlite,
    module: 'node:sqlite',
    declarations: ['node_modules/node-22-types/sqlite.d.ts'],
    types: {
      Module: "typeof import('node:sqlite')",
      DatabaseConstructor: "typeof import('node:sqlite').DatabaseSync",
      DatabaseSync: "import('node:sqlite').DatabaseSync",
      StatementSync: "import('node:sqlite').StatementSync",
    },
  },
  {
    entry: sqlite,
    module: 'sqlite',
    types: {
      Module: "typeof import('sqlite')",
      DatabaseConstructor: "typeof import('sqlite').Database",
      Database: "import('sqlite').Database",
      Statement: "import('sqlite').Statement",
    },
  },
  {
    entry: sqlite3,
    module: 'sqlite3',
    types: {
      Module: "typeof import('sqlite3')",
      Cached: "typeof import('sqlite3').cached",
      DatabaseConstructor: "typeof import('sqlite3').Database",
      Database: "import('sqlite3').Database",
      Statement: "import('sqlite3').Statement",
    },
  },
  {
    // The client, its delegates and the namespace are generated from a project's schema; their names are those of the runtime they are generated for.
    entry: prisma,
    module: undefined,
    types: {
      PrismaClientConstructor: `ReturnType<typeof ${prismaRuntime}.getPrismaClient>`,
      PrismaClient: prismaClient,
      TransactionClient: `Omit<${prismaClient}, ${prismaRuntime}.ITXClientDenyList>`,
      Delegate: `Record<${prismaRuntime}.Operation, unknown>`,
      Namespace: `{ sql: typeof ${prismaRuntime}.sqltag; raw: typeof ${prismaRuntime}.raw; join: typeof ${prismaRuntime}.join; TransactionIsolationLevel: object }`,
    },
    unchecked: {
      Module: 'what @prisma/client exports is generated',
      IsolationLevels: 'generated by the database: Snapshot is SQL Server’s',
    },
    removed: {
      // Removed in 6.14 in favour of $extends.
      PrismaClient: ['$use'],
    },
  },
  {
    entry: mongoose,
    module: 'mongoose',
    types: {
      Mongoose: "import('mongoose').Mongoose",
      Connection: "import('mongoose').Connection",
      ClientSession: "import('mongoose').ClientSession",
      Model: "import('mongoose').Model<{ name: string }>",
      Document: "import('mongoose').HydratedDocument<{ name: string }>",
      Query: "import('mongoose').Query<unknown, unknown>",
      Aggregate: "import('mongoose').Aggregate<unknown>",
      SchemaConstructor: "typeof import('mongoose').Schema",
      Schema: "import('mongoose').Schema",
      Types: "typeof import('mongoose').Types",
      ObjectIdConstructor: "typeof import('mongoose').Types.ObjectId",
    },
    removed: {
      // Mongoose 5 to 7 had them, and much code still calls them.
      Model: ['count', 'update', 'findOneAndRemove', 'findByIdAndRemove', 'remove'],
      Document: ['remove', 'execPopulate'],
      Query: ['remove', 'count'],
      SchemaConstructor: ['call'],
      ObjectIdConstructor: ['call'],
    },
  },
  {
    entry: sequelize,
    module: 'sequelize',
    types: {
      SequelizeConstructor: "typeof import('sequelize').Sequelize & typeof import('sequelize')",
      Sequelize: "import('sequelize').Sequelize",
      Model: "import('sequelize').ModelStatic<import('sequelize').Model>",
      Instance: "import('sequelize').Model",
      Transaction: "import('sequelize').Transaction",
      TransactionConstructor: "typeof import('sequelize').Transaction",
      Locks: "typeof import('sequelize').LOCK",
      IsolationLevels: "typeof import('sequelize').Transaction.ISOLATION_LEVELS",
      Operators: "typeof import('sequelize').Op",
    },
    // Sequelize 4 had findById.
    removed: { Model: ['findById'] },
  },
  {
    entry: typeorm,
    module: 'typeorm',
    types: {
      DataSourceConstructor: "typeof import('typeorm').DataSource",
      DataSource: "import('typeorm').DataSource",
      QueryRunner: "import('typeorm').QueryRunner",
      RepositoryConstructor: "typeof import('typeorm').Repository",
      Repository: "import('typeorm').Repository<object>",
      EntityManager: "import('typeorm').EntityManager",
      OuterManager: "import('typeorm').EntityManager",
      QueryBuilder:
        "import('typeorm').SelectQueryBuilder<object> & import('typeorm').UpdateQueryBuilder<object> & import('typeorm').InsertQueryBuilder<object>",
      ActiveRecord: "typeof import('typeorm').BaseEntity",
      Row: "import('typeorm').BaseEntity",
    },
  },
  {
    entry: knex,
    module: 'knex',
    types: {
      Factory: "typeof import('knex')",
      Knex: "import('knex').Knex",
      Transaction: "import('knex').Knex.Transaction",
      QueryBuilder: "import('knex').Knex.QueryBuilder & import('knex').Knex.OnConflictQueryBuilder<object, unknown>",
      Raw: "import('knex').Knex.Ref<string, object>",
    },
  },
];

describe('stores name what exists in the packages', () => {
  it('checks every store', () => {
    const checked: readonly StoreEntry[] = checks.map(({ entry }) => entry).filter((entry) => entry.kind === 'store');
    expect(new Set(checked)).toStrictEqual(new Set(stores));
  });

  it.each(checks.map((check) => [check.entry.name, check] as const))('%s', (_name, check) => {
    expect(findMissingNames(check)).toStrictEqual([]);
  });
});
