import type { TSESTree } from '@typescript-eslint/types';
import type { Statement } from '../program.ts';
import { lowerBody } from './body.ts';
import { lowerIf, lowerSwitch } from './branches.ts';
import { type Context, createJump, createName, maximumDepth } from './context.ts';
import { lowerEnum, lowerNamespace } from './declarations.ts';
import { lowerEffect } from './effects.ts';
import { lowerExpression } from './expressions.ts';
import { guard } from './guard.ts';
import { hoistFunctions } from './hoisting.ts';
import { lowerBreak, lowerLabeled } from './jumps.ts';
import { lowerDoWhile, lowerFor, lowerForIn, lowerWhile } from './loops.ts';
import {
  lowerExportAll,
  lowerExportAssignment,
  lowerExportDefault,
  lowerExportNamed,
  lowerImport,
  lowerImportEquals,
} from './modules.ts';
import { makeConstant, makeEffect, makeLet, makeName, makeUnknown } from './nodes.ts';
import { bindPattern } from './patterns.ts';
import { type Node, rangeOf } from './syntax.ts';
import { lowerUnknown } from './unknowns.ts';
import { bindingOf, lowerVariables } from './variables.ts';

/** Scopes nest without the code nesting; past this depth they are plain declarations, to leave some for what is in them. */
const maximumScopes = maximumDepth / 2;

/** The statements of one block, hoisted declarations first. */
export function lowerStatements(nodes: readonly Node[], context: Context, out: Statement[]): void {
  hoistFunctions(nodes, context, out);
  lowerFrom(nodes, 0, context, out);
}

function lowerFrom(nodes: readonly Node[], start: number, context: Context, out: Statement[]): void {
  for (let index = start; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (node === undefined) continue;
    if (
      node.type === 'VariableDeclaration' &&
      (node.kind === 'using' || node.kind === 'await using') &&
      context.depth < maximumScopes
    ) {
      lowerUsing(node.declarations, 0, context, out, (body) => {
        lowerFrom(nodes, index + 1, context, body);
      });
      return;
    }
    lowerStatement(node, context, out);
  }
}

/** `using x = …` holds x for the rest of the block. */
export function lowerUsing(
  declarators: readonly TSESTree.VariableDeclarator[],
  index: number,
  context: Context,
  out: Statement[],
  lowerRest: (body: Statement[]) => void,
): void {
  const declarator = declarators[index];
  if (declarator === undefined) {
    lowerRest(out);
    return;
  }
  const range = rangeOf(declarator);
  const manager = declarator.init === null ? makeConstant(undefined, range) : lowerExpression(declarator.init, context);
  const body: Statement[] = [];
  context.depth += 1;
  lowerUsing(declarators, index + 1, context, body, lowerRest);
  context.depth -= 1;
  out.push({
    kind: 'scope',
    manager,
    name: declarator.id.type === 'Identifier' ? declarator.id.name : undefined,
    body,
    range,
  });
}

export function lowerStatement(node: Node, context: Context, out: Statement[]): void {
  guard(node, context, out, lowerByType);
}

function lowerByType(node: Node, context: Context, out: Statement[]): void {
  switch (node.type) {
    case 'ExpressionStatement':
      lowerEffect(node.expression, context, out);
      return;
    case 'VariableDeclaration':
      lowerVariables(node, context, out);
      return;
    case 'ReturnStatement':
      out.push({
        kind: 'return',
        value: node.argument ? lowerExpression(node.argument, context) : undefined,
        range: rangeOf(node),
      });
      return;
    case 'ThrowStatement':
      out.push({ kind: 'throw', value: lowerExpression(node.argument, context), range: rangeOf(node) });
      return;
    case 'IfStatement':
      lowerIf(node, context, out);
      return;
    case 'SwitchStatement':
      lowerSwitch(node, context, out);
      return;
    case 'BlockStatement':
      out.push({ kind: 'block', body: lowerBody(node, context), range: rangeOf(node) });
      return;
    case 'TryStatement':
      lowerTry(node, context, out);
      return;
    case 'ForStatement':
      lowerFor(node, context, out);
      return;
    case 'ForInStatement':
    case 'ForOfStatement':
      lowerForIn(node, context, out);
      return;
    case 'WhileStatement':
      lowerWhile(node, context, out);
      return;
    case 'DoWhileStatement':
      lowerDoWhile(node, context, out);
      return;
    case 'BreakStatement':
      lowerBreak(node, context, out);
      return;
    case 'ContinueStatement':
      out.push(createJump('continue', rangeOf(node)));
      return;
    case 'LabeledStatement':
      lowerLabeled(node, context, out);
      return;
    case 'ClassDeclaration':
      out.push(makeLet(node.id?.name ?? 'default', lowerExpression(node, context), false, rangeOf(node)));
      return;
    case 'TSDeclareFunction':
      if (!context.overloads.has(node) && node.id)
        out.push(makeLet(node.id.name, makeUnknown('declared function', [], rangeOf(node)), false, rangeOf(node)));
      return;
    case 'TSEnumDeclaration':
      lowerEnum(node, context, out);
      return;
    case 'TSModuleDeclaration':
      lowerNamespace(node, context, out);
      return;
    case 'ImportDeclaration':
      lowerImport(node, out);
      return;
    case 'TSImportEqualsDeclaration':
      lowerImportEquals(node, context, out);
      return;
    case 'ExportNamedDeclaration':
      lowerExportNamed(node, context, out);
      return;
    case 'ExportDefaultDeclaration':
      lowerExportDefault(node, context, out);
      return;
    case 'ExportAllDeclaration':
      lowerExportAll(node, context, out);
      return;
    case 'TSExportAssignment':
      lowerExportAssignment(node, context, out);
      return;
    case 'WithStatement':
      out.push(
        makeEffect(makeUnknown('with', [lowerExpression(node.object, context)], rangeOf(node.object)), rangeOf(node)),
        ...lowerBody(node.body, context),
      );
      return;
    // Declared already, or nothing that runs.
    case 'FunctionDeclaration':
    case 'EmptyStatement':
    case 'DebuggerStatement':
    case 'TSInterfaceDeclaration':
    case 'TSTypeAliasDeclaration':
    case 'TSNamespaceExportDeclaration':
      return;
    default:
      out.push(makeEffect(lowerUnknown(node, context), rangeOf(node)));
  }
}

function lowerTry(node: TSESTree.TryStatement, context: Context, out: Statement[]): void {
  const body = lowerBody(node.block, context);
  const clause = node.handler;
  const handler = clause ? lowerHandler(clause, context) : undefined;
  out.push({ kind: 'try', body, handler, finalizer: lowerBody(node.finalizer, context), range: rangeOf(node) });
}

function lowerHandler(
  clause: TSESTree.CatchClause,
  context: Context,
): { readonly name: string | undefined; readonly body: readonly Statement[] } {
  const parameter = clause.param;
  if (!parameter) return { name: undefined, body: lowerBody(clause.body, context) };
  if (parameter.type === 'Identifier') return { name: parameter.name, body: lowerBody(clause.body, context) };
  const name = createName(context);
  const lets: Statement[] = [];
  bindPattern(parameter, makeName(name, rangeOf(parameter)), bindingOf('let'), rangeOf(parameter), context, lets);
  return { name, body: [...lets, ...lowerBody(clause.body, context)] };
}
