import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseGlob } from '../../src/project/glob.ts';
import { findPrintedParts } from '../../src/reporting/print-analysis.ts';
import { findSchemaFiles } from '../../src/schema/find-schema-files.ts';
import { makeFolder } from '../project/make-folder.ts';
import { createMeasureShare } from './share.ts';
import type { Share } from './share.ts';

const many = 100_000;
/** Milliseconds. A look at each pair of repetitions would take many seconds. */
const limit = 2_000;

const measure = createMeasureShare();

const head = `import express from 'express';
import { Pool } from 'pg';
import { requireUser } from './auth';

const app = express();
const pool = new Pool();
`;
const body = `  const { rows } = await pool.query('SELECT balance FROM accounts WHERE owner_id = $1', [req.user.id]);
  if (rows[0].balance < req.body.amount) return res.sendStatus(409);
  await pool.query('UPDATE accounts SET balance = balance - $1 WHERE owner_id = $2', [req.body.amount, req.user.id]);
  res.sendStatus(204);
`;
const handler = `app.post('/withdraw', requireUser, async (req, res) => {\n${body}});\n`;
const expected = ['atomic-auth/no-check-then-act'];

/** Lints `app.ts` of a project. */
function lint(files: Readonly<Record<string, string>>, measureShare = measure): Share {
  const folder = makeFolder({ 'package.json': '{ "name": "shop" }', ...files });
  const file = join(folder.path, 'app.ts');
  return measureShare(readFileSync(file, 'utf8'), file);
}

function listRules({ messages }: Share): readonly (string | null)[] {
  return messages.map(({ ruleId }) => ruleId);
}

/** As the text of a template, in which anything may stand. */
function quote(text: string): string {
  return `\`${text.replace(/[\\`]|\$(?=\{)/gu, '\\$&')}\``;
}

