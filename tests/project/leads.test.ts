/** What the parts of files lead to. Two words stand for what a catalog would know of, `read` and `write`. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { READS, STATE, WRITES } from '../../src/project/leads.ts';
import type { Meanings, PartLead } from '../../src/project/leads.ts';
import type { Conventions, Project } from '../../src/project/project.ts';
import { makeClock, makeFolder, makeProject } from './make-folder.ts';

const mean = (word: string): number => (word === 'read' ? READS : word === 'write' ? WRITES : 0);
const meanings: Meanings = {
  ofWord: mean,
  ofMember: mean,
  ofText: (text) => (text.includes('UPDATE') ? WRITES : 0),
  inText: () => undefined,
  isKnownPackage: (source) => source === 'known',
};
const conventions: Conventions = {
  marks: (text) => (text.includes('interface') ? 1 : 0) | (text.includes('implements') ? 2 : 0),
  promises: 1,
  keeps: 2,
  isGiven: 4,
  modelFolders: ['models'],
};

type Files = Readonly<Record<string, string>>;

function examine(project: Project, root: string, file: string, text: string): readonly PartLead[] {
  return project.findLeads(join(root, file), text, conventions, meanings);
}

/** What the parts of the first file lead to, in their order. */
function leadsOf(files: Files): readonly number[] {
  const folder = makeFolder({ 'package.json': '{}', ...files });
  const [file = '', text = ''] = Object.entries(files)[0] ?? [];
  return examine(makeProject(folder), folder.path, file, text).map(({ leads }) => leads);
}

describe('a part leads to', () => {
  it.each<[string, Files]>([
    ['what it holds', { 'a.ts': 'export function a() { read(); write(); }' }],
    [
      'what is called in it',
      {
        'a.ts': "import { b } from './b';\nexport function a() { read(b()); }",
        'b.ts': 'export const b = () => write();',
      },
    ],
    [
      'a method of what is injected',
      {
        'a.ts':
          "import { B } from './b';\nclass A { constructor(private readonly b: B) {}\n a() { read(); this.b.run(); } }",
        'b.ts': 'export class B { run() { write(); } }',
      },
    ],
    [
      'a method of what was made',
      {
        'a.ts': "import { B } from './b';\nexport function a() { const b = new B(); read(); b.run(); }",
        'b.ts': 'export class B { run() { write(); } }',
      },
    ],
    [
      'a method of what a class extends',
      {
        'a.ts': "import { B } from './b';\nclass A extends B {\n a() { read(); this.run(); } }",
        'b.ts': "import { C } from './c';\nexport class B extends C {}",
        'c.ts': 'export class C { run() { write(); } }',
      },
    ],
    [
      'a default export',
      {
        'a.ts': "import b from './b';\nexport function a() { read(); b(); }",
        'b.ts': 'export default function () { write(); }',
      },
    ],
    [
      'functions of an object',
      {
        'a.ts': "import b from './b';\nexport function a() { read(); b.run(); }",
        'b.ts': 'function run() { write(); }\nexport default { run };',
      },
    ],
    [
      'a model that is found by its folder',
      {
        'a.ts': 'export function a() { read(); Order.run(); }',
        'models/order.ts': 'export function run() { write(); }',
      },
    ],
    ['a statement', { 'a.ts': "export const a = () => run(read, 'UPDATE a');" }],
  ])('%s', (_reason, files) => {
    expect(leadsOf(files)).toContain(STATE);
  });

  it.each<[string, Files]>([
    [
      'what stands beside it',
      {
        'a.ts': "import { b } from './b';\nexport function a() { read(b()); }",
        'b.ts': 'export const b = () => 1;\nexport const c = () => write();',
      },
    ],
    [
      'a method of that name of another type',
      {
        'a.ts': "import { B } from './b';\nimport './c';\nexport function a(b: B) { read(); b.run(); }",
        'b.ts': 'export class B { run() {} }',
        'c.ts': 'export class C { run() { write(); } }',
      },
    ],
    [
      'a member of a list',
      {
        'a.ts': "import { B } from './b';\nexport function a(list) { read(B); list.find(1); }",
        'b.ts': 'export class B { find() { write(); } }',
      },
    ],
    [
      'browsers',
      {
        'a.ts': "import { b } from './b';\nexport function a() { read(b()); }",
        'b.ts': "'use client';\nexport const b = () => write();",
      },
    ],
    [
      'types',
      {
        'a.ts': "import { B } from './b';\nexport function a(): B { return read(); }",
        'b.ts': 'export class B { constructor() { write(); } }',
      },
    ],
  ])('not to %s', (_reason, files) => {
    expect(leadsOf(files)).not.toContain(STATE);
  });

  it('all of a circle to the same', () => {
    expect(
      leadsOf({
        'a.ts': "import { b } from './b';\nexport function a() { read(); b(); }\nexport function other() {}",
        'b.ts': "import { c } from './c';\nexport function b() { c(); }",
        'c.ts': "import { a } from './a';\nexport function c() { a(); write(); }",
      }),
    ).toEqual([STATE, 0]);
  });
});

