import rule from '../../../rules/no-shared-auth-state.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-shared-auth-state', rule, {
  valid: [
    {
      name: 'a service made for each request',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

class NoteService {
  constructor(user) {
    this.user = user;
  }

  async list() {
    const { rows } = await pool.query('SELECT * FROM notes WHERE owner_id = $1', [this.user.id]);
    return rows;
  }
}

app.get('/notes', async (req, res) => {
  res.json(await new NoteService(req.user).list());
});`,
    },
    {
      name: 'what the client sent, described by a class that a library makes (SHAPES 31, one per request)',
      code: `import { Controller, Post, Query } from '@nestjs/common';
import { PrismaClient } from '@prisma/client';
import { createZodDto } from 'nestjs-zod';
import { CurrentUser } from './current-user.decorator';

class ListMessages extends createZodDto(schema) {}

const prisma = new PrismaClient();

@Controller('chat')
export class ChatController {
  @Post()
  async list(@Query() query: ListMessages, @CurrentUser() user) {
    query.fromUserId = user.id;
    return prisma.message.updateMany({ where: { fromUserId: query.fromUserId }, data: { read: true } });
  }
}`,
    },
  ],
  invalid: [
    {
      name: 'a field of a service that is made once',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

class NoteService {
  setUser(user) {
    this.user = user;
  }

  async list() {
    const { rows } = await pool.query('SELECT * FROM notes WHERE owner_id = $1', [this.user.id]);
    return rows;
  }
}

const notes = new NoteService();

app.get('/notes', async (req, res) => {
  notes.setUser(req.user);
  res.json(await notes.list());
});`,
      errors: [
        {
          messageId: 'shared',
          data: {
            name: 'this.user',
          },
          line: 11,
          column: 5,
          endLine: 11,
          endColumn: 14,
        },
      ],
    },
  ],
});
