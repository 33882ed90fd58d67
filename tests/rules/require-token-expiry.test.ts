import rule from '../../rules/require-token-expiry.ts';
import { createRuleTester } from '../rule-tester.ts';

createRuleTester().run('require-token-expiry', rule, {
  valid: [
    {
      name: 'expiresIn',
      code: `import express from 'express';
import jwt from 'jsonwebtoken';

const app = express();

app.post('/login', (req, res) => {
  res.json({ token: jwt.sign({ sub: req.body.id }, process.env.SECRET, { expiresIn: '15m' }) });
});`,
    },
    {
      name: 'exp in the payload',
      code: `import express from 'express';
import jwt from 'jsonwebtoken';

const app = express();

app.post('/login', (req, res) => {
  res.json({ token: jwt.sign({ sub: req.body.id, exp: Math.floor(Date.now() / 1000) + 900 }, process.env.SECRET) });
});`,
    },
    {
      name: 'options that come from elsewhere',
      code: `import express from 'express';
import jwt from 'jsonwebtoken';
import { options } from './config';

const app = express();

app.post('/login', (req, res) => {
  res.json({ token: jwt.sign({ sub: req.body.id }, process.env.SECRET, options) });
});`,
    },
    {
      name: 'options that spread others',
      code: `import express from 'express';
import jwt from 'jsonwebtoken';
import { options } from './config';

const app = express();

app.post('/login', (req, res) => {
  res.json({ token: jwt.sign({ sub: req.body.id }, process.env.SECRET, { ...options, issuer: 'shop' }) });
});`,
    },
    {
      name: 'a payload that is not known',
      code: `import express from 'express';
import jwt from 'jsonwebtoken';
import { createClaims } from './claims';

const app = express();

app.post('/login', (req, res) => {
  res.json({ token: jwt.sign(createClaims(req.body.id), process.env.SECRET) });
});`,
    },
    {
      name: 'the options stand in a constant of the file',
      code: `import jwt from 'jsonwebtoken';

const options = { expiresIn: '15m' };

export function createToken(id: string) {
  return jwt.sign({ sub: id }, process.env.SECRET ?? '', options);
}`,
    },
    {
      name: 'jose with an expiration time',
      code: `import { SignJWT } from 'jose';

export function createToken(id: string, key: CryptoKey) {
  return new SignJWT({ sub: id }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('15m').sign(key);
}`,
    },
    {
      name: 'as long as the option allows',
      code: `import jwt from 'jsonwebtoken';

export function createToken(id: string) {
  return jwt.sign({ sub: id }, process.env.SECRET ?? '', { expiresIn: '60m' });
}`,
      options: [{ maxAge: '1h' }],
    },
    {
      name: 'an expiry that is not known is not judged',
      code: `import jwt from 'jsonwebtoken';

export function createToken(id: string) {
  return jwt.sign({ sub: id }, process.env.SECRET ?? '', { expiresIn: process.env.TOKEN_LIFETIME });
}`,
      options: [{ maxAge: '1h' }],
    },
    {
      name: 'any expiry will do without the option',
      code: `import jwt from 'jsonwebtoken';

export function createToken(id: string) {
  return jwt.sign({ sub: id }, process.env.SECRET ?? '', { expiresIn: '10y' });
}`,
    },
    {
      name: 'verification signs nothing',
      code: `import jwt from 'jsonwebtoken';

export function readToken(token: string) {
  return jwt.verify(token, process.env.SECRET ?? '', { algorithms: ['HS256'] });
}`,
    },
    {
      name: 'another function called sign',
      code: `import { sign } from './documents';

export function signDocument(id: string) {
  return sign({ id }, 'owner');
}`,
    },
  ],
  invalid: [
    {
      name: 'no options at all',
      code: `import express from 'express';
import jwt from 'jsonwebtoken';

const app = express();

app.post('/login', (req, res) => {
  res.json({ token: jwt.sign({ sub: req.body.id }, process.env.SECRET) });
});`,
      errors: [
        {
          messageId: 'missing',
          line: 7,
          column: 21,
          endLine: 7,
          endColumn: 29,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'options without an expiry',
      code: `import express from 'express';
import jwt from 'jsonwebtoken';

const app = express();

app.post('/login', (req, res) => {
  res.json({ token: jwt.sign({ sub: req.body.id }, process.env.SECRET, { algorithm: 'HS256', issuer: 'shop' }) });
});`,
      errors: [
        {
          messageId: 'missing',
          line: 7,
          column: 21,
          endLine: 7,
          endColumn: 29,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'a named import, in a helper of the file',
      code: `import express from 'express';
import { sign } from 'jsonwebtoken';

const app = express();
const createToken = (id) => sign({ sub: id }, process.env.SECRET);

app.post('/login', (req, res) => {
  res.json({ token: createToken(req.body.id) });
});`,
      errors: [
        {
          messageId: 'missing',
          line: 5,
          column: 29,
          endLine: 5,
          endColumn: 33,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'CommonJS',
      code: `const express = require('express');
const jwt = require('jsonwebtoken');

const router = express.Router();

router.post('/login', (req, res) => {
  const token = jwt.sign({ sub: req.body.id }, process.env.SECRET);
  res.json({ token });
});

module.exports = router;`,
      errors: [
        {
          messageId: 'missing',
          line: 7,
          column: 17,
          endLine: 7,
          endColumn: 25,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'an exported function that signs',
      code: `import jwt from 'jsonwebtoken';

export function createToken(id: string) {
  return jwt.sign({ sub: id }, process.env.SECRET ?? '');
}`,
      errors: [
        {
          messageId: 'missing',
          line: 4,
          column: 10,
          endLine: 4,
          endColumn: 18,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'jose without an expiration time',
      code: `import { SignJWT } from 'jose';

export function createToken(id: string, key: CryptoKey) {
  return new SignJWT({ sub: id }).setProtectedHeader({ alg: 'HS256' }).sign(key);
}`,
      errors: [
        {
          messageId: 'missing',
          line: 4,
          column: 10,
          endLine: 4,
          endColumn: 76,
          suggestions: 1,
        },
      ],
    },
    {
      name: 'longer than the option allows',
      code: `import jwt from 'jsonwebtoken';

export function createToken(id: string) {
  return jwt.sign({ sub: id }, process.env.SECRET ?? '', { expiresIn: '7 days' });
}`,
      options: [{ maxAge: '1h' }],
      errors: [
        {
          messageId: 'tooLong',
          data: {
            expiry: '`7 days`',
            maxAge: '`1h`',
          },
          line: 4,
          column: 10,
          endLine: 4,
          endColumn: 18,
        },
      ],
    },
    {
      name: 'seconds, as a product',
      code: `import jwt from 'jsonwebtoken';

export function createToken(id: string) {
  return jwt.sign({ sub: id }, process.env.SECRET ?? '', { expiresIn: 60 * 60 * 24 });
}`,
      options: [{ maxAge: 3600 }],
      errors: [
        {
          messageId: 'tooLong',
          data: {
            expiry: '86400 s',
            maxAge: '3600 s',
          },
          line: 4,
          column: 10,
          endLine: 4,
          endColumn: 18,
        },
      ],
    },
    {
      name: 'jose, longer than the option allows',
      code: `import { SignJWT } from 'jose';

export function createToken(id: string, key: CryptoKey) {
  return new SignJWT({ sub: id }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime('2 hours').sign(key);
}`,
      options: [{ maxAge: '1h' }],
      errors: [
        {
          messageId: 'tooLong',
          data: {
            expiry: '`2 hours`',
            maxAge: '`1h`',
          },
          line: 4,
          column: 10,
          endLine: 4,
          endColumn: 105,
        },
      ],
    },
  ],
});
