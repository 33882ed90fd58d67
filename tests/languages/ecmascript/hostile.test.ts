import { describe, expect, it } from 'vitest';
import {
  a,
  block,
  call,
  clause,
  declared,
  func,
  lower,
  member,
  nest,
  one,
  repeat,
  returned,
  statement,
  type Tree,
  tree,
} from './trees.ts';

const breakOut = tree('BreakStatement', { label: null });
const ifBreak = tree('IfStatement', { test: a, consequent: breakOut, alternate: null });
const text = tree('TemplateElement', { value: { raw: '', cooked: '' }, tail: false });
const element = (children: readonly Tree[]): Tree =>
  tree('JSXElement', {
    openingElement: tree('JSXOpeningElement', { name: tree('JSXIdentifier', { name: 'a' }), attributes: [] }),
    children,
  });

const deep: Readonly<Record<string, Tree>> = {
  calls: statement(nest((inner) => call(a, inner), a)),
  'call chains': statement(nest((inner) => call(member(inner, 'b')), a)),
  members: statement(nest((inner) => member(inner, 'b'), a)),
  'computed members': statement(
    nest((inner) => tree('MemberExpression', { object: a, property: inner, computed: true }), a),
  ),
  'optional chains': statement(nest((inner) => tree('ChainExpression', { expression: member(inner, 'b') }), a)),
  arrays: statement(nest((inner) => tree('ArrayExpression', { elements: [inner] }), a)),
  records: statement(
    nest(
      (inner) =>
        tree('ObjectExpression', {
          properties: [tree('Property', { key: a, value: inner, kind: 'init', computed: false })],
        }),
      a,
    ),
  ),
  negations: statement(nest((inner) => tree('UnaryExpression', { operator: '!', argument: inner }), a)),
  'right-hand operations': statement(
    nest((inner) => tree('BinaryExpression', { operator: '**', left: a, right: inner }), a),
  ),
  'right-hand ands': statement(
    nest((inner) => tree('LogicalExpression', { operator: '&&', left: a, right: inner }), a),
  ),
  choices: statement(nest((inner) => tree('ConditionalExpression', { test: a, consequent: a, alternate: inner }), a)),
  'choices as values': returned(
    nest((inner) => tree('ConditionalExpression', { test: inner, consequent: a, alternate: a }), a),
  ),
  sequences: statement(nest((inner) => tree('SequenceExpression', { expressions: [inner, a] }), a)),
  awaits: statement(nest((inner) => tree('AwaitExpression', { argument: inner }), a)),
  yields: statement(nest((inner) => tree('YieldExpression', { argument: inner }), a)),
  templates: statement(nest((inner) => tree('TemplateLiteral', { quasis: [text, text], expressions: [inner] }), a)),
  'tagged templates': statement(
    nest(
      (inner) =>
        tree('TaggedTemplateExpression', {
          tag: inner,
          quasi: tree('TemplateLiteral', { quasis: [], expressions: [] }),
        }),
      a,
    ),
  ),
  news: statement(nest((inner) => tree('NewExpression', { callee: inner, arguments: [] }), a)),
  arrows: statement(
    nest(
      (inner) => tree('ArrowFunctionExpression', { id: null, params: [], body: inner, async: false, generator: false }),
      a,
    ),
  ),
  functions: statement(nest((inner) => func([], block(returned(inner))), a)),
  'default parameters': statement(
    nest((inner) => func([tree('AssignmentPattern', { left: a, right: inner })], block()), a),
  ),
  classes: statement(nest((inner) => tree('ClassExpression', { id: null, superClass: inner, body: { body: [] } }), a)),
  'compound assignments': statement(
    nest((inner) => tree('AssignmentExpression', { operator: '+=', left: a, right: inner }), a),
  ),
  'logical assignments': statement(
    nest((inner) => tree('AssignmentExpression', { operator: '??=', left: a, right: inner }), a),
  ),
  updates: statement(
    nest(
      (inner) =>
        tree('UpdateExpression', {
          operator: '++',
          prefix: true,
          argument: tree('MemberExpression', { object: a, property: inner, computed: true }),
        }),
      a,
    ),
  ),
  then: statement(nest((inner) => call(member(inner, 'then'), a), a)),
  catch: statement(nest((inner) => call(member(inner, 'catch'), a), a)),
  'then as a value': returned(nest((inner) => call(member(inner, 'then'), a, a), a)),
  finally: returned(nest((inner) => call(member(inner, 'finally'), a), a)),
  'imports of imports': statement(nest((inner) => tree('ImportExpression', { source: inner }), a)),
  elements: statement(nest((inner) => element([inner]), element([]))),
  'unknown nodes': statement(nest((inner) => tree('FutureExpression', { inner }), a)),
  blocks: nest((inner) => block(inner), block()),
  ifs: nest((inner) => tree('IfStatement', { test: a, consequent: inner, alternate: null }), block()),
  loops: nest((inner) => tree('WhileStatement', { test: a, body: inner }), block()),
  'for of': nest(
    (inner) => tree('ForOfStatement', { left: declared(a, null), right: a, body: inner, await: false }),
    block(),
  ),
  tries: nest((inner) => tree('TryStatement', { block: block(inner), handler: null, finalizer: block() }), block()),
  switches: nest((inner) => tree('SwitchStatement', { discriminant: a, cases: [clause(one, inner)] }), block()),
  'object patterns': declared(
    nest(
      (inner) => tree('ObjectPattern', { properties: [tree('Property', { key: a, value: inner, computed: false })] }),
      a,
    ),
    a,
  ),
  'array patterns': declared(
    nest((inner) => tree('ArrayPattern', { elements: [inner] }), a),
    a,
  ),
  'default patterns': declared(
    nest((inner) => tree('AssignmentPattern', { left: inner, right: a }), a),
    a,
  ),
  namespaces: nest(
    (inner) => tree('TSModuleDeclaration', { id: a, body: tree('TSModuleBlock', { body: [inner] }) }),
    block(),
  ),
};

