/**
 * Runs statements in order: variables and fields change, guards gather, branches fork the state and join it again.
 */
import { assertExhaustive } from '../../languages/program.ts';
import type {
  AssignStatement,
  Expression,
  IfStatement,
  LetStatement,
  LoopStatement,
  ScopeStatement,
  Statement,
  TryStatement,
} from '../../languages/program.ts';
import { findDeclaredType } from '../classes/find-declared-type.ts';
import type { Guard } from '../domain/access.ts';
import { createFrame } from '../domain/frame.ts';
import type { Cell, Frame } from '../domain/frame.ts';
import { leave, takeId, withModule } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { markOutcomeUsed } from '../domain/sources.ts';
import { flatten } from '../domain/state.ts';
import type { State } from '../domain/state.ts';
import { createOperation, createUnknown, getConstantString, undefinedValue } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { getElement } from '../members/get-member.ts';
import { setExport } from '../modules/exports.ts';
import { assignMember, assignName } from './assign.ts';
import { ELEMENT, evaluateExpression, evaluateFunction } from './evaluate-expression.ts';

/** Runs statements in `frame`; stops where the path ends (`run.state.ended`). */
export function evaluateBlock(run: Run, frame: Frame, statements: readonly Statement[]): void {
  for (const statement of statements) {
    if (run.state.ended !== undefined) return;
    evaluateStatement(run, frame, statement);
  }
}

function evaluateStatement(run: Run, frame: Frame, statement: Statement): void {
  run.budget--;
  switch (statement.kind) {
    case 'let':
      declare(run, frame, statement);
      return;
    case 'assign':
      assign(run, frame, statement);
      return;
    case 'effect':
      evaluateExpression(run, frame, statement.expression);
      return;
    case 'if':
      evaluateIf(run, frame, statement);
      return;
    case 'loop':
      evaluateLoop(run, frame, statement);
      return;
    case 'try':
      evaluateTry(run, frame, statement);
      return;
    case 'return': {
      const value = statement.value === undefined ? undefinedValue : evaluateExpression(run, frame, statement.value);
      leave(run, value);
      run.state.ended = 'return';
      return;
    }
    case 'throw':
      if (statement.value !== undefined) evaluateExpression(run, frame, statement.value);
      run.state.ended = 'throw';
      return;
    case 'jump':
      run.state.ended = 'jump';
      return;
    case 'scope':
      evaluateScope(run, frame, statement);
      return;
    case 'block':
      evaluateBlock(run, createFrame(frame, frame.isModuleLevel), statement.body);
      return;
    case 'export':
      setExport(run, statement.name, evaluateExpression(run, frame, statement.value));
      return;
    default:
      assertExhaustive(statement);
  }
}

function declare(run: Run, frame: Frame, statement: LetStatement): void {
  const { name, value: expression } = statement;
  if (expression?.kind === 'import') {
    // Whoever uses it first may be in another folder: the path is meant from here.
    const { module } = run;
    const thunk = (user: Run): Value => withModule(user, module, () => evaluateExpression(user, frame, expression));
    frame.cells.set(name, {
      name,
      isModuleLevel: frame.isModuleLevel,
      isMutable: statement.mutable,
      initial: undefined,
      thunk,
      imported: { source: expression.source, name: expression.name, from: module },
    });
    return;
  }
  const cell: Cell = {
    name,
    isModuleLevel: frame.isModuleLevel,
    isMutable: statement.mutable,
    initial: undefined,
    thunk: undefined,
  };
  frame.cells.set(name, cell);
  if (expression === undefined) {
    cell.initial = statement.mutable ? undefinedValue : undefined;
    return;
  }
  if (expression.kind === 'function') cell.initial = evaluateFunction(run, frame, expression);
  else {
    const value = evaluateExpression(run, frame, expression);
    cell.initial =
      value.what.kind === 'unknown'
        ? (findDeclaredType(run, statement.types, name) ??
          (value.what.path === undefined && value.sources.length === 0
            ? createUnknown(name, [], value.what.origin)
            : value))
        : value;
  }
}

