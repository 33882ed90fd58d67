/**
 * What the rooms of the evaluation need of rooms above them. Evaluation is recursive by nature: an argument is an expression, an
 * expression may be a call, and a call runs a body of statements. A room imports what lies below it; for the rest it asks the run's evaluator,
 * which `create-run.ts` puts together, and nobody else.
 */
import type { Behaviour, Returns } from '../../catalog/shape.ts';
import type { Expression, Range, Statement } from '../../languages/program.ts';
import type { CallSite, Invocation, ReturnContext } from './call-site.ts';
import type { Frame } from './frame.ts';
import type { Run } from './run.ts';
import type { Closure, Value } from './value.ts';

export interface Evaluator {
  /** The value of an expression in the present state of the run. */
  evaluateExpression(run: Run, frame: Frame, expression: Expression): Value;
  /** Runs statements in `frame`; stops where the path ends. */
  evaluateBlock(run: Run, frame: Frame, statements: readonly Statement[]): void;
  /** Follows a call into a function whose body is known. */
  callFunction(run: Run, closure: Closure, args: readonly Value[], callRange: Range | undefined): Value;
  /** Calls whatever a value is, where it is not a member of something. */
  callValue(run: Run, callee: Value, invocation: Invocation): Value;
  /** `object.name`; `name` is `*` for a computed key, whose value is `key`. */
  getMember(run: Run, object: Value, name: string, key?: Value): Value;
  /** The effects of a catalogued call, and what it gives. */
  applyBehaviour(run: Run, behaviour: Behaviour, call: CallSite): Value;
  /** The value the catalog says a call or property gives. */
  makeReturns(run: Run, returns: Returns | undefined, context: ReturnContext): Value;
  /** The value a declaration promises; undefined where no name among `types` is known. `frame`: where the names are looked up, if not at the top of the module. */
  findDeclaredType(run: Run, types: readonly string[], name: string, frame?: Frame): Value | undefined;
}
