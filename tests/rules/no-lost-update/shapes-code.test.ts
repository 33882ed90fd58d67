import rule from '../../../rules/no-lost-update.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-lost-update', rule, {
  valid: [
    {
      name: 'Sequelize, the static decrement',
      code: `import express from 'express';
import { DataTypes, Sequelize } from 'sequelize';
import { requireUser } from './auth';

const sequelize = new Sequelize('postgres://localhost/shop');
const Wallet = sequelize.define('Wallet', { ownerId: DataTypes.INTEGER, balance: DataTypes.INTEGER });
const app = express();

app.post('/withdraw', requireUser, async (req, res) => {
  await Wallet.decrement('balance', { by: req.body.amount, where: { ownerId: req.user.id } });
  res.sendStatus(204);
});`,
    },
    {
      name: 'Sequelize, locked in its transaction',
      code: `import express from 'express';
import { DataTypes, Sequelize } from 'sequelize';
import { requireUser } from './auth';

const sequelize = new Sequelize('postgres://localhost/shop');
const Wallet = sequelize.define('Wallet', { ownerId: DataTypes.INTEGER, balance: DataTypes.INTEGER });
const app = express();

app.post('/withdraw', requireUser, async (req, res) => {
  await sequelize.transaction(async (transaction) => {
    const wallet = await Wallet.findOne({ where: { ownerId: req.user.id }, transaction, lock: transaction.LOCK.UPDATE });
    wallet.balance -= req.body.amount;
    await wallet.save({ transaction });
  });
  res.sendStatus(204);
});`,
    },
    {
      name: 'a retry that compares the version',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const { rows } = await pool.query('SELECT balance, version FROM wallets WHERE owner_id = $1', [req.user.id]);
    const { rowCount } = await pool.query(
      'UPDATE wallets SET balance = $1, version = version + 1 WHERE owner_id = $2 AND version = $3',
      [rows[0].balance - req.body.amount, req.user.id, rows[0].version],
    );
    if (rowCount === 1) return res.sendStatus(204);
  }
  res.sendStatus(409);
});`,
    },
  ],
  invalid: [
    {
      name: 'Sequelize, an instance changed and saved',
      code: `import express from 'express';
import { DataTypes, Sequelize } from 'sequelize';
import { requireUser } from './auth';

const sequelize = new Sequelize('postgres://localhost/shop');
const Wallet = sequelize.define('Wallet', { ownerId: DataTypes.INTEGER, balance: DataTypes.INTEGER });
const app = express();

app.post('/withdraw', requireUser, async (req, res) => {
  const wallet = await Wallet.findOne({ where: { ownerId: req.user.id } });
  wallet.balance -= req.body.amount;
  await wallet.save();
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `Wallet`',
            readAt: 'on line 10',
            write: 'this `save()`',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 20,
        },
      ],
    },
    {
      name: 'Sequelize, update on the instance',
      code: `import express from 'express';
import { DataTypes, Sequelize } from 'sequelize';
import { requireUser } from './auth';

const sequelize = new Sequelize('postgres://localhost/shop');
const Wallet = sequelize.define('Wallet', { ownerId: DataTypes.INTEGER, balance: DataTypes.INTEGER });
const app = express();

app.post('/withdraw', requireUser, async (req, res) => {
  const wallet = await Wallet.findOne({ where: { ownerId: req.user.id } });
  await wallet.update({ balance: wallet.balance - req.body.amount });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `Wallet`',
            readAt: 'on line 10',
            write: 'this `update()`',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 11,
          column: 9,
          endLine: 11,
          endColumn: 22,
        },
      ],
    },
    {
      name: 'raw SQL through Prisma',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  const [wallet] = await prisma.$queryRaw\`SELECT balance FROM wallets WHERE owner_id = \${req.user.id}\`;
  const balance = wallet.balance - req.body.amount;
  await prisma.$executeRaw\`UPDATE wallets SET balance = \${balance} WHERE owner_id = \${req.user.id}\`;
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 10',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 12,
          column: 9,
          endLine: 12,
          endColumn: 27,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a service made by a function',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

const createWalletService = ({ client }) => ({
  async debit(ownerId, amount) {
    const wallet = await client.wallet.findUnique({ where: { ownerId } });
    await client.wallet.update({ where: { ownerId }, data: { balance: wallet.balance - amount } });
  },
});

const wallets = createWalletService({ client: prisma });

app.post('/withdraw', async (req, res) => {
  await wallets.debit(req.user.id, req.body.amount);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallet`',
            readAt: 'on line 11',
            write: 'this `update()`',
            after: ' after `requireUser`',
            example: 'balance: { decrement: … }',
            alsoChecked: '',
          },
          line: 12,
          column: 11,
          endLine: 12,
          endColumn: 31,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a repository class with two methods',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

class WalletRepository {
  findByOwner(ownerId) {
    return prisma.wallet.findUnique({ where: { ownerId } });
  }

  setBalance(ownerId, balance) {
    return prisma.wallet.update({ where: { ownerId }, data: { balance } });
  }
}

const repository = new WalletRepository();

app.post('/withdraw', async (req, res) => {
  const wallet = await repository.findByOwner(req.user.id);
  await repository.setBalance(req.user.id, wallet.balance - req.body.amount);
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallet`',
            readAt: 'on line 11',
            write: 'the `update()` on line 15',
            after: ' after `requireUser`',
            example: 'balance: { decrement: … }',
            alsoChecked: '',
          },
          line: 23,
          column: 9,
          endLine: 23,
          endColumn: 30,
        },
      ],
    },
    {
      name: 'inherited from a base class',
      code: `import express from 'express';
import { PrismaClient } from '@prisma/client';
import { requireUser } from './auth';

const prisma = new PrismaClient();
const app = express();
app.use(express.json(), requireUser);

class Repository {
  constructor(model) {
    this.model = model;
  }

  find(where) {
    return this.model.findFirst({ where });
  }

  save(where, data) {
    return this.model.update({ where, data });
  }
}

class WalletRepository extends Repository {
  constructor() {
    super(prisma.wallet);
  }
}

const wallets = new WalletRepository();

app.post('/withdraw', async (req, res) => {
  const wallet = await wallets.find({ ownerId: req.user.id });
  await wallets.save({ ownerId: req.user.id }, { balance: wallet.balance - req.body.amount });
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallet`',
            readAt: 'on line 15',
            write: 'the `update()` on line 19',
            after: ' after `requireUser`',
            example: 'balance: { decrement: … }',
            alsoChecked: '',
          },
          line: 33,
          column: 9,
          endLine: 33,
          endColumn: 21,
        },
      ],
    },
    {
      name: 'a retry that compares nothing',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.post('/withdraw', async (req, res) => {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const { rows } = await pool.query('SELECT balance FROM wallets WHERE owner_id = $1', [req.user.id]);
      await pool.query('UPDATE wallets SET balance = $1 WHERE owner_id = $2', [rows[0].balance - req.body.amount, req.user.id]);
      break;
    } catch {
      continue;
    }
  }
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'arithmetic',
          data: {
            state: '`balance` of `wallets`',
            readAt: 'on line 12',
            write: 'this UPDATE',
            after: ' after `requireUser`',
            example: 'balance = balance - …',
            alsoChecked: '',
          },
          line: 13,
          column: 13,
          endLine: 13,
          endColumn: 23,
          suggestions: 1,
        },
      ],
    },
  ],
});
