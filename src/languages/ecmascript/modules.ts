import type { TSESTree } from '@typescript-eslint/types';
import type { Expression, ImportExpression, Range, Statement } from '../program.ts';
import type { Context } from './context.ts';
import { makeEffect, makeLet, makeMember, makeName, makeUnknown } from './nodes.ts';
import { namesOf } from './pattern-names.ts';
import { constantText, type Node, rangeOf, specifierName } from './syntax.ts';

function makeImport(source: string, name: string, typeOnly: boolean, range: Range): ImportExpression {
  return { kind: 'import', source, name, typeOnly, range };
}

export function lowerImport(node: TSESTree.ImportDeclaration, out: Statement[]): void {
  const source = node.source.value;
  const typeOnly = node.importKind === 'type';
  if (node.specifiers.length === 0 && !typeOnly)
    out.push(makeEffect(makeImport(source, '*', false, rangeOf(node)), rangeOf(node)));
  for (const specifier of node.specifiers) {
    const range = rangeOf(specifier);
    out.push(
      makeLet(
        specifier.local.name,
        makeImport(source, importedName(specifier), typeOnly || isTypeSpecifier(specifier), range),
        false,
        range,
      ),
    );
  }
}

function importedName(node: TSESTree.ImportClause): string {
  switch (node.type) {
    case 'ImportDefaultSpecifier':
      return 'default';
    case 'ImportNamespaceSpecifier':
      return '*';
    default:
      return specifierName(node.imported);
  }
}

function isTypeSpecifier(node: TSESTree.ImportClause): boolean {
  return node.type === 'ImportSpecifier' && node.importKind === 'type';
}

/** `import('x')`; where the source is computed, nobody knows what it gives. */
export function lowerImportExpression(node: TSESTree.ImportExpression, context: Context): Expression {
  const source = constantText(node.source);
  const range = rangeOf(node);
  return source === undefined
    ? makeUnknown('import', [context.lowering.lowerExpression(node.source, context)], range)
    : makeImport(source, '*', false, range);
}

/** `import x = require('y')` and `import x = A.B`. */
export function lowerImportEquals(node: TSESTree.TSImportEqualsDeclaration, context: Context, out: Statement[]): void {
  const reference = node.moduleReference;
  const typeOnly = node.importKind === 'type';
  const range = rangeOf(node);
  if (reference.type !== 'TSExternalModuleReference') {
    out.push(makeLet(node.id.name, lowerEntityName(reference), false, range));
    return;
  }
  const source = constantText(reference.expression);
  const value =
    source === undefined
      ? context.lowering.lowerExpression(reference.expression, context)
      : makeImport(source, '*', typeOnly, rangeOf(reference));
  out.push(makeLet(node.id.name, value, false, range));
}

function lowerEntityName(node: Node): Expression {
  const properties: TSESTree.TSQualifiedName[] = [];
  let current = node;
  while (current.type === 'TSQualifiedName') {
    properties.push(current);
    current = current.left;
  }
  let value: Expression = makeName(current.type === 'Identifier' ? current.name : 'this', rangeOf(current));
  for (const property of properties.reverse())
    value = makeMember(value, property.right.name, rangeOf(property.right), rangeOf(property));
  return value;
}

/** Exports of a namespace become entries of its record, those of a file statements. */
export function emitExport(name: string, value: Expression, range: Range, context: Context, out: Statement[]): void {
  if (context.namespaceExports === undefined) out.push({ kind: 'export', name, value, range });
  else context.namespaceExports.push({ kind: 'property', key: name, keyRange: range, value, shorthand: false, range });
}

export function lowerExportNamed(node: TSESTree.ExportNamedDeclaration, context: Context, out: Statement[]): void {
  if (node.declaration) {
    context.lowering.lowerStatement(node.declaration, context, out);
    emitDeclared(node.declaration, context, out);
    return;
  }
  const source = node.source?.value;
  for (const specifier of node.specifiers) {
    const range = rangeOf(specifier);
    const local = specifierName(specifier.local);
    const typeOnly = node.exportKind === 'type' || specifier.exportKind === 'type';
    const value =
      source === undefined ? makeName(local, rangeOf(specifier.local)) : makeImport(source, local, typeOnly, range);
    emitExport(specifierName(specifier.exported), value, range, context, out);
  }
}

function emitDeclared(node: TSESTree.NamedExportDeclarations, context: Context, out: Statement[]): void {
  for (const id of declaredIdentifiers(node, context))
    emitExport(id.name, makeName(id.name, id.range), id.range, context, out);
}

interface DeclaredName {
  readonly name: string;
  readonly range: Range;
}

function declaredIdentifiers(node: TSESTree.NamedExportDeclarations, context: Context): readonly DeclaredName[] {
  switch (node.type) {
    case 'VariableDeclaration':
      return node.declarations.flatMap(({ id }) => namesOf(id).map((name) => ({ name, range: rangeOf(id) })));
    case 'ClassDeclaration':
    case 'FunctionDeclaration':
    case 'TSEnumDeclaration':
    case 'TSImportEqualsDeclaration':
      return node.id ? [{ name: node.id.name, range: rangeOf(node.id) }] : [];
    case 'TSDeclareFunction':
      return node.id && !context.overloads.has(node) ? [{ name: node.id.name, range: rangeOf(node.id) }] : [];
    case 'TSModuleDeclaration':
      return node.id.type === 'Identifier' ? [{ name: node.id.name, range: rangeOf(node.id) }] : [];
    default:
      return [];
  }
}

export function lowerExportDefault(node: TSESTree.ExportDefaultDeclaration, context: Context, out: Statement[]): void {
  const { declaration } = node;
  const range = rangeOf(node);
  switch (declaration.type) {
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
      return;
    case 'TSDeclareFunction':
      if (context.overloads.has(declaration)) return;
      context.lowering.lowerStatement(declaration, context, out);
      break;
    case 'ClassDeclaration':
      if (declaration.id) context.lowering.lowerStatement(declaration, context, out);
      break;
    default:
      break;
  }
  emitExport('default', defaultValue(declaration, context), range, context, out);
}

function defaultValue(node: TSESTree.ExportDefaultDeclaration['declaration'], context: Context): Expression {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      return node.id ? makeName(node.id.name, rangeOf(node.id)) : context.lowering.lowerExpression(node, context);
    case 'TSDeclareFunction':
      return node.id ? makeName(node.id.name, rangeOf(node.id)) : makeUnknown('declared function', [], rangeOf(node));
    default:
      return context.lowering.lowerExpression(node, context);
  }
}

export function lowerExportAll(node: TSESTree.ExportAllDeclaration, context: Context, out: Statement[]): void {
  const range = rangeOf(node);
  const name = node.exported ? specifierName(node.exported) : '*';
  emitExport(name, makeImport(node.source.value, '*', node.exportKind === 'type', range), range, context, out);
}

export function lowerExportAssignment(node: TSESTree.TSExportAssignment, context: Context, out: Statement[]): void {
  emitExport('=', context.lowering.lowerExpression(node.expression, context), rangeOf(node), context, out);
}
