import rule from '../../../rules/no-shared-auth-state.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-shared-auth-state', rule, {
  valid: [
    {
      name: 'the identity stays on the request',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.use((req, res, next) => {
  req.currentUser = req.user;
  next();
});

app.get('/me', (req, res) => res.json(req.user));`,
    },
    {
      name: 'res.locals lives as long as the request',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.use((req, res, next) => {
  res.locals.user = req.user;
  next();
});

app.get('/me', (req, res) => res.json(req.user));`,
    },
    {
      name: 'a variable of the handler',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.get('/me', async (req, res) => {
  let currentUser;
  currentUser = req.user;
  res.json(currentUser);
});`,
    },
    {
      name: "a cache by the caller's id",
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const cache = new Map();

app.get('/me', (req, res) => {
  cache.set(req.user.id, req.user);
  res.json(cache.get(req.user.id));
});`,
    },
    {
      name: 'asynchronous local storage keeps them apart',
      code: `import { AsyncLocalStorage } from 'node:async_hooks';
import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const storage = new AsyncLocalStorage();

app.use((req, res, next) => {
  storage.run({ user: req.user }, next);
});`,
    },
    {
      name: 'something else of the request in a variable of the module',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

let lastPath;

app.use((req, res, next) => {
  lastPath = req.path;
  next();
});

app.get('/me', (req, res) => res.json(req.user));`,
    },
    {
      name: 'counted, not kept',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

let requests = 0;

app.use((req, res, next) => {
  requests += 1;
  next();
});

app.get('/me', (req, res) => res.json(req.user));`,
    },
    {
      name: 'a configuration that is loaded once',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

let config;

app.get('/config', async (req, res) => {
  config ??= await loadConfig();
  res.json(config);
});`,
    },
  ],
  invalid: [
    {
      name: 'a variable of the module',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

let currentUser;

app.use((req, res, next) => {
  currentUser = req.user;
  next();
});

app.get('/me', (req, res) => res.json(req.user));`,
      errors: [
        {
          messageId: 'shared',
          data: {
            name: 'currentUser',
          },
          line: 12,
          column: 3,
          endLine: 12,
          endColumn: 14,
        },
      ],
    },
    {
      name: 'what jwt.verify gave',
      code: `import express from 'express';
import jwt from 'jsonwebtoken';

const app = express();
let claims;

app.use((req, res, next) => {
  claims = jwt.verify(req.headers.authorization.slice(7), process.env.SECRET);
  next();
});

app.get('/me', (req, res) => res.json(req.user));`,
      errors: [
        {
          messageId: 'shared',
          data: {
            name: 'claims',
          },
          line: 8,
          column: 3,
          endLine: 8,
          endColumn: 9,
        },
      ],
    },
    {
      name: 'only the id',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

let userId = null;

app.use((req, res, next) => {
  userId = req.user.id;
  next();
});

app.get('/me', (req, res) => res.json(req.user));`,
      errors: [
        {
          messageId: 'shared',
          data: {
            name: 'userId',
          },
          line: 12,
          column: 3,
          endLine: 12,
          endColumn: 9,
        },
      ],
    },
    {
      name: 'a field of an object of the module',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const context = { user: null };

app.use((req, res, next) => {
  context.user = req.user;
  next();
});

app.get('/me', (req, res) => res.json(req.user));`,
      errors: [
        {
          messageId: 'shared',
          data: {
            name: 'context.user',
          },
          line: 12,
          column: 3,
          endLine: 12,
          endColumn: 15,
        },
      ],
    },
    {
      name: 'app.locals is one for all requests',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.use((req, res, next) => {
  app.locals.user = req.user;
  next();
});

app.get('/me', (req, res) => res.json(req.user));`,
      errors: [
        {
          messageId: 'shared',
          data: {
            name: 'app.locals.user',
          },
          line: 10,
          column: 3,
          endLine: 10,
          endColumn: 18,
        },
      ],
    },
    {
      name: 'global',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

app.use((req, res, next) => {
  global.user = req.user;
  next();
});

app.get('/me', (req, res) => res.json(req.user));`,
      errors: [
        {
          messageId: 'shared',
          data: {
            name: 'global.user',
          },
          line: 10,
          column: 3,
          endLine: 10,
          endColumn: 14,
        },
      ],
    },
    {
      name: 'exported from the module',
      code: `import express from 'express';
import { requireUser } from './auth';

export let session = null;
const router = express.Router();

router.use(requireUser, (req, res, next) => {
  session = { user: req.user };
  next();
});

router.get('/me', (req, res) => res.json(session.user));

export default router;`,
      errors: [
        {
          messageId: 'shared',
          data: {
            name: 'session',
          },
          line: 8,
          column: 3,
          endLine: 8,
          endColumn: 10,
        },
      ],
    },
    {
      name: 'a list of the module, whose last element is taken for the caller',
      code: `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const pool = new Pool();
const app = express();
app.use(express.json(), requireUser);

const state = {};

app.use((req, res, next) => {
  state.account = req.user;
  next();
});

app.get('/me', (req, res) => res.json(req.user));`,
      options: [{ certainty: 'possible' }],
      errors: [
        {
          messageId: 'shared',
          data: {
            name: 'state.account',
          },
          line: 12,
          column: 3,
          endLine: 12,
          endColumn: 16,
        },
      ],
    },
  ],
});
