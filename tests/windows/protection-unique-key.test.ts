import { describe, expect, it } from 'vitest';
import { findWindows, findWindowsInFolder } from './find-windows-in.ts';
import { inMongooseHandler, inPgHandler, inPrismaHandler } from './handlers.ts';

const found = 'guard certain -: read 2, written 4';
const unprotected = [found];
const protectedByKey = [`${found} [unique-key]`];

describe('a unique key of a Prisma schema', () => {
  const route = inPrismaHandler(`
    const taken = await prisma.account.findFirst({ where: { email: req.body.email } });
    if (taken) return res.sendStatus(409);
    await prisma.account.create({ data: { email: req.body.email, name: req.body.name } });
  `);
  const lint = (fields: string): readonly string[] =>
    findWindowsInFolder({
      'src/accounts.ts': route,
      'prisma/schema.prisma': `model Account {\n  id Int @id\n  name String\n${fields}\n}\n`,
    });

  it('on the column that was looked for', () => {
    expect(lint('  email String @unique')).toEqual(protectedByKey);
  });

  it('missing', () => {
    expect(lint('  email String')).toEqual(unprotected);
  });

  it('in place of which there is a plain index', () => {
    expect(lint('  email String\n  @@index([email])')).toEqual(unprotected);
  });

  it('on another column', () => {
    expect(lint('  email String\n  handle String @unique')).toEqual(unprotected);
  });

  it('on this column and another that was not looked for', () => {
    expect(lint('  email String\n  tenantId Int\n  @@unique([email, tenantId])')).toEqual(unprotected);
  });

  it('on a column that may be null, but is given', () => {
    expect(lint('  email String? @unique')).toEqual(protectedByKey);
  });

  it('on several columns, all looked for', () => {
    const membership = inPrismaHandler(`
      const member = await prisma.member.findFirst({ where: { teamId: req.params.id, userId: req.user.id } });
      if (member !== null) return res.sendStatus(409);
      await prisma.member.create({ data: { teamId: req.params.id, userId: req.user.id } });
    `);
    const schema = (key: string): string => `model Member {\n  id Int @id\n  teamId Int\n  userId Int\n${key}\n}\n`;
    expect(
      findWindowsInFolder({
        'src/members.ts': membership,
        'prisma/schema.prisma': schema('  @@unique([teamId, userId])'),
      }),
    ).toEqual(protectedByKey);
    expect(
      findWindowsInFolder({
        'src/members.ts': membership,
        'prisma/schema.prisma': schema('  @@index([teamId, userId])'),
      }),
    ).toEqual(unprotected);
  });

  it('where the look-up cannot be read', () => {
    const filtered = inPrismaHandler(`
      const taken = await prisma.account.findFirst({ where: createFilter(req.body) });
      if (taken) return res.sendStatus(409);
      await prisma.account.create({ data: { email: req.body.email, name: req.body.name } });
    `);
    const lintFiltered = (fields: string): readonly string[] =>
      findWindowsInFolder({
        'src/accounts.ts': filtered,
        'prisma/schema.prisma': `model Account {\n  id Int @id\n  name String\n${fields}\n}\n`,
      });
    expect(lintFiltered('  email String @unique')).toEqual(['guard possible -: read 2, written 4 [unique-key]']);
    expect(lintFiltered('  email String')).toEqual(['guard possible -: read 2, written 4']);
  });
});

