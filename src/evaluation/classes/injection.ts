/**
 * What code asks for instead of making it: an annotation of a parameter or field, evaluated, is what is put in there
 * (`@InjectModel(User) users`).
 */
import type { Expression } from '../../languages/program.ts';
import type { EvaluatedModule, Frame } from '../domain/frame.ts';
import { withModule } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { extendSources } from '../domain/sources.ts';
import { createValue, findTarget } from '../domain/value.ts';
import type { Source, Value } from '../domain/value.ts';

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
  const made = run.evaluator.evaluateExpression(run, frame, callee);
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
  const value = run.evaluator.evaluateExpression(run, frame, annotation);
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
