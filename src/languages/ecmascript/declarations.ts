import type { TSESTree } from '@typescript-eslint/types';
import type { Expression, RecordEntry, Statement } from '../program.ts';
import type { Context } from './context.ts';
import { emitExport } from './modules.ts';
import { makeAssign, makeConstant, makeLet, makeMember, makeName, makeUnknown } from './nodes.ts';
import { lowerInOwnScope } from './scopes.ts';
import { constantKey, type Node, rangeOf } from './syntax.ts';

const maximumParts = 50;

/** An enum is a record; members without a value count on from the one before. */
export function lowerEnum(node: TSESTree.TSEnumDeclaration, context: Context, out: Statement[]): void {
  const range = rangeOf(node);
  const entries: RecordEntry[] = [];
  let next: number | undefined = 0;
  for (const member of node.body.members) {
    const memberRange = rangeOf(member);
    const key = constantKey(member.id, false) ?? context.lowering.lowerExpression(member.id, context);
    const value: Expression = member.initializer
      ? context.lowering.lowerExpression(member.initializer, context)
      : countOn(next, memberRange);
    next = value.kind === 'constant' && typeof value.value === 'number' ? value.value + 1 : undefined;
    entries.push({ kind: 'property', key, keyRange: rangeOf(member.id), value, shorthand: false, range: memberRange });
  }
  out.push(makeLet(node.id.name, { kind: 'record', entries, range }, false, range));
}

function countOn(next: number | undefined, range: Expression['range']): Expression {
  return next === undefined ? makeUnknown('enum member', [], range) : makeConstant(next, range);
}

/**
 * A namespace is a record of what it exports, made by running its body. One that adds to a function or class
 * of the same name assigns its exports to that.
 */
export function lowerNamespace(node: TSESTree.TSModuleDeclaration, context: Context, out: Statement[]): void {
  const { body, id } = node;
  // `declare module 'x'` and `declare global` describe other code.
  if (!body || id.type === 'Literal' || node.kind === 'global') return;
  const names = nameParts(id);
  const name = names[0];
  if (name === undefined) return;
  const range = rangeOf(node);
  const outer = context.namespaceExports;
  const entries: RecordEntry[] = [];
  context.namespaceExports = entries;
  const statements = lowerInOwnScope(context, (inner) => {
    lowerNamespaceBody(body, context, inner);
  });
  context.namespaceExports = outer;
  if (names.length === 1 && out.some((statement) => statement.kind === 'let' && statement.name === name)) {
    out.push({ kind: 'block', body: [...statements, ...assignEntries(name, entries)], range });
    return;
  }
  let value: Expression = { kind: 'sequence', statements, value: { kind: 'record', entries, range }, range };
  for (let index = names.length - 1; index > 0; index -= 1) {
    value = {
      kind: 'record',
      entries: [{ kind: 'property', key: names[index] ?? '', keyRange: rangeOf(id), value, shorthand: false, range }],
      range,
    };
  }
  out.push(makeLet(name, value, false, range));
}

/** Babel makes `A.B` a namespace whose body is the namespace `B`. */
function lowerNamespaceBody(body: Node, context: Context, out: Statement[]): void {
  if (body.type === 'TSModuleBlock') {
    context.lowering.lowerStatements(body.body, context, out);
    return;
  }
  context.lowering.lowerStatement(body, context, out);
  if (body.type === 'TSModuleDeclaration') {
    const name = nameParts(body.id)[0] ?? '';
    emitExport(name, makeName(name, rangeOf(body.id)), rangeOf(body.id), context, out);
  }
}

function assignEntries(name: string, entries: readonly RecordEntry[]): readonly Statement[] {
  return entries.flatMap((entry) =>
    entry.kind === 'property'
      ? [
          makeAssign(
            makeMember(makeName(name, entry.keyRange), entry.key, entry.keyRange, entry.keyRange),
            entry.value,
            entry.range,
          ),
        ]
      : [],
  );
}

/** `A.B.C` → A, B, C; of a name longer than any is, the end. */
function nameParts(id: Node): readonly string[] {
  const parts: string[] = [];
  let current = id;
  while (current.type === 'TSQualifiedName' && parts.length < maximumParts) {
    parts.push(current.right.name);
    current = current.left;
  }
  parts.push(current.type === 'Identifier' ? current.name : 'namespace');
  return parts.reverse();
}
