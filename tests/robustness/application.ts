/** A little of everything the analysis looks at, in one file. `body` repeats to make big files. */

export const imports = `import express from 'express';
import jwt from 'jsonwebtoken';
import { Pool } from 'pg';
import { PrismaClient } from '@prisma/client';

const pool = new Pool();
const prisma = new PrismaClient();
const app = express();
let lastUser: string | undefined;

async function requireBearer(req: express.Request, res: express.Response, next: express.NextFunction): Promise<void> {
  const token = req.headers.authorization?.replace(/^Bearer /u, '') ?? '';
  try {
    req.user = jwt.verify(token, process.env.SECRET!) as { id: string };
    lastUser = req.user.id;
    next();
  } catch (error) {
    res.status(401).json({ error: \`\${error}\` });
  }
}
`;

export function renderHandlers(index: number): string {
  return `
app.post('/withdraw-${index}/:id', requireBearer, async (req, res) => {
  const { amount = 1, ...rest } = req.body;
  const { rows: [account] } = await pool.query('SELECT id, owner_id, balance FROM accounts WHERE id = $1', [req.params.id]);
  if (!account || account.owner_id !== req.user.id) return res.sendStatus(404);
  if (account.balance < amount) return res.status(409).json({ ...rest });
  await pool.query(\`UPDATE accounts SET balance = \${account.balance - amount} WHERE id = $1\`, [account.id]);
  res.json({ balance: account.balance - amount });
});

app.post('/redeem-${index}', requireBearer, async function redeem(req, res) {
  await prisma.$transaction(async (tx) => {
    const coupon = await prisma.coupon.findUnique({ where: { code: req.body.code } });
    for (const item of coupon?.items ?? []) {
      do { item.left--; } while (item.left > 10);
    }
    switch (coupon?.state) {
      case 'open':
        await tx.coupon.update({ where: { id: coupon.id }, data: { used: coupon.used + 1 } });
        break;
      default:
        throw new Error('closed');
    }
  });
  res.sendStatus(204);
});

class Wallet${index} {
  #seats = 0;
  static readonly open = true;
  constructor(private readonly database: PrismaClient) {}
  get seats(): number { return this.#seats; }
  async join(id: string): Promise<number> {
    const taken = await this.database.seat.count({ where: { id } });
    const next = taken >= 10 ? null : taken + 1;
    if (next !== null) await Promise.all([this.database.seat.create({ data: { id, number: next } })]);
    return (this.#seats ??= next ?? 0);
  }
}
`;
}

export const application: string = imports + renderHandlers(1);