describe('a unique key of SQL scripts', () => {
  const route = inPgHandler(`
    const { rows } = await pool.query('SELECT 1 FROM accounts WHERE email = $1', [req.body.email]);
    if (rows.length > 0) return res.sendStatus(409);
    await pool.query('INSERT INTO accounts (email, name) VALUES ($1, $2)', [req.body.email, req.body.name]);
  `);
  const lint = (script: string, source = route): readonly string[] =>
    findWindowsInFolder({ 'src/accounts.ts': source, 'schema.sql': script });

  it('in the table', () => {
    expect(lint('CREATE TABLE accounts (id serial PRIMARY KEY, email text NOT NULL UNIQUE, name text);')).toEqual(
      protectedByKey,
    );
    expect(
      lint('CREATE TABLE accounts (id serial PRIMARY KEY, email text NOT NULL, name text, UNIQUE (email));'),
    ).toEqual(protectedByKey);
    expect(lint('CREATE TABLE accounts (id serial PRIMARY KEY, email text NOT NULL, name text);')).toEqual(unprotected);
  });

  it('as an index', () => {
    const table = 'CREATE TABLE accounts (id serial PRIMARY KEY, email text NOT NULL, name text);\n';
    expect(lint(`${table}CREATE UNIQUE INDEX accounts_email ON accounts (email);`)).toEqual(protectedByKey);
    expect(lint(`${table}CREATE INDEX accounts_email ON accounts (email);`)).toEqual(unprotected);
    expect(lint(`${table}CREATE UNIQUE INDEX accounts_name ON accounts (name);`)).toEqual(unprotected);
  });

  it('for the rows that are not deleted', () => {
    const table =
      'CREATE TABLE accounts (id serial PRIMARY KEY, email text NOT NULL, name text, deleted_at timestamp);\n';
    expect(lint(`${table}CREATE UNIQUE INDEX live ON accounts (email) WHERE deleted_at IS NULL;`)).toEqual(
      protectedByKey,
    );
    expect(lint(`${table}CREATE UNIQUE INDEX live ON accounts (name) WHERE deleted_at IS NULL;`)).toEqual(unprotected);
    expect(lint(`${table}CREATE INDEX live ON accounts (email) WHERE deleted_at IS NULL;`)).toEqual(unprotected);
  });

  it('added later, and taken away again', () => {
    const table = 'CREATE TABLE accounts (id serial PRIMARY KEY, email text NOT NULL, name text);\n';
    const added = `${table}ALTER TABLE accounts ADD CONSTRAINT accounts_email UNIQUE (email);\n`;
    expect(lint(added)).toEqual(protectedByKey);
    expect(lint(`${added}ALTER TABLE accounts DROP CONSTRAINT accounts_email;\n`)).toEqual(unprotected);
  });

  it('of several columns, one of which may be null and is not given', () => {
    const source = inPgHandler(`
      const { rows } = await pool.query('SELECT 1 FROM members WHERE team_id = $1 AND user_id = $2 AND role = $3', [req.params.id, req.user.id, req.body.role]);
      if (rows.length > 0) return res.sendStatus(409);
      await pool.query('INSERT INTO members (team_id, user_id) VALUES ($1, $2)', [req.params.id, req.user.id]);
    `);
    expect(
      lint(
        'CREATE TABLE members (team_id int NOT NULL, user_id int NOT NULL, role text, UNIQUE (team_id, user_id, role));',
        source,
      ),
    ).toEqual(unprotected);
    expect(
      lint(
        'CREATE TABLE members (team_id int NOT NULL, user_id int NOT NULL, role text NOT NULL, UNIQUE (team_id, user_id, role));',
        source,
      ),
    ).toEqual(protectedByKey);
  });

  it('of columns that may be null, in an object that is inserted as a whole (SHAPES 18, a composite key)', () => {
    const source = (data: string): string =>
      inPrismaHandler(`
      const taken = await prisma.member.findFirst({ where: { name: req.body.name, teamId: req.params.id } });
      if (taken) return res.sendStatus(409);
      await prisma.member.create({ data: ${data} });
    `);
    const lintWith = (data: string): readonly string[] =>
      findWindowsInFolder({
        'src/members.ts': source(data),
        'prisma/schema.prisma':
          'model Member {\n  id Int @id\n  name String?\n  teamId Int?\n  role String?\n  @@unique([name, teamId])\n}\n',
      });
    expect(lintWith('{ ...req.body, teamId: req.params.id }')).toEqual(protectedByKey);
    expect(lintWith('{ name: req.body.name, role: req.body.role }')).toEqual(unprotected);
  });

  it('without any schema nothing is known', () => {
    expect(findWindows(route)).toEqual(['guard possible -: read 2, written 4']);
  });

  it('does not limit how many rows there are', () => {
    const source = inPgHandler(`
      const { rows: [seats] } = await pool.query('SELECT count(*) FROM members WHERE team_id = $1', [req.params.id]);
      if (seats.count >= 5) return res.sendStatus(409);
      await pool.query('INSERT INTO members (team_id, user_id) VALUES ($1, $2)', [req.params.id, req.user.id]);
    `);
    expect(lint('CREATE TABLE members (team_id int NOT NULL UNIQUE, user_id int NOT NULL);', source)).toEqual([
      'guard certain #count: read 2, written 4',
    ]);
  });

  it('protects a value given to a row that has another', () => {
    const source = inPgHandler(`
      const { rows } = await pool.query('SELECT 1 FROM accounts WHERE email = $1', [req.body.email]);
      if (rows.length > 0) return res.sendStatus(409);
      await pool.query('UPDATE accounts SET email = $1 WHERE id = $2', [req.body.email, req.user.id]);
    `);
    expect(lint('CREATE TABLE accounts (id serial PRIMARY KEY, email text NOT NULL UNIQUE);', source)).toEqual(
      protectedByKey,
    );
    expect(lint('CREATE TABLE accounts (id serial PRIMARY KEY, email text NOT NULL);', source)).toEqual(unprotected);
  });
});

describe('a unique key of a Mongoose schema', () => {
  const body = `
    const taken = await Item.findOne({ name: req.body.name });
    if (taken) return res.sendStatus(409);
    await Item.create({ name: req.body.name });
  `;

  it('on a path', () => {
    expect(findWindows(inMongooseHandler('{ name: { type: String, required: true, unique: true } }', body))).toEqual(
      protectedByKey,
    );
    expect(findWindows(inMongooseHandler('{ name: { type: String, required: true, index: true } }', body))).toEqual(
      unprotected,
    );
    expect(findWindows(inMongooseHandler('{ name: String, slug: { type: String, unique: true } }', body))).toEqual(
      unprotected,
    );
  });

  it('as an index of the schema', () => {
    const route = (index: string): string => `
      import mongoose from 'mongoose'; const schema = new mongoose.Schema({ name: String, team: String }); ${index} const Item = mongoose.model('Item', schema);
      export async function create(name) {
        const taken = await Item.exists({ name });
        if (taken) throw new Error('taken');
        await Item.create({ name });
      }
    `;
    const line = 'guard certain -: read 3, written 5';
    expect(findWindows(route('schema.index({ name: 1 }, { unique: true });'))).toEqual([`${line} [unique-key]`]);
    expect(findWindows(route('schema.index({ name: 1 });'))).toEqual([line]);
    expect(findWindows(route('schema.index({ name: 1, team: 1 }, { unique: true });'))).toEqual([line]);
  });

  it('on a new document that is saved', () => {
    const route = (definition: string): string =>
      inMongooseHandler(
        definition,
        `
      const taken = await Item.findOne({ name: req.body.name });
      if (taken) return res.sendStatus(409);
      const item = new Item({ name: req.body.name });
      await item.save();
    `,
      );
    expect(findWindows(route('{ name: { type: String, unique: true } }'))).toEqual([
      'guard certain -: read 2, written 5 [unique-key]',
    ]);
    expect(findWindows(route('{ name: { type: String } }'))).toEqual(['guard certain -: read 2, written 5']);
  });
});
