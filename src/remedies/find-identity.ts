/**
 * How the file names the caller where it says whose a row is: `req.user.id`.
 */
import { isOwnerColumn } from '../catalog/naming.ts';
import type { Access } from '../evaluation/domain/access.ts';
import type { EvaluatedModule } from '../evaluation/domain/frame.ts';
import type { Value } from '../evaluation/domain/value.ts';
import type { Expression } from '../languages/program.ts';
import { isSameField, isSameResource } from '../windows/relate-accesses.ts';
import { findConditionExpression, findSetExpression } from './condition-expression.ts';
import { findDeclaration, findFunction, getNodes } from './program-tree.ts';
import { isSibling } from './refusal.ts';
import type { Target } from './requirement.ts';
import { findReusableText, getText } from './reuse-expression.ts';

/** The text for the caller's id at the write, as it is compared with or put into the owner column elsewhere. */
export function findIdentityText(target: Target, ownerField: string): string | undefined {
  const { module, write, context } = target;
  const accesses = context
    .getRoots()
    .flatMap((root) => root.accesses)
    .filter((access) => access.module === module && access.store === write.store);
  // What goes into the same column first: elsewhere another id of the caller may be meant.
  const ordered = [
    ...accesses.filter((access) => isSameResource(access, write)),
    ...accesses.filter((access) => !isSameResource(access, write)),
  ];
  for (const access of ordered) {
    for (const expression of findIdentityExpressions(access, isSameResource(access, write) ? ownerField : undefined)) {
      const text = findReusableText(module, expression, target.place) ?? findInSibling(target, expression);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

function findIdentityExpressions(access: Access, field: string | undefined): readonly Expression[] {
  const isOwner = (name: string): boolean =>
    field === undefined ? isOwnerColumn(name) === 'owner' : isSameField(name, field);
  const conditions = access.where
    .filter((condition) => condition.operator === '=' && isOwner(condition.field) && isIdentity(condition.value))
    .map((condition) => findConditionExpression(access, condition));
  const sets = access.sets
    .filter((set) => isOwner(set.field) && isIdentity(set.value))
    .map((set) => findSetExpression(access, set));
  return [...conditions, ...sets].filter((expression) => expression !== undefined);
}

function isIdentity(value: Value): boolean {
  const [source] = value.sources;
  return value.sources.length === 1 && source?.kind === 'identity' && !source.weak;
}

/** The other handler's parameter stands at the same place of this one: `req.user.id` there is `request.user.id` here. */
function findInSibling({ module, place }: Target, expression: Expression): string | undefined {
  const there = findFunction(module, expression);
  const here = findFunction(module, place);
  const root = findRoot(expression);
  if (there === undefined || here === undefined || root === undefined || !isSibling(module, there, here))
    return undefined;
  const index = there.parameters.findIndex((parameter) => parameter === findDeclaration(module, root, root.name));
  const parameter = here.parameters[index];
  if (
    parameter === undefined ||
    parameter.name.startsWith('$') ||
    parameter !== findDeclaration(module, place, parameter.name)
  )
    return undefined;
  const text = getText(module, expression);
  if (!/^[\w$.!]+$/.test(text) || isLookedAt(module, expression)) return undefined;
  return parameter.name + text.slice(root.name.length);
}

/** Members of a name, and nothing else. */
function findRoot(expression: Expression): Extract<Expression, { kind: 'name' }> | undefined {
  let current = expression;
  while (current.kind === 'member' && typeof current.property === 'string') current = current.object;
  return current.kind === 'name' && current !== expression ? current : undefined;
}

/** The other handler makes sure first that there is a caller: without that, the types would not fit here. */
function isLookedAt(module: EvaluatedModule, expression: Expression): boolean {
  const object = expression.kind === 'member' ? getText(module, expression.object) : '';
  const scope = findFunction(module, expression);
  for (const node of getNodes(module))
    if (
      (node.kind === 'if' || node.kind === 'choice') &&
      findFunction(module, node) === scope &&
      mentions(getText(module, node.test), object)
    )
      return true;
  return false;
}

/** `req.user`, where it is not the start of `req.user.id` or `req.userName`. */
function mentions(text: string, object: string): boolean {
  return text.split(object).some((after, index) => index > 0 && !/^[\w$.]/.test(after));
}
