/**
 * The text of an expression, for a second place in the same file: only where it means the same there and doing it twice does nothing.
 */
import type { CallStack } from '../evaluation/domain/access.ts';
import type { EvaluatedModule } from '../evaluation/domain/frame.ts';
import type { CallExpression, Expression, FunctionExpression } from '../languages/program.ts';
import { findDeclaration, findFunction, getNodes } from './program-tree.ts';
import type { Declaration, ProgramNode } from './program-tree.ts';

export function getText(module: EvaluatedModule, node: { readonly range: readonly [number, number] }): string {
  return module.text.slice(node.range[0], node.range[1]);
}

/** Undefined where the expression has effects, or where a name of it means something else at `place`. */
export function findReusableText(
  module: EvaluatedModule,
  expression: Expression,
  place: ProgramNode,
): string | undefined {
  const text = getText(module, expression);
  // A chain that may end early is not what its own check made sure of; comments would come along.
  if (text.includes('?.') || text.includes('//') || text.includes('/*')) return undefined;
  return isRepeatable(expression) && meansTheSame(module, expression, place) ? text : undefined;
}

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', 'negate', 'plus']);

/** Names, members, literals, arithmetic of these, and the present time. */
function isRepeatable(expression: Expression): boolean {
  switch (expression.kind) {
    case 'constant':
    case 'name':
      return true;
    case 'member':
      return typeof expression.property === 'string' && isRepeatable(expression.object);
    case 'template':
      return expression.values.every(isRepeatable);
    case 'operation':
      return ARITHMETIC.has(expression.operator) && expression.operands.every(isRepeatable);
    case 'new':
      return expression.args.length === 0 && isName(expression.callee, 'Date');
    case 'call':
      return (
        expression.args.length === 0 &&
        !expression.tagged &&
        expression.callee.kind === 'member' &&
        isPureMethod(expression.callee)
      );
    default:
      return false;
  }
}

function isPureMethod(callee: Extract<Expression, { kind: 'member' }>): boolean {
  if (callee.property === 'now') return isName(callee.object, 'Date');
  return callee.property === 'toString' && isRepeatable(callee.object);
}

function isName(expression: Expression, name: string): boolean {
  return expression.kind === 'name' && expression.name === name;
}

function meansTheSame(module: EvaluatedModule, expression: Expression, place: ProgramNode): boolean {
  return (
    getNames(expression).every((name) => {
      const declared = findDeclaration(module, name, name.name);
      if (declared === undefined) return name.name === 'Date' && findDeclaration(module, place, 'Date') === undefined;
      return declared === findDeclaration(module, place, name.name) && isNeverAssigned(module, declared, name.name);
    }) && !isMemberAssigned(module, expression)
  );
}

/** The variables an expression without functions mentions. */
function getNames(expression: Expression): readonly Extract<Expression, { kind: 'name' }>[] {
  switch (expression.kind) {
    case 'name':
      return [expression];
    case 'member':
      return [
        ...getNames(expression.object),
        ...(typeof expression.property === 'string' ? [] : getNames(expression.property)),
      ];
    case 'template':
      return expression.values.flatMap(getNames);
    case 'operation':
      return expression.operands.flatMap(getNames);
    case 'new':
    case 'call':
      return [expression.callee, ...expression.args.map((argument) => argument.value)].flatMap(getNames);
    default:
      return [];
  }
}

function isNeverAssigned(module: EvaluatedModule, declared: Declaration, name: string): boolean {
  if ('kind' in declared && declared.kind === 'let' && !declared.mutable) return true;
  for (const node of getNodes(module))
    if (
      node.kind === 'assign' &&
      node.target.kind === 'name' &&
      node.target.name === name &&
      findDeclaration(module, node, name) === declared
    )
      return false;
  return true;
}

/** Somewhere in the file a member is assigned that the expression reads, as written. */
function isMemberAssigned(module: EvaluatedModule, expression: Expression): boolean {
  const members = getMemberTexts(module, expression);
  if (members.length === 0) return false;
  for (const node of getNodes(module))
    if (
      node.kind === 'assign' &&
      node.target.kind === 'member' &&
      findFunction(module, node) === findFunction(module, expression) &&
      members.includes(getText(module, node.target))
    )
      return true;
  return false;
}

function getMemberTexts(module: EvaluatedModule, expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'member':
      return [getText(module, expression), ...getMemberTexts(module, expression.object)];
    case 'operation':
      return expression.operands.flatMap((operand) => getMemberTexts(module, operand));
    case 'template':
      return expression.values.flatMap((value) => getMemberTexts(module, value));
    default:
      return [];
  }
}

/**
 * The expression by which `target` gave what a function it called names: parameters are followed to the calls' arguments.
 * Undefined where the expression is in no function that `target` called, or was not handed over as it is.
 */
export function carryToCaller(
  module: EvaluatedModule,
  expression: Expression,
  stack: CallStack,
  target: FunctionExpression | undefined,
): Expression | undefined {
  let carried = expression;
  for (let call: CallStack | undefined = stack; call !== undefined; call = call.caller) {
    const within = findFunction(module, carried);
    if (within === target) return carried;
    if (within === undefined || carried.kind !== 'name') return undefined;
    const declared = findDeclaration(module, carried, carried.name);
    const index = within.parameters.findIndex((parameter) => parameter === declared);
    if (
      index < 0 ||
      within.parameters[index]?.rest === true ||
      declared === undefined ||
      !isNeverAssigned(module, declared, carried.name)
    )
      return undefined;
    const calling =
      call.function === within && call.caller?.module === module && call.callRange !== undefined
        ? findCall(module, call.callRange)
        : undefined;
    if (calling === undefined || calling.args.slice(0, index + 1).some((argument) => argument.spread)) return undefined;
    const argument = calling.args[index];
    if (argument === undefined) return undefined;
    carried = argument.value;
  }
  return undefined;
}

/** The call whose callee stands at `range`. */
export function findCall(module: EvaluatedModule, range: readonly [number, number]): CallExpression | undefined {
  for (const node of getNodes(module))
    if (node.kind === 'call' && node.callee.range[0] === range[0] && node.callee.range[1] === range[1]) return node;
  return undefined;
}
