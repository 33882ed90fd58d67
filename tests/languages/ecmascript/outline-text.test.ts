/** What a text says of its parts before it is parsed: too much rather than too little. */
import { describe, expect, it } from 'vitest';
import { outlineText } from '../../../src/languages/ecmascript/outline-text.ts';
import { getCallName, getMemberName, Receiver } from '../../../src/languages/outline.ts';
import type { Outline, WordTable } from '../../../src/languages/outline.ts';

function createTable(): WordTable & { readonly words: string[] } {
  const words: string[] = [];
  return {
    words,
    idOf: (word) => (words.includes(word) ? words.indexOf(word) : words.push(word) - 1),
    wordOf: (id) => words[id] ?? '',
  };
}

/** `name:` or `.member:` of each part, and what it names: words, `receiver.member`. */
function outline(text: string): { readonly parts: readonly string[]; readonly outline: Outline } {
  const table = createTable();
  const found = outlineText(text, table);
  const describeReceiver = (receiver: number): string => {
    if (receiver === Receiver.self) return 'this';
    if (receiver >= 0) return table.wordOf(receiver);
    if (getMemberName(receiver) >= 0) return `*.${table.wordOf(getMemberName(receiver))}`;
    return getCallName(receiver) >= 0 ? `${table.wordOf(getCallName(receiver))}()` : '?';
  };
  const parts = found.parts.map(({ names, member, words, accesses }) => {
    const plain = [...words].filter((_, index) => index % 2 === 0).map((id) => table.wordOf(id));
    const members = [...accesses].flatMap((receiver, index) =>
      index % 3 === 0 ? [`${describeReceiver(receiver)}.${table.wordOf(accesses[index + 1] ?? -1)}`] : [],
    );
    const used = [...plain, ...members].filter(
      (word) => !/^(?:const|function|class|async|await|return|export|default|this|new|extends|static)$/.test(word),
    );
    return `${member === undefined ? names.join(' ') : `.${member}`}: ${used.join(' ')}`.trimEnd();
  });
  return { parts, outline: found };
}

function partsOf(text: string): readonly string[] {
  return outline(text).parts;
}

describe('parts', () => {
  it('are functions, variables and other statements of the top level', () => {
    expect(
      partsOf(
        "async function pay(a) {\n  await debit(a);\n}\nconst load = async (b) => read(b)\nrouter.put('/a', guard, pay)\nfor (const c of list) { run(c); }",
      ),
    ).toEqual(['pay: a debit', 'load: load b read', ': router guard pay router.put', ': for c of list run']);
  });

  it('are the methods of classes; fields, annotations and the constructor belong to the class', () => {
    expect(
      partsOf(
        "@Controller('a')\nexport class Notes extends Base {\n  private readonly size = 3;\n  constructor(private readonly store: Store) { super(store); }\n  @Get()\n  async list(id: string): Promise<{ title: string }> { return this.store.find(id); }\n  rename = async (id) => this.store.rename(id)\n  static of() { return make(); }\n}",
      ),
    ).toEqual([
      '.size:',
      '.list: id string title this.store store.find',
      '.rename: id this.store store.rename',
      '.of: make',
      'Notes: Base private readonly store super',
    ]);
  });

  it('are the functions of objects; what else an object has belongs to it', () => {
    expect(
      partsOf(
        'export const notes = {\n  list: async () => read(),\n  rename(id) { write(id); },\n  limit: max,\n  remove,\n};',
      ),
    ).toEqual(['.list: read', '.rename: id write', 'notes: notes max remove']);
    expect(partsOf('export default {\n  list,\n  rename,\n};')).toEqual(['*default*: list rename']);
    expect(partsOf('const router = t.router({\n  pay: open.mutation(async () => write()),\n});')).toEqual([
      '.pay: open write open.mutation',
      'router: router t t.router',
    ]);
  });

  it('go by the member they are assigned to', () => {
    expect(partsOf('schema.methods.spend = async function () { this.left -= 1; };')).toEqual([
      '.spend: schema schema.methods *.methods.spend this.left',
    ]);
  });

  it.each([
    ['strings', "const a = 'function b() { c(); }';", ['a: a']],
    ['templates', 'const a = `x ${b(`${c}`)} function d() {}`;', ['a: a b c']],
    ['comments', '// function b() {\n/* } */ function a() { c(); }', ['a: c']],
    ['regular expressions', 'const a = b.replace(/[{"\'`(/]/g, c);\nfunction d() {}', ['a: a b c b.replace', 'd:']],
    ['divisions', 'const a = b / c / d;\nfunction e() { f(); }', ['a: a b c d', 'e: f']],
    [
      'apostrophes in JSX',
      "const a = () => <b>don't</b>;\nfunction c() { d(); }",
      ['a: a b don t b', 'c: d'].map((part) => part.replace('b don t b', 'b don t')),
    ],
  ])('are not found in %s', (_reason, text, expected) => {
    expect(partsOf(text)).toEqual(expected);
  });

  it.each([
    ['a chain', 'const a = b\n  .c()\n  .d();'],
    ['an operator', 'const a =\n  b +\n  c;'],
    ['an arrow', 'const a = () =>\n  b();'],
    ['a modifier', 'export default\nfunction a() {}'],
  ])('go on over the line break of %s', (_reason, text) => {
    expect(partsOf(text)).toHaveLength(1);
  });

  it('are one where brackets do not match, with every word', () => {
    const { outline: found, parts } = outline("import { a } from './a';\nfunction b() { c(a; }");
    expect(found.isWhole).toBe(true);
    expect(parts).toHaveLength(1);
    expect(found.parts[0]?.sources).toEqual(['./a']);
  });
});