const long: Readonly<Record<string, Tree>> = {
  'type wrappers': statement(nest((inner) => tree('TSNonNullExpression', { expression: inner }), a)),
  labels: nest((inner) => tree('LabeledStatement', { label: a, body: inner }), block()),
  'chained assignments': statement(
    nest((inner) => tree('AssignmentExpression', { operator: '=', left: a, right: inner }), a),
  ),
  'chained exports': statement(
    nest(
      (inner) =>
        tree('AssignmentExpression', { operator: '=', left: member({ ...a, name: 'exports' }, 'b'), right: inner }),
      a,
    ),
  ),
  types: declared(
    {
      ...a,
      typeAnnotation: nest(
        (inner) => tree('TSArrayType', { elementType: inner }),
        tree('TSTypeReference', { typeName: a }),
      ),
    },
    null,
  ),
  'qualified types': declared(
    {
      ...a,
      typeAnnotation: tree('TSTypeReference', {
        typeName: nest((inner) => tree('TSQualifiedName', { left: inner, right: a }), a),
      }),
    },
    null,
  ),
  'qualified namespaces': tree('TSModuleDeclaration', {
    id: nest((inner) => tree('TSQualifiedName', { left: inner, right: a }), a),
    body: tree('TSModuleBlock', { body: [] }),
  }),
  'many cases': tree('SwitchStatement', { discriminant: a, cases: repeat(clause(one, breakOut)) }),
  'many cases that fall through': tree('SwitchStatement', {
    discriminant: a,
    cases: repeat(clause(one, statement(call(a)))),
  }),
  'many early breaks': tree('SwitchStatement', { discriminant: a, cases: [clause(one, ...repeat(ifBreak))] }),
};

describe('hostile trees', () => {
  it.each(Object.entries(deep))('%s nested 5,000 deep are cut off', (_, node) => {
    const printed = lower(node);
    expect(printed).toContain('?too deep(');
    expect(printed).not.toContain('?malformed');
  });

  it.each(Object.entries(long))('%s, 5,000 of them, are no depth', (_, node) => {
    const printed = lower(node);
    expect(printed).not.toContain('?too deep(');
    expect(printed).not.toContain('?malformed');
  });

  it('a sum of 10,001 terms keeps them all', () => {
    const sum = nest((inner) => tree('BinaryExpression', { operator: '+', left: inner, right: a }), one, 10_000);
    expect(lower(statement(sum))).toBe(`(1${' + a'.repeat(10_000)})`);
  });

  it('a chain of 10,000 different operators keeps its operands', () => {
    const mixed = nest(
      (inner) =>
        tree('BinaryExpression', {
          operator: '-',
          left: tree('BinaryExpression', { operator: '+', left: inner, right: a }),
          right: one,
        }),
      a,
    );
    expect(lower(statement(mixed))).toBe(`?operations(a${', a, 1'.repeat(5000)})`);
  });

  it('an else-if chain of 5,000 branches keeps them all', () => {
    const chain = nest(
      (inner) => tree('IfStatement', { test: a, consequent: statement(call(a)), alternate: inner }),
      statement(one),
    );
    const printed = lower(chain);
    expect(printed.split('if a {')).toHaveLength(5001);
    expect(printed.split('a()')).toHaveLength(5001);
  });

  it('5,000 uses of using are cut off into declarations', () => {
    const printed = lower(...repeat(declared(a, a, 'using')));
    expect(printed.split('scope a as a {')).toHaveLength(251);
    expect(printed.split('const a = a')).toHaveLength(4751);
  });

  it('a parser that links its unknown nodes in a circle', () => {
    const first: Record<string, unknown> & { readonly type: string } = { type: 'FutureExpression', range: [0, 1] };
    first['again'] = { type: 'FutureExpression', range: [0, 1], back: first, both: [first, first] };
    expect(lower(statement(first))).toBe(
      '?FutureExpression(?FutureExpression(?FutureExpression(), ?FutureExpression(), ?FutureExpression()))',
    );
  });
});
