/**
 * What code asks for instead of making it: an annotation of a parameter or field, evaluated, is what is put in there
 * (`@InjectModel(User) users`), and a container gives instances for tokens.
 */
import type { Expression } from '../../languages/program.ts';
import { createInstance } from './class-members.ts';
import { evaluateExpression } from '../program/evaluate-expression.ts';
import { withModule } from '../modules/evaluate-module.ts';
import type { EvaluatedModule, Frame } from '../domain/frame.ts';
import { extendSources } from '../members/get-member.ts';
import type { Run } from '../domain/run.ts';
import { createValue, findTarget } from '../domain/value.ts';
import type { ClassWhat, Source, Value } from '../domain/value.ts';

/** Classes made for each other, at most. */
const MAX_DEPTH = 6;

/** Undefined where no annotation says what the value is. */
export function findInjected(
  run: Run,
  annotations: readonly Expression[],
  module: EvaluatedModule,
  frame: Frame,
): Value | undefined {
  for (const annotation of annotations) {
    const value = withModule(run, module, () => evaluateAnnotation(run, frame, annotation));
    if (value !== undefined) return value;
  }
  return undefined;
}

function evaluateAnnotation(run: Run, frame: Frame, annotation: Expression): Value | undefined {
  const callee = annotation.kind === 'call' ? annotation.callee : annotation;
  const made = evaluateExpression(run, frame, callee);
  // An annotation of the project's own, made to give something of the request, stands for what it gives.
  if (made.sources.length > 0 && made.what.kind !== 'behaviour') return made;
  const name = callee.kind === 'name' ? callee.name : undefined;
  const isUnseen =
    made.what.kind === 'unknown' ||
    (made.what.kind === 'behaviour' &&
      made.what.behaviour.effects === undefined &&
      made.what.behaviour.returns === undefined);
  if (name !== undefined && isUnseen && run.catalog.names.isIdentityName(name)) return createIdentity(name);
  if (annotation.kind !== 'call') return undefined;
  const value = evaluateExpression(run, frame, annotation);
  const { what } = findTarget(value);
  if (what.kind === 'handle' || what.kind === 'instance' || what.kind === 'class') return value;
  if (!value.sources.some((source) => isOfRequest(source) && !source.weak)) return undefined;
  // `@Param('id')`: one part of it.
  const part = annotation.args[0]?.value;
  return part?.kind === 'constant' && typeof part.value === 'string'
    ? createValue(value.what, extendSources(run, value.sources, part.value))
    : value;
}

function isOfRequest(source: Source): boolean {
  return source.kind === 'request' || source.kind === 'identity' || source.kind === 'credential';
}

function createIdentity(name: string): Value {
  return createValue({ kind: 'unknown', path: name, origin: undefined }, [{ kind: 'identity', path: '', weak: false }]);
}

/** What a container has for a token: an instance of the class, or of the only class of the project that is bound to it. */
export function findProvided(run: Run, token: Value): Value | undefined {
  const { what } = findTarget(token);
  return what.kind === 'class' ? instantiateOnce(run, what) : undefined;
}

/** A class may ask for itself, through others. */
export function instantiateOnce(run: Run, owner: ClassWhat): Value | undefined {
  if (run.stack.depth >= MAX_DEPTH || run.making.has(owner.node)) return undefined;
  run.making.add(owner.node);
  const instance = createInstance(run, owner, undefined);
  run.making.delete(owner.node);
  return instance;
}
