/**
 * What to do where no row was written: what the code around it does already where the row is missing or not as it must be.
 */
import type { Access, Guard } from '../evaluation/domain/access.ts';
import type { EvaluatedModule } from '../evaluation/domain/frame.ts';
import type { FunctionExpression, IfStatement } from '../languages/program.ts';
import { isSameResource } from '../windows/relate-accesses.ts';
import { findDeclaration, findFunction, getNodes, getParent, getStatementLists } from './program-tree.ts';
import type { ProgramNode } from './program-tree.ts';
import { getText } from './reuse-expression.ts';
import type { Target } from './requirement.ts';

/** A statement, possibly a block, with the white space its first line stood at. */
export interface Refusal {
  readonly text: string;
  readonly indent: string;
}

/** `preferred` is the check that the write now makes itself. */
export function findRefusal(target: Target, preferred: Guard | undefined): Refusal {
  const { context, module, write, place } = target;
  const scope = findFunction(module, place);
  const isInTransaction = write.scopes.some((held) => held.kind === 'transaction');
  const own = write.guards.filter(
    (guard) => guard.module === module && (guard.exit === 'return' || guard.exit === 'throw'),
  );
  const ordered = [
    ...(preferred === undefined ? [] : [preferred]),
    ...own.filter((guard) => isAboutRow(guard, write)).reverse(),
    ...own.filter((guard) => isOfStatus(guard, module)),
  ];
  for (const guard of ordered) {
    const found = findIf(module, guard);
    // A transaction that is left by a return is left open, or committed.
    if (found === undefined || findFunction(module, found) !== scope || (isInTransaction && guard.exit !== 'throw'))
      continue;
    const refusal = readRefusal(target, found, scope);
    if (refusal !== undefined) return refusal;
  }
  if (!isInTransaction) {
    const others = context
      .getRoots()
      .flatMap((root) => root.accesses)
      .filter((access) => isSameResource(access, write))
      .flatMap((access) => access.guards);
    for (const guard of new Set(others)) {
      const found =
        guard.module === module && (guard.exit === 'return' || guard.exit === 'throw') && isAboutRow(guard, write)
          ? findIf(module, guard)
          : undefined;
      const sibling = found === undefined ? undefined : findFunction(module, found);
      if (found === undefined || sibling === undefined || scope === undefined || !isSibling(module, sibling, scope))
        continue;
      const refusal = readRefusal(target, found, sibling);
      if (refusal !== undefined) return refusal;
    }
  }
  return {
    text: `throw new Error('no row of ${write.resource ?? 'the table'} was ${write.operation === 'delete' ? 'deleted' : 'updated'}');`,
    indent: '',
  };
}

/** The guard is about whether the row is there, not about what it holds. */
function isAboutRow(guard: Guard, write: Access): boolean {
  const { sources } = guard.condition;
  return (
    sources.length > 0 &&
    sources.every(
      (source) =>
        (source.kind === 'read' || source.kind === 'write') &&
        isSameResource(source.access, write) &&
        (source.path === '' || source.path.startsWith('#')),
    )
  );
}

function isOfStatus(guard: Guard, module: EvaluatedModule): boolean {
  const found = findIf(module, guard);
  return found !== undefined && /\b4(?:04|09)\b/.test(getText(module, found));
}

function findIf(module: EvaluatedModule, guard: Guard): IfStatement | undefined {
  if (guard.module !== module) return undefined;
  for (const node of getNodes(module))
    if (node.kind === 'if' && node.test.range[0] === guard.range[0] && node.test.range[1] === guard.range[1])
      return node;
  return undefined;
}

/** The text of what an `if` runs, where all of it means the same at the write. */
function readRefusal(
  { module, place }: Target,
  found: IfStatement,
  scope: FunctionExpression | undefined,
): Refusal | undefined {
  const { text } = module;
  if (found.alternate.length > 0 || !text.startsWith('if', found.range[0])) return undefined;
  const last = found.consequent.at(-1);
  if (last?.kind !== 'return' && last?.kind !== 'throw') return undefined;
  // Past the parenthesis that closes the test, and those that only wrap it.
  const closing = /^[\s)]*\)\s*/.exec(text.slice(found.test.range[1], found.range[1]));
  if (closing === null) return undefined;
  const body = text.slice(found.test.range[1] + closing[0].length, found.range[1]).trimEnd();
  const line = text.lastIndexOf('\n', found.range[0] - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(line))?.[0] ?? '';
  for (const node of getNodes(module)) {
    if (node.kind !== 'name' || node.range[0] < found.test.range[1] || node.range[1] > found.range[1]) continue;
    if (!isSameName(module, node, place, found, scope)) return undefined;
  }
  return { text: body, indent };
}

/** A name that the statement declares itself, that both places see, or that is the same parameter of two handlers. */
function isSameName(
  module: EvaluatedModule,
  node: Extract<ProgramNode, { kind: 'name' }>,
  place: ProgramNode,
  found: IfStatement,
  scope: FunctionExpression | undefined,
): boolean {
  const declared = findDeclaration(module, node, node.name);
  const there = findDeclaration(module, place, node.name);
  if (declared === there) return true;
  if (declared !== undefined && declared.range[0] >= found.test.range[1] && declared.range[1] <= found.range[1])
    return true;
  const here = findFunction(module, place);
  if (scope === undefined || here === undefined || scope === here || there === undefined) return false;
  const index = scope.parameters.findIndex((parameter) => parameter === declared);
  return index >= 0 && here.parameters[index] === there;
}

/** Two functions handed to methods of one router. */
export function isSibling(module: EvaluatedModule, a: FunctionExpression, b: FunctionExpression): boolean {
  const left = findRouterText(module, a);
  return (
    a !== b &&
    left !== undefined &&
    left === findRouterText(module, b) &&
    a.isAsync === b.isAsync &&
    a.parameters.length >= b.parameters.length - 1
  );
}

function findRouterText(module: EvaluatedModule, handler: FunctionExpression): string | undefined {
  const call = getParent(module, handler);
  if (call?.kind !== 'call' || call.callee.kind !== 'member' || call.callee.object.kind !== 'name') return undefined;
  const declared = findDeclaration(module, call, call.callee.object.name);
  return declared !== undefined && isTopLevel(module, declared) ? call.callee.object.name : undefined;
}

function isTopLevel(module: EvaluatedModule, declared: NonNullable<ReturnType<typeof findDeclaration>>): boolean {
  return getStatementLists(module.program).some((list) =>
    list.some((statement) => statement === declared || (statement.kind === 'export' && statement.value === declared)),
  );
}

/** The refusal at another indentation. */
export function indentRefusal({ text, indent }: Refusal, wanted: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? line : line.startsWith(indent) ? wanted + line.slice(indent.length) : line))
    .join('\n');
}
