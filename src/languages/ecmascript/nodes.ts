/** Makes the nodes of the program that desugaring needs over and over. */
import type {
  AssignStatement,
  CallExpression,
  ConstantExpression,
  EffectStatement,
  Expression,
  IfStatement,
  LetStatement,
  MemberExpression,
  NameExpression,
  OperationExpression,
  Operator,
  Range,
  Statement,
  SuspendExpression,
  UnknownExpression,
} from '../program.ts';
import { type Context, createName } from './context.ts';

export function makeConstant(value: ConstantExpression['value'], range: Range): ConstantExpression {
  return { kind: 'constant', value, range };
}

export function makeName(name: string, range: Range): NameExpression {
  return { kind: 'name', name, range };
}

export function makeMember(
  object: Expression,
  property: string | Expression,
  propertyRange: Range,
  range: Range,
): MemberExpression {
  return { kind: 'member', object, property, propertyRange, range };
}

export function makeCall(callee: Expression, values: readonly Expression[], range: Range): CallExpression {
  return {
    kind: 'call',
    callee,
    args: values.map((value) => ({ value, spread: false })),
    keywords: [],
    tagged: false,
    range,
  };
}

export function makeOperation(operator: Operator, operands: readonly Expression[], range: Range): OperationExpression {
  return { kind: 'operation', operator, operands, range };
}

export function makeSuspend(value: Expression, range: Range): SuspendExpression {
  return { kind: 'suspend', value, range };
}

export function makeUnknown(label: string, children: readonly Expression[], range: Range): UnknownExpression {
  return { kind: 'unknown', label, children, range };
}

/** `value` after `statements`; just `value` where there are none. */
export function makeSequence(statements: readonly Statement[], value: Expression, range: Range): Expression {
  return statements.length === 0 ? value : { kind: 'sequence', statements, value, range };
}

export function makeLet(
  name: string,
  value: Expression | undefined,
  mutable: boolean,
  range: Range,
  types: readonly string[] = [],
): LetStatement {
  return { kind: 'let', name, value, mutable, types, range };
}

export function makeAssign(
  target: NameExpression | MemberExpression,
  value: Expression,
  range: Range,
): AssignStatement {
  return { kind: 'assign', target, value, range };
}

export function makeEffect(expression: Expression, range: Range): EffectStatement {
  return { kind: 'effect', expression, range };
}

export function makeIf(
  test: Expression,
  consequent: readonly Statement[],
  alternate: readonly Statement[],
  range: Range,
): IfStatement {
  return { kind: 'if', test, consequent, alternate, range };
}

/** Whether evaluating it twice is the same as once. */
export function isRepeatable(value: Expression): boolean {
  return value.kind === 'name' || value.kind === 'constant' || value.kind === 'import';
}

/** An expression that may stand in several places: the value itself, or a made-up name it is bound to first. */
export function makeRepeatable(value: Expression, context: Context, out: Statement[]): Expression {
  return isRepeatable(value) ? value : bindToName(value, context, out);
}

export function bindToName(
  value: Expression,
  context: Context,
  out: Statement[],
  types: readonly string[] = [],
): NameExpression {
  const name = createName(context);
  out.push(makeLet(name, value, false, value.range, types));
  return makeName(name, value.range);
}