function assign(run: Run, frame: Frame, statement: AssignStatement): void {
  const { target } = statement;
  const value = evaluateExpression(run, frame, statement.value);
  if (target.kind === 'name') {
    assignName(run, frame, target.name, value, statement);
    return;
  }
  markOutcomeUsed(value);
  const object = evaluateExpression(run, frame, target.object);
  const computed = typeof target.property === 'string' ? undefined : evaluateExpression(run, frame, target.property);
  assignMember(
    run,
    object,
    typeof target.property === 'string' ? target.property : getConstantString(computed),
    value,
    statement,
    computed,
  );
}

function createGuard(run: Run, condition: Value, holds: boolean, exit: Guard['exit'], expression: Expression): Guard {
  return { id: takeId(run), condition, holds, exit, range: expression.range, module: run.module };
}

function evaluateIf(run: Run, frame: Frame, statement: IfStatement): void {
  const condition = evaluateExpression(run, frame, statement.test);
  markOutcomeUsed(condition);
  const before = run.state;
  const a = evaluateBranch(run, frame, statement, condition, true);
  const b = evaluateBranch(run, frame, statement, condition, false);
  const inner = before.guardCount + 1;
  if (a.ended !== undefined && b.ended !== undefined) {
    before.ended = a.ended === b.ended ? a.ended : a.ended === 'jump' || b.ended === 'jump' ? 'jump' : 'return';
  } else if (a.ended !== undefined) {
    before.adopt(b);
    before.pushGuard(createGuard(run, condition, false, a.ended, statement.test));
    keepGuards(before, b.getGuardsSince(inner));
  } else if (b.ended !== undefined) {
    before.adopt(a);
    before.pushGuard(createGuard(run, condition, true, b.ended, statement.test));
    keepGuards(before, a.getGuardsSince(inner));
  } else {
    // A branch that may leave makes its condition one of two ways to get past it.
    const lifted = [
      ...liftGuards(run, condition, true, a.getGuardsSince(inner)),
      ...liftGuards(run, condition, false, b.getGuardsSince(inner)),
    ];
    before.merge(a, b, condition);
    for (const guard of lifted) before.pushGuard(guard);
  }
}

function evaluateBranch(
  run: Run,
  frame: Frame,
  { test, consequent, alternate }: IfStatement,
  condition: Value,
  holds: boolean,
): State {
  const statements = holds ? consequent : alternate;
  const before = run.state;
  const fork = before.fork();
  fork.pushGuard(createGuard(run, condition, holds, 'enclosing', test));
  if (statements.length > 0) {
    run.state = fork;
    evaluateBlock(run, createFrame(frame, frame.isModuleLevel), statements);
    run.state = before;
  }
  return fork;
}

function keepGuards(state: State, guards: readonly Guard[]): void {
  for (const guard of guards) if (guard.exit !== 'enclosing') state.pushGuard(guard);
}

function liftGuards(run: Run, condition: Value, holds: boolean, guards: readonly Guard[]): readonly Guard[] {
  return guards
    .filter((guard) => guard.exit !== 'enclosing')
    .map((guard) => ({
      ...guard,
      id: takeId(run),
      holds: true,
      condition: createOperation('or', [negate(condition, holds), negate(guard.condition, !guard.holds)]),
    }));
}

function negate(value: Value, isNegated: boolean): Value {
  return isNegated ? createOperation('not', [value]) : value;
}