describe('100,000 repetitions in a linted file end in time', () => {
  it.each([
    ['imports of hooks without a module', 'import\nuseRef\n'.repeat(many / 2)],
    ['interfaces without a body', 'export interface A '.repeat(many / 2)],
    ['interfaces that are never closed', 'export interface A { '.repeat(many / 2)],
    ['interfaces that end before they begin', 'export interface A }'.repeat(many / 2)],
    ['abstract classes', 'export abstract class A '.repeat(many / 2)],
    ['abstract methods without parameters', `export abstract class A { ${'abstract m<'.repeat(many)}`],
    ['parameters that are never closed', `export abstract class A { ${'abstract m('.repeat(many)}`],
    ['calls without a bracket', 'getOrder '.repeat(many)],
    ['routes of objects that are never closed', '.on({m'.repeat(many)],
    ['types that go nowhere', '&p'.repeat(many)],
    ['imports without a module', 'import '.repeat(many)],
    ['imports with a bracket', 'import('.repeat(many)],
    ['imports with an open comment', 'from /* '.repeat(many)],
    ['open quotes', 'from "'.repeat(many)],
    ['an import and spaces', `from${' '.repeat(many)}*`],
    ['empty lines', '\t\n'.repeat(many)],
    ['other line breaks', '\u2028'.repeat(many)],
    ['slashes', '/'.repeat(many)],
    ['backticks', '`'.repeat(many)],
    ['dollars', '$'.repeat(many)],
  ])('%s', (_title, text) => {
    const share = lint({ 'app.ts': `const note = ${quote(text)};\n${head}${handler}` });
    expect(listRules(share)).toEqual(expected);
    expect(share.taken).toBeLessThan(limit);
  });

  it('clauses that are never closed, after state of a page', () => {
    const share = lint({
      'app.ts': `import { createStore } from 'vuex';\nconst note = ${quote('export { l '.repeat(many))};\n${head}${handler}'use server';\n`,
    });
    expect(listRules(share)).toEqual(expected);
    expect(share.taken).toBeLessThan(limit);
  });

  it.each([
    ['members that assign nothing', `\t${'$'.repeat(many)}\t`],
    ['members of members', `\ta${'.a'.repeat(many)}\t`],
    ['a path without a call', 'a.'.repeat(many)],
    ['spaces between members', `a .${' '.repeat(many)}a`],
  ])('in a handler: %s', (_title, line) => {
    const share = lint({
      'app.ts': `${head}app.get('/note', (req, res) => {\n  res.send(${quote(`\n${line}\n`)});\n});\n${handler}`,
    });
    expect(listRules(share)).toEqual(expected);
    expect(share.taken).toBeLessThan(limit);
  });

  it.each([
    ['question marks', `a${'?'.repeat(many)}\\n?`],
    ['colons', `npm:${':'.repeat(many)}/\\n`],
    ['versions', `npm:@${'a@'.repeat(many)}/b`],
    ['folders', 'a/'.repeat(many)],
    ['scopes', '@a/'.repeat(many)],
  ])('in what it imports: %s', (_title, specifier) => {
    const share = lint({ 'app.ts': `import log from '${specifier}';\n${head}log();\n${handler}` });
    expect(listRules(share)).toEqual(expected);
    expect(share.taken).toBeLessThan(limit);
  });

  it.each([
    ['digits', '1'.repeat(many)],
    ['digits and a unit that is none', `${'1'.repeat(many)}!`],
    ['zeros', `${'0'.repeat(many)}h`],
    ['spaces', `1${' '.repeat(many)}!`],
  ])('in how long a token is valid: %s', (_title, expiresIn) => {
    const share = lint({
      'app.ts': `import jwt from 'jsonwebtoken';
${head}app.post('/login', (req, res) => {
  res.json({ token: jwt.sign({ sub: req.body.id }, process.env.SECRET, { expiresIn: '${expiresIn}' }) });
});\n`,
    });
    expect(listRules(share)).toEqual([]);
    expect(share.taken).toBeLessThan(limit);
  });

  it('in the name of what is saved', () => {
    const name = '$'.repeat(many);
    const share = lint({
      'app.ts': `import mongoose from 'mongoose';
import express from 'express';
import { requireUser } from './auth';
const Account = mongoose.model('Account', new mongoose.Schema({ balance: Number }));
const app = express();
app.post('/withdraw', requireUser, async (req, res) => {
  const ${name} = await Account.findById(req.user.id);
  if (${name}.balance < req.body.amount) return res.sendStatus(409);
  ${name}.balance -= req.body.amount;
  await ${name}['save']();
  res.sendStatus(204);
});\n`,
    });
    expect(listRules(share)).toEqual(['atomic-auth/no-lost-update']);
    expect(share.taken).toBeLessThan(limit);
  });

  it('of a dollar before a number, which a made-up name must not be', () => {
    const share = lint({ 'app.ts': `${head}${handler}// ${'$'.repeat(10 * many)}1\n` });
    expect(listRules(share)).toEqual(expected);
    expect(share.taken).toBeLessThan(limit);
  });

  it('of routes', { timeout: 120_000 }, () => {
    const routes = Array.from(
      { length: many / 20 },
      (_, index) => `app.get('/${index}', (req, res) => res.json({}));\n`,
    );
    const share = lint({ 'app.ts': `${head}${routes.join('')}${handler}` });
    expect(listRules(share)).toEqual(expected);
    expect(share.taken).toBeLessThan(limit);
  });
});

