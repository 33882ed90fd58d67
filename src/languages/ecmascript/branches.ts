import type { TSESTree } from '@typescript-eslint/types';
import type { Expression, Range, Statement } from '../program.ts';
import { lowerBody } from './body.ts';
import { completes, settleBreaks } from './breaks.ts';
import { type Context, enterExit } from './context.ts';
import { makeConstant, makeIf, makeOperation, makeRepeatable, makeUnknown } from './nodes.ts';
import { type Node, rangeOf } from './syntax.ts';

interface Branch {
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly range: Range;
}

/** A chain of more branches than this goes on as plain `if`s after the last, so that no later pass has to go that deep. */
const maximumChain = 100;

export function lowerIf(node: TSESTree.IfStatement, context: Context, out: Statement[]): void {
  const branches: Branch[] = [];
  const depth = context.depth;
  let current: Node | null = node;
  while (current?.type === 'IfStatement') {
    context.depth = depth + Math.min(branches.length, maximumChain);
    branches.push({
      test: context.lowering.lowerExpression(current.test, context),
      body: lowerBody(current.consequent, context),
      range: rangeOf(current),
    });
    current = current.alternate;
  }
  const otherwise = lowerBody(current, context);
  context.depth = depth;
  out.push(...chain(branches, otherwise));
}

function chain(branches: readonly Branch[], otherwise: readonly Statement[]): readonly Statement[] {
  const rest = branches.slice(maximumChain).map(({ test, body, range }) => makeIf(test, body, [], range));
  let alternate: readonly Statement[] = rest.length === 0 ? otherwise : [...rest, ...otherwise];
  for (let index = Math.min(branches.length, maximumChain) - 1; index >= 0; index -= 1) {
    const branch = branches[index];
    if (branch !== undefined) alternate = [makeIf(branch.test, branch.body, alternate, branch.range)];
  }
  return alternate;
}

/** One `case`; the default has no test. */
interface Case {
  readonly test: Expression | undefined;
  readonly body: readonly Statement[];
  readonly range: Range;
}

/**
 * A switch is a chain of ifs over groups of cases, a group being the cases that fall through into one another.
 * Inside a group each body but the last stands under the tests of the cases that lead to it.
 */
export function lowerSwitch(node: TSESTree.SwitchStatement, context: Context, out: Statement[]): void {
  const outer = context.exits;
  const subject = makeRepeatableSubject(context.lowering.lowerExpression(node.discriminant, context), context, out);
  const exit = enterExit(context, 'switch', undefined);
  context.scope.blockLevel += 1;
  const groups = groupCases(node.cases.map((clause) => lowerCase(clause, subject, context)));
  context.scope.blockLevel -= 1;
  context.exits = outer;
  const branches: Branch[] = [];
  let otherwise: readonly Statement[] = [];
  for (const group of groups) {
    const body = settleBreaks(groupBody(group), exit.breaks, context);
    const range: Range = [group[0]?.range[0] ?? 0, group[group.length - 1]?.range[1] ?? 0];
    const test = anyOf(testsOf(group), range);
    if (group.every((clause) => clause.test !== undefined) && test !== undefined) branches.push({ test, body, range });
    else otherwise = body;
  }
  out.push(...chain(branches, otherwise));
}

/** A member is read again for each case, so that a guard is about `order.status` and not about a made-up name. */
function makeRepeatableSubject(subject: Expression, context: Context, out: Statement[]): Expression {
  let root = subject;
  while (root.kind === 'member' && typeof root.property === 'string') root = root.object;
  return root.kind === 'name' ? subject : makeRepeatable(subject, context, out);
}

function lowerCase(node: TSESTree.SwitchCase, subject: Expression, context: Context): Case {
  const body: Statement[] = [];
  const value = node.test ? context.lowering.lowerExpression(node.test, context) : undefined;
  context.lowering.lowerStatements(node.consequent, context, body);
  return { test: value === undefined ? undefined : caseTest(subject, value), body, range: rangeOf(node) };
}

/** `switch (true)` is a chain of ifs already. */
function caseTest(subject: Expression, value: Expression): Expression {
  return subject.kind === 'constant' && subject.value === true
    ? value
    : makeOperation('==', [subject, value], value.range);
}

function groupCases(cases: readonly Case[]): readonly (readonly Case[])[] {
  const groups: Case[][] = [];
  let group: Case[] = [];
  for (const clause of cases) {
    if (group.length === 0) groups.push(group);
    group.push(clause);
    if (!completes(clause.body)) group = [];
  }
  return groups;
}

function groupBody(group: readonly Case[]): readonly Statement[] {
  const body: Statement[] = [];
  group.forEach((clause, index) => {
    const isLast = index === group.length - 1;
    if (isLast) body.push(...clause.body);
    // Past the longest chain no switch is written by hand: the tests would grow with the square of it.
    else if (clause.body.length > 0)
      body.push(
        ...(index > maximumChain
          ? clause.body
          : [makeIf(leadingTest(group, index, clause.range), clause.body, [], clause.range)]),
      );
  });
  return body;
}

/** Holds where one of the cases up to `index` was hit; if one of them is the default, where none of the later ones was. */
function leadingTest(group: readonly Case[], index: number, range: Range): Expression {
  const leading = group.slice(0, index + 1);
  const isByDefault = leading.some((clause) => clause.test === undefined);
  const tests = testsOf(isByDefault ? group.slice(index + 1) : leading);
  // The tests stand in the program already: one that does something must not be done twice.
  if (!tests.every(isReadOnly)) return makeUnknown('case', [], range);
  const test = anyOf(tests, range);
  if (test === undefined) return makeConstant(true, range);
  return isByDefault ? makeOperation('not', [test], range) : test;
}

function isReadOnly(expression: Expression): boolean {
  switch (expression.kind) {
    case 'constant':
    case 'name':
      return true;
    case 'member':
      return (
        isReadOnly(expression.object) && (typeof expression.property === 'string' || isReadOnly(expression.property))
      );
    case 'operation':
      return expression.operands.every(isReadOnly);
    default:
      return false;
  }
}

function testsOf(cases: readonly Case[]): readonly Expression[] {
  return cases.flatMap((clause) => (clause.test === undefined ? [] : [clause.test]));
}

function anyOf(tests: readonly Expression[], range: Range): Expression | undefined {
  return tests.length > 1 ? makeOperation('or', tests, range) : tests[0];
}
