/**
 * `new` of a value: instances of classes, and what libraries make.
 */
import { getModelOfClass } from '../classes/class-base.ts';
import { createInstance } from '../classes/class-members.ts';
import { createCallSite } from '../domain/call-site.ts';
import type { Invocation } from '../domain/call-site.ts';
import type { Run } from '../domain/run.ts';
import { findTarget } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { noteCreation } from '../effects/ambient.ts';
import { applyBehaviour } from '../effects/apply-effects.ts';
import { callUnknown } from './call-unknown.ts';

/** Calls a value with `new`. */
export function constructValue(run: Run, callee: Value, invocation: Invocation): Value {
  const { what } = findTarget(callee);
  switch (what.kind) {
    case 'class': {
      const model = getModelOfClass(run, what);
      const behaviour =
        model?.what.kind === 'handle'
          ? run.catalog.findType(model.what.entry, model.what.type)?.definition.construct
          : undefined;
      if (model?.what.kind === 'handle' && behaviour !== undefined)
        return applyBehaviour(run, behaviour, createCallSite(model.what.entry, model, 'new', invocation));
      return createInstance(run, what, invocation.args);
    }
    case 'handle': {
      const found = run.catalog.findType(what.entry, what.type)?.definition;
      const behaviour = found?.construct ?? found?.call;
      if (behaviour !== undefined) {
        const made = applyBehaviour(run, behaviour, createCallSite(what.entry, callee, 'new', invocation));
        noteCreation(made, invocation.node);
        return made;
      }
      // A class whose code is not at hand, such as that of a generated client: known by its name, which is that of what it makes.
      if (found?.recognise?.names !== undefined && what.certainty === 'certain') return callee;
      break;
    }
    case 'behaviour':
      return applyBehaviour(
        run,
        what.construct ?? what.behaviour,
        createCallSite(what.entry, what.receiver, what.name, invocation),
      );
    default:
  }
  return callUnknown(run, undefined, what.kind === 'unknown' ? what.path : undefined, invocation, true);
}
