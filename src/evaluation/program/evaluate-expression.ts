/**
 * The value of an expression in the present state of a run. Calls have their effects on the way.
 */
import { assertExhaustive } from '../../languages/program.ts';
import type {
  ChoiceExpression,
  Expression,
  FunctionExpression,
  MemberExpression,
  NameExpression,
  OperationExpression,
  RecordExpression,
} from '../../languages/program.ts';
import { takeFields } from '../domain/fields.ts';
import { createFrame, findCell, readCell } from '../domain/frame.ts';
import type { Frame } from '../domain/frame.ts';
import { takeId } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { markOutcomeUsed } from '../domain/sources.ts';
import {
  createConstant,
  createOperation,
  createUnknown,
  createValue,
  getConstantString,
  joinSources,
  joinValues,
  undefinedValue,
  unknownValue,
} from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { getMember } from '../members/get-member.ts';
import { evaluateImport, getCatalogued } from '../modules/evaluate-import.ts';
import { recogniseByName } from '../names/recognise-name.ts';
import { evaluateCall, evaluateNew } from './evaluate-call.ts';

/** Name of the cell that holds the element of the innermost loop. */
export const ELEMENT = '$element';

export function evaluateExpression(run: Run, frame: Frame, expression: Expression): Value {
  run.budget--;
  switch (expression.kind) {
    case 'constant':
      return createConstant(expression.value, expression, run.module);
    case 'name':
      return evaluateName(run, frame, expression);
    case 'member':
      return evaluateMember(run, frame, expression);
    case 'call':
      return evaluateCall(run, frame, expression);
    case 'new':
      return evaluateNew(run, frame, expression);
    case 'function':
      return evaluateFunction(run, frame, expression);
    case 'class':
      return createValue({ kind: 'class', node: expression, frame, module: run.module });
    case 'record':
      return evaluateRecord(run, frame, expression);
    case 'list': {
      const elements = expression.elements.map((element) => evaluateExpression(run, frame, element.value));
      return createValue(
        { kind: 'list', elements, open: expression.elements.some((element) => element.spread) },
        joinSources(elements),
        expression,
        run.module,
      );
    }
    case 'template': {
      const values = expression.values.map((value) => evaluateExpression(run, frame, value));
      const constant = joinConstants(expression.texts, values);
      if (constant !== undefined) return createConstant(constant, expression, run.module);
      return createValue(
        { kind: 'text', texts: expression.texts, values },
        joinSources(values),
        expression,
        run.module,
      );
    }
    case 'operation':
      return evaluateOperation(run, frame, expression);
    case 'choice':
      return evaluateChoice(run, frame, expression);
    case 'suspend': {
      const value = evaluateExpression(run, frame, expression.value);
      run.suspensions++;
      return settle(run, value);
    }
    case 'import':
      return evaluateImport(run, expression);
    case 'element': {
      const cell = findCell(frame, ELEMENT);
      return cell?.initial ?? unknownValue;
    }
    case 'sequence': {
      const inner = createFrame(frame);
      run.evaluator.evaluateBlock(run, inner, expression.statements);
      return evaluateExpression(run, inner, expression.value);
    }
    case 'unknown':
      return createUnknown(
        undefined,
        joinSources(expression.children.map((child) => evaluateExpression(run, frame, child))),
      );
    default:
      return assertExhaustive(expression);
  }
}

/** The text of a template whose holes are all constants. */
function joinConstants(texts: readonly string[], values: readonly Value[]): string | undefined {
  let text = texts[0] ?? '';
  for (const [index, value] of values.entries()) {
    if (value.what.kind !== 'constant') return undefined;
    text += String(value.what.value) + (texts[index + 1] ?? '');
  }
  return text;
}

/** What awaiting a value gives: a builder runs and gives what it found. */
function settle(run: Run, value: Value): Value {
  const { what } = value;
  if (what.kind === 'handle' && what.outcome !== undefined)
    return run.state.getField(what, '#outcome')?.value ?? what.outcome;
  if (what.kind === 'list' && what.elements.some((element) => element.what.kind === 'handle')) {
    const elements = what.elements.map((element) => settle(run, element));
    return createValue({ ...what, elements }, joinSources(elements), value.node, value.module);
  }
  return value;
}

function evaluateName(run: Run, frame: Frame, expression: NameExpression): Value {
  const cell = findCell(frame, expression.name);
  if (cell === undefined) {
    if (expression.name === 'undefined') return undefinedValue;
    const global = run.catalog.findGlobal(expression.name);
    if (global !== undefined) return getCatalogued(run, global.entry, global.found, expression.name);
    return recogniseByName(run, expression.name) ?? createUnknown(expression.name);
  }
  const value = readCell(run, cell);
  if (value === undefined) return createUnknown(expression.name);
  markOutcomeUsed(value);
  if (value.what.kind === 'row' && value.what.path !== '' && value.what.row.entity === undefined) {
    const changed = run.state.getField(value.what.row, value.what.path);
    if (changed !== undefined) return changed.value;
  }
  // A value without a name of its own goes by the variable's.
  if (value === unknownValue) return createUnknown(expression.name);
  if (value.what.kind === 'unknown' && value.sources.length === 0)
    return recogniseByName(run, expression.name) ?? value;
  return value;
}

