/**
 * Where values came from, followed further.
 */
import type { Run } from './run.ts';
import type { Source, Value } from './value.ts';

export function withReadPath(sources: readonly Source[], path: string): readonly Source[] {
  return sources.map((source) => (source.kind === 'read' || source.kind === 'write' ? { ...source, path } : source));
}

/** Longer paths for what came from the request, the caller or a parameter. */
export function extendSources(run: Run, sources: readonly Source[], name: string): readonly Source[] {
  if (sources.length === 0) return sources;
  return sources.map((source) => {
    switch (source.kind) {
      case 'request':
        if (source.part === 'session' && run.catalog.names.isIdentityName(name))
          return { kind: 'identity', path: name, weak: source.weak };
        return { ...source, path: source.path === '' ? name : `${source.path}.${name}` };
      case 'identity':
      case 'parameter':
        return { ...source, path: source.path === '' ? name : `${source.path}.${name}` };
      default:
        return source;
    }
  });
}

/** What a write gave back is looked at once it is named, rather than dropped where it was called. */
export function markOutcomeUsed(value: Value): void {
  for (const source of value.sources) if (source.kind === 'write') source.access.outcomeUsed = true;
}
