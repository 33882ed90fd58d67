import type { IfStatement, Range, Statement } from '../program.ts';
import { type Context, createJump, createName } from './context.ts';
import { makeAssign, makeConstant, makeIf, makeLet, makeName, makeOperation } from './nodes.ts';

/** More early breaks after one another than this are taken out without a trace. */
const maximumNesting = 50;

interface Removal {
  readonly breaks: ReadonlySet<Statement>;
  readonly context: Context;
  /** The variable that says a break was met, where the statements after it cannot simply become the other branch. */
  readonly flag: string | undefined;
  readonly isInLoop: boolean;
}

/**
 * Takes out breaks that leave no loop: what would have been skipped becomes conditional.
 * `if (a) break; rest` becomes `if (a) {} else { rest }`; out of a `try` or loop it goes by a flag.
 */
export function settleBreaks(
  statements: readonly Statement[],
  breaks: ReadonlySet<Statement>,
  context: Context,
): readonly Statement[] {
  if (breaks.size === 0) return statements;
  return settle(statements, { breaks, context, flag: undefined, isInLoop: false }, 0);
}

function settle(statements: readonly Statement[], removal: Removal, level: number): readonly Statement[] {
  if (level > maximumNesting) return statements.filter((statement) => !removal.breaks.has(statement));
  const out: Statement[] = [];
  for (const [index, statement] of statements.entries()) {
    if (removal.breaks.has(statement)) {
      out.push(...leave(statement.range, removal));
      return out;
    }
    if (!holdsBreak(statement, removal.breaks)) {
      out.push(statement);
      continue;
    }
    const rest = statements.slice(index + 1);
    out.push(...settleHolder(statement, rest, removal, level + 1));
    return out;
  }
  return out;
}

/** `statement` holds a break; `rest` is what that break skips. */
function settleHolder(
  statement: Statement,
  rest: readonly Statement[],
  removal: Removal,
  level: number,
): readonly Statement[] {
  if (statement.kind === 'block' || statement.kind === 'scope')
    return [{ ...statement, body: settle([...statement.body, ...rest], removal, level) }];
  if (statement.kind === 'if') {
    const consequentEnds = !completes(statement.consequent);
    const alternateEnds = !completes(statement.alternate);
    if (consequentEnds || alternateEnds || rest.length === 0) {
      const after = (branch: readonly Statement[], ends: boolean): readonly Statement[] =>
        settle(ends ? branch : [...branch, ...rest], removal, level);
      return [
        {
          ...statement,
          consequent: after(statement.consequent, consequentEnds),
          alternate: after(statement.alternate, alternateEnds),
        },
      ];
    }
  }
  if (rest.length === 0 && removal.flag === undefined && statement.kind !== 'loop')
    return [settleInside(statement, removal, level)];
  return settleByFlag(statement, rest, removal, level);
}

function settleByFlag(
  statement: Statement,
  rest: readonly Statement[],
  removal: Removal,
  level: number,
): readonly Statement[] {
  const { range } = statement;
  const flag = removal.flag ?? createName(removal.context);
  const out: Statement[] = [];
  if (removal.flag === undefined) out.push(makeLet(flag, makeConstant(false, range), true, range));
  out.push(settleInside(statement, { ...removal, flag }, level));
  if (rest.length > 0)
    out.push(
      makeIf(
        makeOperation('not', [makeName(flag, range)], range),
        settle(rest, { ...removal, flag }, level),
        [],
        range,
      ),
    );
  return out;
}

function settleInside(statement: Statement, removal: Removal, level: number): Statement {
  switch (statement.kind) {
    case 'if':
      return settleIf(statement, removal, level);
    case 'loop':
      return { ...statement, body: settle(statement.body, { ...removal, isInLoop: true }, level) };
    case 'try': {
      const handler = statement.handler && {
        ...statement.handler,
        body: settle(statement.handler.body, removal, level),
      };
      return {
        ...statement,
        body: settle(statement.body, removal, level),
        handler,
        finalizer: settle(statement.finalizer, removal, level),
      };
    }
    default:
      return statement;
  }
}

function settleIf(statement: IfStatement, removal: Removal, level: number): Statement {
  return {
    ...statement,
    consequent: settle(statement.consequent, removal, level),
    alternate: settle(statement.alternate, removal, level),
  };
}

/** What stands in place of the break. */
function leave(range: Range, removal: Removal): readonly Statement[] {
  const out: Statement[] = [];
  if (removal.flag !== undefined) out.push(makeAssign(makeName(removal.flag, range), makeConstant(true, range), range));
  if (removal.isInLoop) out.push(createJump('break', range));
  return out;
}

function holdsBreak(statement: Statement, breaks: ReadonlySet<Statement>): boolean {
  switch (statement.kind) {
    case 'jump':
      return breaks.has(statement);
    case 'if':
      return someHold(statement.consequent, breaks) || someHold(statement.alternate, breaks);
    case 'block':
    case 'scope':
    case 'loop':
      return someHold(statement.body, breaks);
    case 'try':
      return (
        someHold(statement.body, breaks) ||
        someHold(statement.handler?.body ?? [], breaks) ||
        someHold(statement.finalizer, breaks)
      );
    default:
      return false;
  }
}

function someHold(statements: readonly Statement[], breaks: ReadonlySet<Statement>): boolean {
  return statements.some((statement) => holdsBreak(statement, breaks));
}

/** Whether what follows the statements can be reached through their end. Loops are taken to end. */
export function completes(statements: readonly Statement[]): boolean {
  const last = statements[statements.length - 1];
  if (last === undefined) return true;
  switch (last.kind) {
    case 'return':
    case 'throw':
    case 'jump':
      return false;
    case 'block':
    case 'scope':
      return completes(last.body);
    case 'if':
      return completes(last.consequent) || completes(last.alternate);
    case 'try':
      return (
        completes(last.finalizer) &&
        (completes(last.body) || (last.handler !== undefined && completes(last.handler.body)))
      );
    default:
      return true;
  }
}
