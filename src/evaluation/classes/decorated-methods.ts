/**
 * Methods whose annotations put another function in their place: `@Transactional() async pay() { … }`, where `Transactional` is the
 * project's own and its body can be followed. One that cannot be seen is judged by its name.
 */
import { isProtectingAnnotation } from '../../catalog/naming/checks.ts';
import type { ClassMember, Expression } from '../../languages/program.ts';
import { findCell } from '../domain/frame.ts';
import { ROOT_BUDGET, withModule, withState } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { createConstant, createValue, findTarget, unknownValue } from '../domain/value.ts';
import type { ClassWhat, Closure, Value } from '../domain/value.ts';

interface Decoration {
  /** What runs in the method's place, whatever it is called on; undefined: the method itself. */
  readonly closure: Closure | undefined;
  readonly isProtected: boolean;
}

const NONE: Decoration = { closure: undefined, isProtected: false };

/** Annotations run once, when the class is made. */
const decorations = new WeakMap<ClassWhat, Map<ClassMember, Decoration>>();

/** `method` as its class leaves it. */
export function decorateMethod(run: Run, owner: ClassWhat, member: ClassMember, method: Closure): Closure {
  if (member.annotations.length === 0) return method;
  let known = decorations.get(owner);
  if (known === undefined) decorations.set(owner, (known = new Map<ClassMember, Decoration>()));
  let decoration = known.get(member);
  if (decoration === undefined) {
    known.set(member, NONE);
    known.set(member, (decoration = evaluateDecoration(run, owner, member, { ...method, self: undefined })));
  }
  const { closure, isProtected } = decoration;
  if (closure !== undefined) return { ...closure, self: method.self, written: method, isProtected };
  return isProtected ? { ...method, isProtected } : method;
}

function evaluateDecoration(run: Run, owner: ClassWhat, member: ClassMember, method: Closure): Decoration {
  const { phase, budget, isCutShort } = run;
  run.phase = 'module';
  run.budget = ROOT_BUDGET;
  let closure = method;
  let isProtected = false;
  // The one nearest to the method goes first.
  for (const annotation of member.annotations.toReversed()) {
    const replaced = withModule(run, owner.module, () =>
      withState(run, run.state.fork(), () => replace(run, owner, member, annotation, closure)),
    );
    if (replaced !== undefined) closure = replaced;
    else if (getNames(annotation).some(isProtectingAnnotation)) isProtected = true;
  }
  run.phase = phase;
  run.budget = budget;
  run.isCutShort = isCutShort;
  return { closure: closure === method ? undefined : closure, isProtected };
}

/** What an annotation of the project's own makes of the method; undefined where it leaves it as it is, or nothing is known of it. */
function replace(
  run: Run,
  owner: ClassWhat,
  member: ClassMember,
  annotation: Expression,
  method: Closure,
): Closure | undefined {
  const callee = annotation.kind === 'call' ? annotation.callee : annotation;
  if (callee.kind !== 'name' || findCell(owner.frame, callee.name) === undefined) return undefined;
  const named = findTarget(run.evaluator.evaluateExpression(run, owner.frame, callee));
  if (named.what.kind !== 'function') return undefined;
  const decorator =
    annotation.kind === 'call' ? findTarget(run.evaluator.evaluateExpression(run, owner.frame, annotation)) : named;
  if (decorator.what.kind !== 'function') return undefined;
  const { what } = findTarget(
    callDecorator(run, decorator, member, createValue({ kind: 'function', closure: method })),
  );
  return what.kind === 'function' && what.closure.node !== method.node ? what.closure : undefined;
}

/** TypeScript's own kind is given the class, the name and a descriptor; the standard's the method and a context. */
function callDecorator(run: Run, decorator: Value, member: ClassMember, method: Value): Value {
  const site = { node: undefined, range: member.range };
  const count = decorator.what.kind === 'function' ? decorator.what.closure.node.parameters.length : 0;
  if (count < 3) return run.evaluator.callValue(run, decorator, { ...site, args: [method, unknownValue] });
  const descriptor = createValue({ kind: 'record', fields: new Map([['value', method]]), spreads: [], shared: true });
  const given = run.evaluator.callValue(run, decorator, {
    ...site,
    args: [unknownValue, createConstant(member.name), descriptor],
  });
  return run.evaluator.getMember(run, findTarget(given).what.kind === 'record' ? given : descriptor, 'value');
}

/** What an annotation is called, or an interceptor that it names: `@UseInterceptors(TransactionInterceptor)`. An entity may be called `Transaction`. */
function getNames(annotation: Expression): readonly string[] {
  if (annotation.kind !== 'call') return [getName(annotation) ?? ''];
  const named = annotation.args
    .map((argument) => getName(argument.value) ?? '')
    .filter((name) => name.endsWith('Interceptor'));
  return [getName(annotation.callee) ?? '', ...named];
}

function getName(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  return expression.kind === 'member' && typeof expression.property === 'string' ? expression.property : undefined;
}
