import { join } from 'node:path';
import { Linter } from 'eslint';
import { afterEach, describe, expect, it, vi } from 'vitest';
import plugin from '../../src/index.ts';
import { createIncompleteLog } from '../../src/reporting/incomplete-log.ts';
import type { IncompleteLog } from '../../src/reporting/incomplete-log.ts';
import { makeFolder } from '../project/make-folder.ts';
import { findReportsWith } from './lint.ts';

let log = createIncompleteLog();

// That of the process prints itself when the tests end.
vi.mock(import('../../src/reporting/incomplete-log.ts'), async (importOriginal) => ({
  ...(await importOriginal()),
  getIncompleteLog: (): IncompleteLog => log,
}));

afterEach(() => {
  vi.unstubAllEnvs();
  log = createIncompleteLog();
});

const prefix = 'Not everything that this file rests on was analysed, so that races in it may go unreported: ';

/** `line:column rule message` for each finding. */
function lint(
  text: string,
  onIncomplete: string | undefined,
  rules: Linter.Config['rules'] = plugin.configs.recommended.rules,
  languageOptions: Linter.LanguageOptions = {},
): readonly string[] {
  const settings = onIncomplete === undefined ? {} : { settings: { 'atomic-auth': { onIncomplete } } };
  return new Linter({ cwd: '/repository' })
    .verify(
      text,
      [{ ...plugin.configs.recommended, rules: rules ?? {}, languageOptions }, settings],
      '/repository/app.js',
    )
    .map(({ line, column, ruleId, message }) => `${String(line)}:${String(column)} ${ruleId ?? ''} ${message}`);
}

const head = "import { Pool } from 'pg';\nconst pool = new Pool();\n";
const race = `export async function withdraw(id, amount) {
  const { rows } = await pool.query('SELECT balance FROM accounts WHERE id = $1', [id]);
  await pool.query('UPDATE accounts SET balance = $1 WHERE id = $2', [rows[0].balance - amount, id]);
}
`;

/** Each of the functions calls the next two: past every budget. */
const endless = `${head}export async function start(id) { await f0(id); }
${Array.from({ length: 24 }, (_, index) => `async function f${String(index)}(id) { await f${String(index + 1)}(id, 1); await f${String(index + 1)}(id, 2); }`).join('\n')}
async function f24(id) { await pool.query('UPDATE accounts SET seen = true WHERE id = $1', [id]); }
`;

/** Wide instead of deep: 60 functions that call all others. */
const wide = `${head}export async function start(id) { await f0(id); }
${Array.from({ length: 60 }, (_, index) => `async function f${String(index)}(id) { ${Array.from({ length: 60 }, (_unused, other) => `await f${String(other)}(id);`).join(' ')} await pool.query('UPDATE accounts SET seen = true WHERE id = $1', [id]); }`).join('\n')}
`;

const budgetText =
  '`app.js:3`: takes more than 20000 steps, and calls after those were not followed; divide it, or exclude the file by `roots`.';

describe('a function past its budget', () => {
  it('is a finding on the first line, once, by the first rule', () => {
    expect(lint(wide, 'error')).toEqual([`1:1 atomic-auth/no-check-then-act ${prefix}${budgetText}`]);
    expect(lint(wide, 'error', { 'atomic-auth/require-token-expiry': 'error' })).toEqual([
      `1:1 atomic-auth/require-token-expiry ${prefix}${budgetText}`,
    ]);
  });

  it.each([
    ['warn', true],
    ['ignore', false],
    [undefined, true],
  ])('is no finding with %s; warned of: %s', (onIncomplete, isWarned) => {
    expect(lint(wide, onIncomplete)).toEqual([]);
    expect(log.render()?.includes('\n  app.js:3: takes more than 20000 steps') ?? false).toBe(isWarned);
  });

  it('is not warned of where it is a finding', () => {
    lint(wide, 'error');
    expect(log.render()).toBeUndefined();
  });

  it('is none where calls are only too deep', () => {
    const chain = `${head}export async function start(id) { await f0(id); }
${Array.from({ length: 30 }, (_, index) => `async function f${String(index)}(id) { await f${String(index + 1)}(id); }`).join('\n')}
async function f30(id) { await pool.query('UPDATE accounts SET seen = true WHERE id = $1', [id]); }
`;
    expect(lint(chain, 'error')).toEqual([]);
    expect(lint(head + race, 'error').map((finding) => finding.slice(0, 28))).toEqual(['5:9 atomic-auth/no-lost-upda']);
  });

  it('is none where it only reads', () => {
    expect(lint(endless.replace('UPDATE accounts SET seen = true', 'SELECT * FROM accounts'), 'error')).toEqual([]);
  });

  it('is none in a file that requests do not reach', () => {
    const settings = { onIncomplete: 'error', roots: { exclude: ['app.ts'] } };
    const { path } = makeFolder({ 'package.json': '{}' });
    const options = { filename: join(path, 'app.ts'), cwd: path };
    expect(findReportsWith(settings, wide, options)).toEqual([]);
    expect(findReportsWith({ onIncomplete: 'error' }, wide, options)).toEqual(['1 no-check-then-act']);
  });
});