describe('100,000 repetitions in another file end in time', () => {
  const app = `${head}${handler}`;

  it.each([
    ['comments that are never closed', 'tsconfig.json', '/* '.repeat(many)],
    ['strings that are never closed', 'tsconfig.json', '"\\'.repeat(many)],
    ['commas', 'tsconfig.json', ', '.repeat(many)],
    ['lists of packages', 'pnpm-workspace.yaml', 'packages: [\n'.repeat(many / 2)],
    ['comments', 'pnpm-workspace.yaml', `packages: [a\n${' #'.repeat(many)}\nb]`],
    ['entries', 'pnpm-workspace.yaml', `packages:\n${' - *\n'.repeat(many)}`],
    ['brackets', 'schema.prisma', `model accounts {\n  a Int\n  @@unique([${'('.repeat(many)}`],
    ['open strings', 'schema.prisma', `model accounts {\n${'  a Int "\n'.repeat(many / 2)}`],
    ['escaped quotes', 'schema.prisma', '\\"'.repeat(many)],
    ['comments that are never closed', 'schema.prisma', '/* '.repeat(many)],
    ['names that are never closed', 'schema.sql', `CREATE TABLE accounts (${'[a '.repeat(many)}`],
    ['quotes', 'schema.sql', `CREATE TABLE accounts (${'" '.repeat(many)}`],
    ['tags', 'schema.sql', '$a$b'.repeat(many)],
    ['classes', 'auth.ts', `/*${'class A\n'.repeat(many)}*/`],
    ['interfaces', 'auth.ts', `/*${'export interface A\n'.repeat(many / 4)}*/`],
  ])('%s in %s', (_title, file, text) => {
    const share = lint({ 'app.ts': app.replace('./auth', file === 'auth.ts' ? './auth' : '@/auth'), [file]: text });
    expect(listRules(share)).toEqual(expected);
    expect(share.taken).toBeLessThan(limit);
  });

  it.each([
    ['slashes', `a${'/'.repeat(many)}b`],
    ['stars', `a/${'*'.repeat(many)}`],
    ['stars between letters', `a/${'*b'.repeat(many)}`],
    ['folders', `a/${'**/'.repeat(many)}b`],
    ['braces', `a/${'{b,c}'.repeat(many)}`],
    ['open braces', `a/${'{'.repeat(many)}`],
    ['open brackets', `a/*${'['.repeat(many)}`],
  ])('%s in where the packages are', (_title, pattern) => {
    const share = lint({
      'app.ts': app.replace('./auth', '@/auth'),
      'package.json': JSON.stringify({ name: 'shop', workspaces: [pattern, `!${pattern}`] }),
      [`a/${'b'.repeat(200)}/package.json`]: '{ "name": "other" }',
    });
    expect(listRules(share)).toEqual(expected);
    expect(share.taken).toBeLessThan(limit);
  });

  it('classes in a file that may register what is exported', () => {
    const share = lint({
      'app.ts': `import { Pool } from 'pg';\nconst pool = new Pool();\nexport async function pay(req, res) {\n${body}}\n`,
      'main.ts': `import { pay } from './app';\n/*${'class A\n'.repeat(50_000)}*/`,
    });
    expect(share.taken).toBeLessThan(limit);
  });
});

describe('patterns of users end in time', () => {
  it.each([
    ['stars', '*'.repeat(many)],
    ['stars between letters', '*a'.repeat(30)],
    ['folders between letters', '**/a/'.repeat(30)],
    ['double stars between letters', '**a'.repeat(30)],
    ['braces with stars in them', '{*,**}a'.repeat(30)],
    ['braces in braces', `${'{a,'.repeat(15)}a*${'}'.repeat(15)}`.repeat(5)],
    ['current folders', './'.repeat(many)],
  ])('as globs of files: %s', (_title, pattern) => {
    const measureWith = createMeasureShare({
      settings: { 'atomic-auth': { roots: { include: [`${pattern}!`], exclude: [`${pattern}?`] } } },
    });
    const share = measureWith(`${head}${handler}`, `/${'aaaa/'.repeat(200)}${'a'.repeat(200)}/app.ts`);
    expect(share.taken).toBeLessThan(limit);
    const start = performance.now();
    expect(parseGlob(`${pattern}!`)?.test('a'.repeat(2_000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(limit);
  });

  it('as what to print', () => {
    const start = performance.now();
    expect(findPrintedParts('*a'.repeat(30))).toEqual([]);
    expect(findPrintedParts(`${'*'.repeat(many)}windows`)).toEqual(['windows']);
    expect(performance.now() - start).toBeLessThan(limit);
  });
});

describe('names of folders end in time', () => {
  it('that begin like a migration', () => {
    const folder = `V${'0'.repeat(many)}a`;
    const start = performance.now();
    const [found] = findSchemaFiles({
      root: '/shop',
      contains: () => true,
      canonical: (path) => path,
      stamp: () => undefined,
      kindOf: () => undefined,
      read: () => undefined,
      list: (path) =>
        path === '/shop'
          ? [{ name: folder, kind: 'folder' }]
          : ['b.sql', 'a.sql'].map((name) => ({ name, kind: 'file' })),
      refresh: () => undefined,
      timeSpent: 0,
      epoch: 0,
    });
    expect(found?.sql).toEqual([`/shop/${folder}/a.sql`, `/shop/${folder}/b.sql`]);
    expect(performance.now() - start).toBeLessThan(limit);
  });
});