describe('names', () => {
  it.each([
    ["import a from './a';", [['a', './a', 'default']]],
    [
      "import a, { b as c, type D } from './a';",
      [
        ['a', './a', 'default'],
        ['c', './a', 'b'],
        ['D', './a', 'D'],
      ],
    ],
    ["import * as a from './a';", [['a', './a', '*']]],
    ["import type { A } from './a';", [['A', './a', 'A']]],
    ["const a = require('./a');", [['a', './a', '*']]],
    [
      "const { a, b: c } = require('./a');",
      [
        ['a', './a', 'a'],
        ['c', './a', 'b'],
      ],
    ],
    ["const a = require('./a').b;", [['a', './a', 'b']]],
    ["import a = require('./a');", [['a', './a', '*']]],
  ])('of imports: %s', (text, expected) => {
    expect(Array.from(outline(text).outline.imports, ([local, { source, name }]) => [local, source, name])).toEqual(
      expected,
    );
  });

  it.each([
    ['export function a() {}', [['a', 'a']]],
    ['export const a = 1;', [['a', 'a']]],
    [
      'export const { a, b } = c;',
      [
        ['a', 'a'],
        ['b', 'b'],
      ],
    ],
    ['const a = 1;\nexport { a as b };', [['b', 'a']]],
    ['export default class A {}', [['default', 'A']]],
    ['export default a;', [['default', 'a']]],
    ['export default () => a();', [['default', '*default*']]],
    ['module.exports = a();', [['default', '*default*']]],
    ['exports.a = b;', [['a', 'a']]],
    ['module.exports.a = b;', [['a', 'a']]],
  ])('of exports: %s', (text, expected) => {
    expect([...outline(text).outline.exports]).toEqual(expected);
  });

  it('of what is handed on', () => {
    const { outline: found } = outline(
      "export * from './a';\nexport { b as c } from './b';\nexport * as d from './d';",
    );
    expect(found.stars).toEqual(['./a']);
    expect([...found.reexports]).toEqual([
      ['c', { source: './b', name: 'b' }],
      ['d', { source: './d', name: '*' }],
    ]);
  });

  it('of several variables of one statement', () => {
    expect(outline('const a = 1,\n  b = require("./b");').outline.parts.flatMap(({ names }) => names)).toEqual([
      'b',
      'a',
    ]);
  });

  it('of modules that are loaded by a call, or for what they do', () => {
    const { outline: found } = outline("import './a';\nasync function b() { await import('./b'); require('./c'); }");
    expect(found.parts.flatMap(({ sources }) => sources)).toEqual(['./a', './b', './c']);
  });
});

describe('what a member is taken from', () => {
  it.each([
    ['pay(db.users.find());', ': pay db db.users *.users.find'],
    ['a(this.db.find());', ': a this.db db.find'],
    ["createHash('x').update(b);", ': createHash b createHash().update'],
    ["a['find']();", ': a ?.find'],
    ['a?.b?.();', ': a a.b'],
  ])('%s', (text, expected) => {
    expect(partsOf(text)).toEqual([expected]);
  });

  it.each([
    ['class A { constructor(private readonly b: Store) {} }', 'b', 'Store'],
    ['const b = new Store();', 'b', 'Store'],
    ['const b = await open(1);', 'b', 'open'],
    ['function a(b?: Store) {}', 'b', 'Store'],
    ['class A { c() { this.b = new Store(); } }', 'b', 'Store'],
  ])('is declared or made: %s', (text, name, type) => {
    const table = createTable();
    const { types } = outlineText(text, table);
    expect(types.get(table.idOf(name))?.map((id) => table.wordOf(id))).toEqual([type]);
  });
});

it.each([
  ['let user;\nfunction a(req) { user = req.user; }', true],
  ['class A { b(user) { this.user = user; } }', true],
  ['class A { constructor(user) { this.user = user; } }', false],
  ['function a(req) { const user = req.user; let b; b = user; }', false],
])('what is assigned for others to see: %s', (text, expected) => {
  expect(outline(text).outline.parts.some((part) => part.assignsShared)).toBe(expected);
});

describe('takes no more time than the text is long', () => {
  const many = 60_000;
  it.each([
    ['quotes', `'"`.repeat(many)],
    ['slashes', '/['.repeat(many)],
    ['templates', '`${'.repeat(many)],
    ['brackets', '({['.repeat(many)],
    ['annotations', '@a '.repeat(many)],
    ['members', 'a.'.repeat(many)],
    ['imports', "import { a } from './a';\n".repeat(many / 4)],
    ['comments', '/*'.repeat(many)],
    ['pattern', `const {${'a, '.repeat(many)}} = b;`],
    ['words', Array.from({ length: many / 10 }, (_, index) => `a${index}`).join(' ')],
  ])('%s', (_reason, text) => {
    const table = createFastTable();
    const start = performance.now();
    outlineText(text, table);
    expect(performance.now() - start).toBeLessThan(1_500);
  });
});

function createFastTable(): WordTable {
  const ids = new Map<string, number>();
  return {
    idOf(word) {
      const known = ids.get(word) ?? ids.size;
      ids.set(word, known);
      return known;
    },
    wordOf: () => '',
  };
}