describe('a file with more than is looked at', () => {
  it('is named for its functions past the first 400', () => {
    const handlers = (count: number): string =>
      head +
      Array.from(
        { length: count },
        (_, index) =>
          `export async function touch${String(index)}(id) { const done = await pool.query('UPDATE a SET n = 1 WHERE id = $1', [id]); if (done.rowCount === 0) throw new Error('none'); }\n`,
      ).join('');
    expect(lint(handlers(401), 'error')).toEqual([
      `1:1 atomic-auth/no-check-then-act ${prefix}\`app.js\`: has more than 400 handlers and exported functions, and the others were left out; divide it, or exclude it by \`roots\`.`,
    ]);
    expect(lint(handlers(400), 'error')).toEqual([]);
  });

  it('is named for its size, unless it is about something else', () => {
    const padding = `// ${'x'.repeat(1_500_000)}\n`;
    expect(lint(head + race + padding, 'error')).toEqual([
      `1:1 atomic-auth/no-check-then-act ${prefix}\`app.js\`: is too large, and was left out as a whole; divide it, or exclude it by \`roots\`.`,
    ]);
    expect(lint(`export const page = 1;\n${padding}`, 'error')).toEqual([]);
  });
});

describe('an exception in the analysis', () => {
  // A tree that cannot be lowered; ESLint itself does not look at it in this way.
  const broken = {
    parseForESLint: (text: string) => ({
      ast: {
        type: 'Program',
        sourceType: 'module',
        range: [0, text.length],
        loc: { start: { line: 1, column: 0 }, end: { line: 1, column: 0 } },
        tokens: [],
        comments: [],
        body: Object.assign([], {
          filter: (): never => {
            throw new Error('out of order\nat some place');
          },
        }),
      },
      visitorKeys: { Program: [] },
    }),
  };
  const options: Linter.LanguageOptions = { parser: broken };

  it('is thrown in tests', () => {
    expect(() => lint(head + race, 'error', undefined, options)).toThrow('out of order');
  });

  it('is a finding, and never ends the run', () => {
    vi.stubEnv('ATOMIC_AUTH_TEST', undefined);
    expect(lint(head + race, 'error', undefined, options)).toEqual([
      `1:1 atomic-auth/no-check-then-act ${prefix}\`app.js\`: ended in an exception of the plugin's own (out of order); please report it.`,
    ]);
    expect(lint(head + race, 'warn', undefined, options)).toEqual([]);
  });
});

describe('an imported file', () => {
  const nested = `${head}export const db = {
  find: () => pool.query('UPDATE accounts SET seen = true'),
  depth: ${'['.repeat(1_001)}${']'.repeat(1_001)},
};`;
  const importing = `import { db } from './db.js';\n${head}${race}export const all = () => db.find();\n`;

  it('that would end the parser is named', () => {
    const folder = makeFolder({ 'package.json': '{}', 'db.js': nested, 'app.js': importing });
    const options = { filename: join(folder.path, 'app.js'), cwd: folder.path };
    expect(findReportsWith({ onIncomplete: 'error' }, importing, options)).toEqual([
      '1 no-check-then-act',
      '6 no-lost-update',
    ]);
    expect(findReportsWith({}, importing, options)).toEqual(['6 no-lost-update']);
  });

  it('with a syntax error is its author’s affair', () => {
    const folder = makeFolder({ 'package.json': '{}', 'db.js': 'export const db = ;', 'app.js': importing });
    const options = { filename: join(folder.path, 'app.js'), cwd: folder.path };
    expect(findReportsWith({ onIncomplete: 'error' }, importing, options)).toEqual(['6 no-lost-update']);
  });

  it('is named by every file that rests on it, whichever is linted first', () => {
    const between = "import { db } from './db.js';\nexport const store = db;\n";
    const text = importing.replace('./db.js', './store.js').replace('{ db }', '{ store as db }');
    const folder = makeFolder({
      'package.json': '{}',
      'db.js': nested,
      'store.js': between,
      'a.js': text,
      'b.js': text,
    });
    // The same object: what was evaluated for one file is there for the next.
    const settings = { onIncomplete: 'error' };
    for (const name of ['a.js', 'b.js', 'a.js'])
      expect(findReportsWith(settings, text, { filename: join(folder.path, name), cwd: folder.path })).toEqual([
        '1 no-check-then-act',
        '6 no-lost-update',
      ]);
  });
});
