/**
 * What a module exports, and what is found there under a name.
 */
import type { EvaluatedModule } from '../domain/frame.ts';
import type { Run } from '../domain/run.ts';
import { createUnknown } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';

export function setExport(run: Run, name: string, value: Value): void {
  if (name === '*') run.module.stars.push(value);
  else run.module.exports.set(name, value);
}

const MAX_STARS = 6;

/** What a module exports under a name. CommonJS modules give the members of what they export whole. */
export function getExport(run: Run, module: EvaluatedModule, name: string, depth = 0): Value {
  const own = module.exports.get(name);
  if (own !== undefined) return own;
  const whole = module.exports.get('=');
  if (whole !== undefined) {
    if (name === 'default' || name === '=') return whole;
    const { what } = whole;
    if (what.kind === 'record') return what.fields.get(name) ?? createUnknown(name);
    if (what.kind === 'module') return getExport(run, what.module, name, depth + 1);
    const write =
      what.kind === 'function'
        ? run.state.getField(what.closure.node, name)
        : what.kind === 'handle'
          ? run.state.getField(what, name)
          : undefined;
    return write?.value ?? createUnknown(name);
  }
  if (depth < MAX_STARS) {
    for (const star of module.stars) {
      if (star.what.kind !== 'module') continue;
      const found = getExport(run, star.what.module, name, depth + 1);
      if (found.what.kind !== 'unknown') return found;
    }
  }
  return createUnknown(name);
}
