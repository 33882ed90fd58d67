import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeClock, makeFolder, makeProject } from './make-folder.ts';

const reads = 1;
const writes = 2;
const both = reads | writes;
const open = 4;

/** Two words stand for what a catalog would look for, and one for what is put together elsewhere. */
function marks(text: string): number {
  return (
    (text.includes('READS') ? reads : 0) | (text.includes('WRITES') ? writes : 0) | (text.includes('OPEN') ? open : 0)
  );
}

/** Whether `start` leads to both words. */
function leads(files: Readonly<Record<string, string>>, start = 'src/start.ts'): boolean {
  const folder = makeFolder({ 'package.json': '{}', ...files });
  return makeProject(folder).leadsTo(join(folder.path, start), files[start] ?? '', marks, both, open);
}

it('takes the text on the disk where none is given', () => {
  const folder = makeFolder({
    'package.json': '{}',
    'src/start.ts': "// READS\nimport './other';",
    'src/other.ts': '// WRITES',
  });
  const project = makeProject(folder);
  expect(project.leadsTo(join(folder.path, 'src/start.ts'), undefined, marks, both, open)).toBe(true);
  expect(project.leadsTo(join(folder.path, 'src/other.ts'), undefined, marks, both, open)).toBe(false);
  expect(project.leadsTo(join(folder.path, 'src/other.ts'), undefined, marks, writes, open)).toBe(true);
  expect(project.leadsTo(join(folder.path, 'src/missing.ts'), undefined, marks, writes, open)).toBe(false);
  expect(project.getMarks(join(folder.path, 'src/start.ts'), marks)).toBe(reads);
});

describe('a file leads to what', () => {
  it('its own text holds', () => {
    expect(leads({ 'src/start.ts': '// READS WRITES' })).toBe(true);
    expect(leads({ 'src/start.ts': '// READS' })).toBe(false);
    expect(leads({ 'src/start.ts': '' })).toBe(false);
  });

  it.each([
    ["import { a } from './other';"],
    ["import './other';"],
    ["import a, { b as c } from './other.js';"],
    ["import type { A } from './other';"],
    ["import {\n  a,\n  b,\n} from './other';"],
    ["export * from './other';"],
    ["export { a } from './other';"],
    ["const a = require('./other');"],
    ['const a = require("./other").b;'],
    ['const a = await import(`./other`);'],
    ["const a = await import(/* webpackChunkName: 'x' */ './other');"],
    ["import a = require('./other');"],
  ])('is in a file it names: %s', (code) => {
    expect(leads({ 'src/start.ts': code, 'src/other.ts': '// READS WRITES' })).toBe(true);
  });

  it('is spread over several files, at any distance', () => {
    expect(
      leads({
        'src/start.ts': "import './a';",
        'src/a.ts': "import './b'; // WRITES",
        'src/b.ts': "import './c';",
        'src/c.ts': '// READS',
      }),
    ).toBe(true);
  });

  it('does not find its way through what is not there, and round in circles', () => {
    expect(
      leads({
        'src/start.ts': "import './a'; import './missing'; import 'pg';",
        'src/a.ts': "import './start'; import './a'; // READS",
      }),
    ).toBe(false);
  });

  it('ends at code for browsers', () => {
    expect(
      leads({
        'src/start.ts': "import './button';",
        'src/button.tsx': "'use client';\nimport './actions'; // READS WRITES",
        'src/actions.ts': '// READS WRITES',
      }),
    ).toBe(false);
    expect(leads({ 'src/start.ts': "// A page\n'use client';\n// READS WRITES" })).toBe(false);
  });

  it('is in a file that imports an interface of the one it names', () => {
    const implementation = {
      'src/sql.ts': "import type { Store } from './store';\nimport './pool'; // READS",
      'src/pool.ts': '// WRITES',
    };
    expect(leads({ 'src/start.ts': "import './store';", 'src/store.ts': '// OPEN', ...implementation })).toBe(true);
    expect(
      leads({
        'src/start.ts': "import './a';",
        'src/a.ts': "export * from './store';",
        'src/store.ts': '// OPEN',
        ...implementation,
      }),
    ).toBe(true);
    expect(leads({ 'src/start.ts': "import './store';", 'src/store.ts': '', ...implementation })).toBe(false);
  });

  it('is in a file that imports it', () => {
    const app = { 'src/app.ts': "import './start';\nimport './pool'; // READS", 'src/pool.ts': '// WRITES' };
    expect(leads({ 'src/start.ts': '// OPEN', ...app })).toBe(true);
    expect(leads({ 'src/start.ts': '', ...app })).toBe(false);
  });

  it('is not what a neighbour of an imported file holds', () => {
    expect(leads({ 'src/start.ts': "import './a';", 'src/a.ts': '// READS', 'src/b.ts': '// WRITES' })).toBe(false);
  });
});

it('takes the text it is given for that of the first file, whatever is on the disk', () => {
  const folder = makeFolder({ 'package.json': '{}', 'src/start.ts': '' });
  expect(makeProject(folder).leadsTo(join(folder.path, 'src/start.ts'), '// READS WRITES', marks, both)).toBe(true);
});

it('gives the same answer to all that meet on the way', () => {
  const folder = makeFolder({
    'package.json': '{}',
    'src/a.ts': "import './b'; import './c'; // READS",
    'src/b.ts': "import './a';",
    'src/c.ts': '// WRITES',
    'src/d.ts': "import './c';",
  });
  const project = makeProject(folder);
  const ask = (file: string, text: string): boolean => project.leadsTo(join(folder.path, file), text, marks, both);
  expect(ask('src/d.ts', "import './c';")).toBe(false);
  expect(ask('src/b.ts', "import './a';")).toBe(true);
  expect(ask('src/a.ts', "import './b'; import './c'; // READS")).toBe(true);
  expect(ask('src/d.ts', "import './c';")).toBe(false);
});

it('sees what was edited after a second', () => {
  const folder = makeFolder({ 'package.json': '{}', 'src/a.ts': '// READS' });
  const clock = makeClock();
  const project = makeProject(folder, clock);
  const ask = (): boolean => project.leadsTo(join(folder.path, 'src/start.ts'), "import './a';", marks, both);
  expect(ask()).toBe(false);
  folder.write('src/a.ts', '// READS and WRITES');
  clock.advance(1_000);
  project.refresh();
  expect(ask()).toBe(true);
});