it('says the same whoever is asked first', () => {
  const files = {
    'a.ts':
      "import type { B } from './b';\nexport class A { constructor(private readonly b: B) {}\n a() { read(); this.b.run(); } }",
    'b.ts': 'export interface B { run(): void }',
    'c.ts': "import type { B } from './b';\nexport class C implements B { run() { write(); } }",
  };
  const folder = makeFolder({ 'package.json': '{}', ...files });
  const ask = (names: readonly (keyof typeof files)[]): readonly number[] => {
    const project = makeProject(folder);
    const found = new Map(names.map((name) => [name, examine(project, folder.path, name, files[name])]));
    return ['a.ts', 'c.ts'].flatMap((name) => (found.get(name as keyof typeof files) ?? []).map(({ leads }) => leads));
  };
  expect(ask(['a.ts', 'b.ts', 'c.ts'])).toEqual(ask(['c.ts', 'b.ts', 'a.ts']));
  expect(ask(['a.ts', 'c.ts'])).toContain(STATE);
});

it('sees what was edited', () => {
  const folder = makeFolder({ 'package.json': '{}', 'b.ts': 'export const b = () => 1;' });
  const clock = makeClock();
  const project = makeProject(folder, clock);
  const text = "import { b } from './b';\nexport function a() { read(b()); }";
  const ask = (): readonly number[] => {
    clock.advance(5_000);
    project.refresh();
    return examine(project, folder.path, 'a.ts', text).map(({ leads }) => leads);
  };
  expect(ask()).toEqual([READS]);
  folder.write('b.ts', 'export const b = () => write(22);');
  expect(ask()).toEqual([STATE]);
  folder.remove('b.ts');
  expect(ask()).toEqual([READS]);
});

it('counts the places of a part that lead to state', () => {
  const folder = makeFolder({
    'package.json': '{}',
    'b.ts': 'export const b = () => write();\nexport const c = () => read();',
  });
  const [once, twice, none] = examine(
    makeProject(folder),
    folder.path,
    'a.ts',
    "import { b, c } from './b';\nexport function one() { b(); }\nexport function two() { c(); b(); c(); }\nexport function three() { other(); }",
  );
  expect([once?.sites, once?.writingSites]).toEqual([1, 1]);
  expect([twice?.sites, twice?.writingSites]).toEqual([3, 1]);
  expect(none?.sites).toBe(0);
});

describe('a function of another file', () => {
  const ask = (b: string, part: string | number): number => {
    const folder = makeFolder({ 'package.json': '{}', 'b.ts': b });
    return makeProject(folder).findLeadsOf(join(folder.path, 'b.ts'), part, conventions, meanings);
  };

  it('leads to what its part does', () => {
    expect(ask('export const b = () => write();', 'b') & STATE).toBe(WRITES);
    expect(ask('export function b() {}\nexport function c() { write(); }', 'b')).toBe(0);
    expect(ask('export function b() {}\nexport function c() { write(); }', 30) & STATE).toBe(WRITES);
  });

  it('is a class with its methods, and those of what it extends', () => {
    expect(ask('class A { c() { write(); } }\nexport class B extends A {}', 'B') & STATE).toBe(WRITES);
    expect(ask('export class B { c() {} }', 'B')).toBe(0);
  });

  it.each([
    ['a constant', "export const b = 'open';"],
    ['an enumeration', 'export enum b { open, closed }'],
    ['nothing that is exported', 'const b = 1;'],
  ])('is anything where it is %s', (_reason, text) => {
    expect(ask(text, 'b') & STATE).toBe(STATE);
  });
});

describe('takes no more time than the files are long', () => {
  const many = 6_000;
  it.each<[string, (index: number) => string]>([
    ['methods of one name', (index) => `class A${index} { run() { return other.run(); } }`],
    ['objects that are handed on', (index) => `const a${index} = { run() {} };\nuse(a${index});`],
    ['functions taken out of objects', (index) => `const a${index} = { pay() { pay(); } };`],
    ['variables of one name', (index) => `var a = ${index};\nfunction f${index}() { a(); }`],
    ['types of one name', (index) => `function f${index}(b: B${index}) { b.missing(); }\nclass B${index} { x() {} }`],
    ['functions in a row', (index) => `function f${index}() { f${index + 1}(); }`],
  ])('%s', (_reason, write) => {
    const folder = makeFolder({ 'package.json': '{}' });
    const text = Array.from({ length: many }, (_, index) => write(index)).join('\n');
    const start = performance.now();
    examine(makeProject(folder), folder.path, 'a.ts', text);
    expect(performance.now() - start).toBeLessThan(2_500);
  });
});

it('knows nothing of a text that is on no disk once another one is asked for', () => {
  const folder = makeFolder({ 'package.json': '{}', 'b.ts': 'export class B { run() {} }' });
  const project = makeProject(folder);
  const ask = (body: string): readonly number[] =>
    examine(
      project,
      folder.path,
      'a.ts',
      `import './b';\nexport class A { run() { ${body} } }\nfunction a(x) { x.run(); }`,
    ).map(({ leads }) => leads);
  expect(ask('write();')).toEqual([0, WRITES, 0, WRITES]);
  expect(ask('')).toEqual([0, 0, 0, 0]);
});