function evaluateMember(run: Run, frame: Frame, expression: MemberExpression): Value {
  const object = evaluateExpression(run, frame, expression.object);
  markOutcomeUsed(object);
  if (typeof expression.property === 'string') return getMember(run, object, expression.property);
  const key = evaluateExpression(run, frame, expression.property);
  const name = getConstantString(key);
  if (name !== undefined) return getMember(run, object, name);
  return getMember(run, object, '*', key);
}

export function evaluateFunction(run: Run, frame: Frame, expression: FunctionExpression): Value {
  return createValue({ kind: 'function', closure: { node: expression, frame, module: run.module, self: undefined } });
}

function evaluateRecord(run: Run, frame: Frame, expression: RecordExpression): Value {
  const fields = new Map<string, Value>();
  const spreads: Value[] = [];
  const others: Value[] = [];
  for (const entry of expression.entries) {
    const value = evaluateExpression(run, frame, entry.value);
    if (entry.kind === 'spread') {
      if (value.what.kind === 'record') {
        const taken = takeFields(run, value.what);
        for (const [name, field] of taken.fields) fields.set(name, field);
        spreads.push(...taken.spreads);
      } else spreads.push(value);
      continue;
    }
    const key = typeof entry.key === 'string' ? entry.key : getKeyName(evaluateExpression(run, frame, entry.key));
    if (key === undefined) others.push(value);
    else fields.set(key, value);
  }
  if (others.length > 0) spreads.push(createUnknown(undefined, joinSources(others)));
  const sources = joinSources([...fields.values(), ...spreads]);
  return createValue(
    { kind: 'record', fields, spreads, shared: run.phase === 'module' },
    sources,
    expression,
    run.module,
  );
}

/** `[Op.gte]` is the key `Op.gte`, `['a']` is `a`. */
function getKeyName(key: Value): string | undefined {
  if (key.what.kind === 'constant') return String(key.what.value);
  return key.what.kind === 'unknown' ? key.what.path : undefined;
}

function evaluateOperation(run: Run, frame: Frame, expression: OperationExpression): Value {
  const [first, second] = expression.operands;
  const { operator } = expression;
  if ((operator === 'and' || operator === 'or' || operator === '??') && first !== undefined && second !== undefined) {
    const left = evaluateExpression(run, frame, first);
    const right = evaluateConditionally(
      run,
      frame,
      left,
      operator === '??' ? undefined : operator === 'and',
      first,
      second,
    );
    return createOperation(operator, [left, right], { node: expression, module: run.module });
  }
  const operands = expression.operands.map((operand) => evaluateExpression(run, frame, operand));
  operands.forEach(markOutcomeUsed);
  if (operator === 'negate' && operands[0]?.what.kind === 'constant' && typeof operands[0].what.value === 'number')
    return createConstant(-operands[0].what.value, expression, run.module);
  if (operator === '+') {
    const [a, b] = operands.map(getConstantString);
    if (a !== undefined && b !== undefined) return createConstant(a + b, expression, run.module);
  }
  return createOperation(operator, operands, { node: expression, module: run.module });
}

/** Runs the right side of `and`/`or`, which happens only if the left side held (or failed). */
function evaluateConditionally(
  run: Run,
  frame: Frame,
  condition: Value,
  holds: boolean | undefined,
  left: Expression,
  right: Expression,
): Value {
  const before = run.state;
  const branch = before.fork();
  run.state = branch;
  if (holds !== undefined)
    branch.pushGuard({ id: takeId(run), condition, holds, exit: 'enclosing', range: left.range, module: run.module });
  const value = evaluateExpression(run, frame, right);
  run.state = before;
  // A callee that throws there (`ok || fail()`) makes the left side a guard of what follows.
  if (branch.ended !== undefined && holds !== undefined)
    before.pushGuard({
      id: takeId(run),
      condition,
      holds: !holds,
      exit: branch.ended,
      range: left.range,
      module: run.module,
    });
  else before.merge(branch, before.fork(), condition);
  return value;
}

/** Either of two expressions, of which one runs; their states are joined. */
function evaluateChoice(run: Run, frame: Frame, expression: ChoiceExpression): Value {
  const condition = evaluateExpression(run, frame, expression.test);
  const before = run.state;
  const a = before.fork();
  a.pushGuard({
    id: takeId(run),
    condition,
    holds: true,
    exit: 'enclosing',
    range: expression.test.range,
    module: run.module,
  });
  run.state = a;
  const consequent = evaluateExpression(run, frame, expression.consequent);
  const b = before.fork();
  b.pushGuard({
    id: takeId(run),
    condition,
    holds: false,
    exit: 'enclosing',
    range: expression.test.range,
    module: run.module,
  });
  run.state = b;
  const alternate = evaluateExpression(run, frame, expression.alternate);
  run.state = before;
  if (a.ended !== undefined && b.ended === undefined) before.adopt(b);
  else if (b.ended !== undefined && a.ended === undefined) before.adopt(a);
  else before.merge(a, b, condition);
  return joinValues(consequent, alternate, condition);
}