function evaluateLoop(run: Run, frame: Frame, statement: LoopStatement): void {
  const over = statement.over === undefined ? undefined : evaluateExpression(run, frame, statement.over);
  const before = run.state;
  const fork = before.fork();
  run.state = fork;
  const inner = createFrame(frame, frame.isModuleLevel);
  if (over !== undefined)
    inner.cells.set(ELEMENT, {
      name: ELEMENT,
      isModuleLevel: false,
      isMutable: false,
      initial: getElement(run, over),
      thunk: undefined,
    });
  if (statement.suspends) run.suspensions++;
  if (statement.test !== undefined) {
    const condition = evaluateExpression(run, inner, statement.test);
    fork.pushGuard(createGuard(run, condition, true, 'enclosing', statement.test));
  }
  evaluateBlock(run, inner, statement.body);
  run.state = before;
  const isEndless = statement.over === undefined && (statement.test === undefined || statement.atLeastOnce);
  if (isEndless && (fork.ended === 'return' || fork.ended === 'throw')) before.ended = fork.ended;
  // What a turn must not fail holds after the loop for every element.
  const lasting = fork
    .getGuardsSince(before.guardCount)
    .filter((guard) => guard.exit === 'throw' || guard.exit === 'return');
  const scopes = before.scopes;
  if (fork.ended === 'return' || fork.ended === 'throw') return;
  before.merge(fork, before.fork());
  before.setScopes(scopes);
  for (const guard of lasting) before.pushGuard(guard);
}

function evaluateTry(run: Run, frame: Frame, statement: TryStatement): void {
  const before = run.state;
  const firstExit = run.context.exits.length;
  const body = before.fork();
  run.state = body;
  evaluateBlock(run, createFrame(frame, frame.isModuleLevel), statement.body);

  let handler: State | undefined;
  if (statement.handler !== undefined) {
    handler = before.fork();
    // Anything may have been assigned before the exception.
    handler.merge(flatten(before, body), before.fork());
    handler.setScopes(before.scopes);
    run.state = handler;
    const inner = createFrame(frame, frame.isModuleLevel);
    if (statement.handler.name !== undefined)
      inner.cells.set(statement.handler.name, {
        name: statement.handler.name,
        isModuleLevel: false,
        isMutable: false,
        initial: createUnknown(statement.handler.name),
        thunk: undefined,
      });
    evaluateBlock(run, inner, statement.handler.body);
  }
  run.state = before;

  const bodyGuards = body.getGuardsSince(before.guardCount).filter((guard) => guard.exit !== 'enclosing');
  if (handler === undefined || handler.ended !== undefined) {
    if (body.ended === undefined) {
      before.adopt(body);
      for (const guard of bodyGuards) before.pushGuard(guard);
    } else before.ended = handler === undefined || body.ended !== 'throw' ? body.ended : handler.ended;
  } else if (body.ended !== undefined) before.adopt(handler);
  else before.merge(body, handler);

  if (statement.finalizer.length === 0) return;
  const { ended } = before;
  before.ended = undefined;
  const held = before.scopes;
  if (ended !== undefined)
    before.setScopes([...new Set(run.context.exits.slice(firstExit).flatMap((exit) => exit.state.scopes))]);
  const atStart = before.scopes;
  evaluateBlock(run, createFrame(frame, frame.isModuleLevel), statement.finalizer);
  const released = atStart.filter((scope) => !before.scopes.includes(scope));
  // What the finalizer releases is released on every way out of the try.
  for (const exit of run.context.exits.slice(firstExit)) exit.state.dropScope((scope) => released.includes(scope));
  if (ended !== undefined) before.setScopes(held.filter((scope) => !released.includes(scope)));
  before.ended ??= ended;
}

function evaluateScope(run: Run, frame: Frame, statement: ScopeStatement): void {
  const manager = evaluateExpression(run, frame, statement.manager);
  const inner = createFrame(frame, frame.isModuleLevel);
  if (statement.name !== undefined)
    inner.cells.set(statement.name, {
      name: statement.name,
      isModuleLevel: false,
      isMutable: false,
      initial: manager,
      thunk: undefined,
    });
  const scopes = run.state.scopes;
  evaluateBlock(run, inner, statement.body);
  run.state.setScopes(scopes);
}
