import { describe, expect, it } from 'vitest';
import { lowerFromTypescript } from './parsers.ts';
import { nodesOf } from './program-nodes.ts';

/** The text of every node of a kind, in the order of the program. */
function textsOf(
  source: string,
  kind: string,
  key: 'range' | 'propertyRange' | 'keyRange' = 'range',
): readonly string[] {
  return nodesOf(lowerFromTypescript(source, 'file.tsx'))
    .filter((node) => node.kind === kind)
    .map((node) => source.slice(...(node[key] ?? [0, 0])));
}

describe('ranges', () => {
  it('a callee goes as far as its method name', () => {
    const source = 'prisma.user.update({ where });\nawait repo!.save?.(user);\n(db as Db).query<User>(sql);';
    expect(textsOf(source, 'member')).toEqual(['prisma.user.update', 'prisma.user', 'repo!.save', '(db as Db).query']);
    expect(textsOf(source, 'member', 'propertyRange')).toEqual(['update', 'user', 'save', 'query']);
    expect(textsOf(source, 'call')).toEqual([
      'prisma.user.update({ where })',
      'repo!.save?.(user)',
      '(db as Db).query<User>(sql)',
    ]);
    expect(textsOf(source, 'suspend')).toEqual(['await repo!.save?.(user)']);
  });

  it('members keep the range of their key', () => {
    expect(textsOf('f(a["b"], a[c], a[0], this.#d);', 'member', 'propertyRange')).toEqual(['"b"', 'c', '0', '#d']);
  });

  it('record entries', () => {
    const source = 'f({ a: 1, b, "c-d": e.f, [g]: 2, h() {} });';
    expect(textsOf(source, 'property')).toEqual(['a: 1', 'b', '"c-d": e.f', '[g]: 2', 'h() {}']);
    expect(textsOf(source, 'property', 'keyRange')).toEqual(['a', 'b', '"c-d"', 'g', 'h']);
    expect(textsOf('f({ ...a.b });', 'spread')).toEqual(['...a.b']);
  });

  it('the texts of templates, without delimiters', () => {
    const source = 'sql`select ${ /* } */ id } from ${table /* ` */}`; f(`\\`plain\\``); f(`${a}${b}`); f(`}${a}`);';
    const texts = nodesOf(lowerFromTypescript(source, 'file.ts')).flatMap((node) => node.textRanges ?? []);
    expect(texts.map((range) => source.slice(...range))).toEqual([
      'select ',
      ' from ',
      '',
      '\\`plain\\`',
      '',
      '',
      '',
      '}',
      '',
    ]);
  });

  it('both halves of a compound assignment', () => {
    const source = 'user.balance -= amount;';
    expect(textsOf(source, 'assign')).toEqual(['user.balance -= amount']);
    expect(textsOf(source, 'member')).toEqual(['user.balance', 'user.balance']);
    expect(textsOf(source, 'operation')).toEqual(['user.balance -= amount']);
    expect(textsOf(source, 'name')).toEqual(['user', 'user', 'amount']);
  });

  it('what destructuring makes', () => {
    const source = 'const { a, b: { c = 1 } } = f();';
    expect(textsOf(source, 'let')).toEqual(['f()', 'a', 'b', 'c = 1']);
    expect(textsOf(source, 'member')).toEqual(['a', 'b', 'c']);
  });

  it('branches of chains and switches', () => {
    const source = 'if (a) b(); else if (c) d();\nswitch (e) { case 1: case 2: f(); break; default: g(); }';
    expect(textsOf(source, 'if')).toEqual([
      'if (a) b(); else if (c) d();',
      'if (c) d();',
      'case 1: case 2: f(); break;',
    ]);
  });

  it('promise chains', () => {
    const source = 'load(id).then(use).catch(next);';
    expect(textsOf(source, 'try')).toEqual(['load(id).then(use).catch(next)']);
    expect(textsOf(source, 'call')).toEqual(['load(id).then(use)', 'load(id)', 'load(id).then(use).catch(next)']);
    expect(textsOf(source, 'suspend')).toEqual(['load(id)']);
  });

  it('functions, classes and members', () => {
    const source = '@D() export class A { @P() b = 1; c(@Q() d?: E) {} }\nconst f = async (g) => g;';
    expect(textsOf(source, 'class')).toEqual(['@D() export class A { @P() b = 1; c(@Q() d?: E) {} }']);
    expect(textsOf(source, 'field')).toEqual(['@P() b = 1;']);
    expect(textsOf(source, 'method')).toEqual(['c(@Q() d?: E) {}']);
    expect(textsOf(source, 'function')).toEqual(['(@Q() d?: E) {}', 'async (g) => g']);
    expect(textsOf(source, 'return')).toEqual(['g']);
  });

  it('imports and exports', () => {
    const source = 'import a, { b as c } from "d";\nexport { c as e };\nexport default a;\nmodule.exports.f = 1;';
    expect(textsOf(source, 'import')).toEqual(['a', 'b as c']);
    expect(textsOf(source, 'export')).toEqual(['c as e', 'export default a;', 'module.exports.f = 1']);
  });

  it('a component is drawn, and not a name that is read', () => {
    expect(textsOf('f(<A.B c={d} />);', 'name')).toEqual(['f', 'd']);
  });

  it('the module is the whole text', () => {
    expect(lowerFromTypescript('  f(); // end\n', 'file.ts').range).toEqual([0, 14]);
  });
});
