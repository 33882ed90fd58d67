/**
 * Handlers that annotations register: `@Post() create(@Body() body)` in a class whose guards are annotations too.
 */
import type { Expression } from '../../languages/program.ts';
import { createCallSite } from '../domain/call-site.ts';
import { withModule } from '../domain/run.ts';
import type { Route, Run } from '../domain/run.ts';
import type { ClassWhat, Value } from '../domain/value.ts';
import { applyBehaviour } from '../effects/apply-effects.ts';
import { evaluateExpression } from '../program/evaluate-expression.ts';
import type { Root } from './root.ts';

/** Undefined where no annotation of the method registers it. `method` is the method with its instance. */
export function findAnnotatedRoot(
  run: Run,
  owner: ClassWhat,
  annotations: readonly Expression[],
  method: Value,
): Root | undefined {
  const registered = register(run, owner, annotations, method);
  const route = registered.find((other) => other.kind === 'route');
  if (route === undefined || method.what.kind !== 'function') return undefined;
  const guards = [...register(run, owner, owner.node.annotations, method), ...registered]
    .filter((other) => other.kind === 'middleware')
    .flatMap((other) => other.handlers);
  const { node } = method.what.closure.written ?? method.what.closure;
  return {
    kind: 'handler',
    name: node.name,
    range: node.range,
    chain: [...guards, method],
    framework: route.entry.kind === 'framework' ? route.entry : undefined,
  };
}

/** What annotations that the catalog describes register, the annotated method being what they are called on. */
function register(run: Run, owner: ClassWhat, annotations: readonly Expression[], method: Value): readonly Route[] {
  const outer = run.routes;
  const registered: Route[] = [];
  run.routes = registered;
  withModule(run, owner.module, () => {
    for (const annotation of annotations) {
      if (annotation.kind !== 'call') continue;
      const { what } = evaluateExpression(run, owner.frame, annotation.callee);
      if (what.kind !== 'behaviour') continue;
      const args = annotation.args.map((argument) => evaluateExpression(run, owner.frame, argument.value));
      applyBehaviour(
        run,
        what.behaviour,
        createCallSite(what.entry, method, what.name, { args, node: annotation, range: annotation.callee.range }),
      );
    }
  });
  run.routes = outer;
  return registered;
}
