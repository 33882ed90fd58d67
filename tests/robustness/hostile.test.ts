import { describe, expect, it } from 'vitest';
import { application, imports, renderHandlers } from './application.ts';
import { createVerify } from './linter.ts';

const verify = createVerify();

describe('syntax errors', () => {
  it.each([
    ['an unclosed handler', "app.post('/', async (req, res) => {", 'app.ts'],
    ['a stray brace', `${application}\n}`, 'app.ts'],
    ['a conflict marker', `<<<<<<< HEAD\n${application}`, 'app.ts'],
    ['Python', 'def withdraw(request):\n    return request.user\n', 'app.js'],
    ['binary data', '\u0000\u0001\uFFFD\u0002PNG', 'app.js'],
  ])('end in one parse error and nothing of ours: %s', (_title, text, filename) => {
    const messages = verify(text, filename);
    expect(messages.map(({ fatal, ruleId }) => ({ fatal, ruleId }))).toEqual([{ fatal: true, ruleId: null }]);
  });
});

describe('files with nothing in them', () => {
  it.each([
    ['empty', ''],
    ['white space', ' \n\t\r\n'],
    ['a byte order mark', '\uFEFF'],
    ['a comment', '// SELECT balance FROM accounts\n'],
    ['a shebang', '#!/usr/bin/env node\n'],
    ['a directive', "'use strict'\n"],
    ['unpaired surrogates', "const text = '\uD800';\n"],
    ['other line ends', 'const first = 1;\rconst second = 2;\u2028const third = 3;\n'],
  ])('say nothing: %s', (_title, text) => {
    expect(verify(text, 'app.ts')).toEqual([]);
  });
});

describe('big files', () => {
  it('of 5 MB end in time', { timeout: 120_000 }, () => {
    const handlers = Array.from({ length: Math.ceil(5_000_000 / renderHandlers(0).length) }, (_, index) =>
      renderHandlers(index),
    );
    const text = imports + handlers.join('');
    expect(text.length).toBeGreaterThan(5_000_000);
    expect(verify(text, 'app.ts').filter(({ fatal }) => fatal === true)).toEqual([]);
  });

  it('of one line end in time', { timeout: 60_000 }, () => {
    const text = `const rows = [${"{ id: 'a', balance: 100, owner: null }, ".repeat(30_000)}];`;
    expect(text.length).toBeGreaterThan(1_000_000);
    expect(verify(text, 'app.js')).toEqual([]);
  });

  it('of one long string end in time', { timeout: 60_000 }, () => {
    const sql = `UPDATE accounts SET balance = balance - 1 WHERE id IN (${'1, '.repeat(400_000)}1)`;
    const text = `import { Pool } from 'pg';\nexport const run = () => new Pool().query(\`${sql}\`);\n`;
    expect(verify(text, 'app.ts').filter(({ fatal }) => fatal === true)).toEqual([]);
  });

  it('with many paths end in time', { timeout: 60_000 }, () => {
    const branches = Array.from(
      { length: 400 },
      (_, index) => `if (req.body.a${index}) { row.n += ${index}; } else { row.m -= ${index}; }`,
    );
    const text = `${imports}app.post('/', requireBearer, async (req, res) => {
      const row = await prisma.order.findUnique({ where: { id: req.body.id } });
      ${branches.join('\n')}
      await prisma.order.update({ where: { id: row.id }, data: { n: row.n } });
    });`;
    expect(verify(text, 'app.ts').filter(({ fatal }) => fatal === true)).toEqual([]);
  });

  it('with functions that call each other end in time', { timeout: 60_000 }, () => {
    const count = 60;
    const functions = Array.from({ length: count }, (_, index) => {
      const calls = Array.from({ length: count }, (_unused, other) => `await step${other}(db, value + ${other});`);
      return `async function step${index}(db, value) { ${calls.join(' ')} await db.order.update({ where: { id: value }, data: { n: value } }); }`;
    });
    const text = `${imports}${functions.join('\n')}\napp.post('/', requireBearer, async (req) => { await step0(prisma, req.body.id); });`;
    expect(verify(text, 'app.js').filter(({ fatal }) => fatal === true)).toEqual([]);
  });
});

describe('wrong settings', () => {
  it.each([
    ['a string', 'nonsense'],
    ['a number', 42],
    ['a list', []],
    ['an unknown key', { storez: [] }],
    ['a wrong value', { stores: 42 }],
    ['a store that is none', { stores: [{ nonsense: true }] }],
    ['a store that is null', { stores: [null] }],
  ])('end in one error that says where: %s', (_title, value) => {
    const verifyWith = createVerify({ settings: { 'atomic-auth': value } });
    expect(() => verifyWith(application, 'app.ts')).toThrow(/settings\['atomic-auth'\]/u);
  });

  it.each([
    ['no settings', {}],
    ['settings of others', { react: { version: 'detect' } }],
    ['empty settings', { 'atomic-auth': {} }],
  ])('are not to be seen in %s', (_title, settings) => {
    expect(createVerify({ settings })(application, 'app.ts')).toEqual(verify(application, 'app.ts'));
  });
});

describe('broken SQL', () => {
  it.each([
    ['cut off', 'UPDATE accounts SET balance = '],
    ['an open quote', "UPDATE accounts SET name = 'it''s WHERE id = 1"],
    ['an open comment', 'UPDATE accounts /* SET balance = 1'],
    ['no SQL', 'UPDATE your password at the counter'],
    ['several statements', 'BEGIN; UPDATE accounts SET balance = 1; COMMIT; ;;'],
    ['deep parentheses', `SELECT ${'('.repeat(3000)}1${')'.repeat(3000)}`],
    ['deep subqueries', `${'SELECT * FROM ('.repeat(300)}SELECT 1${') AS t'.repeat(300)}`],
    ['a long condition', `SELECT 1 WHERE ${'a = 1 OR '.repeat(3000)}b = 2`],
    ['control characters', 'SELECT \\u0000 FROM \\uD800'],
    ['only white space', '   '],
    ['nothing', ''],
  ])('is no crash: %s', (_title, sql) => {
    const text = `import { Pool } from 'pg';
const pool = new Pool();
export async function run(req) {
  const { rows } = await pool.query(\`${sql}\`);
  await pool.query(\`\${rows[0].sql} ${sql} \${rows[0].tail}\`, [req.body.id]);
  await pool.query(${JSON.stringify(sql)} + rows[0].tail);
}
`;
    expect(verify(text, 'app.ts').filter(({ fatal }) => fatal === true)).toEqual([]);
  });
});
