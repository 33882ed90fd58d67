/**
 * What code around a handler says of the caller.
 */
import type { Guard } from './access.ts';
import type { Run } from './run.ts';
import { findTarget } from './value.ts';
import type { Source, Value } from './value.ts';

/** A function that is not seen and was given the handler (`withAuth(handler)`): its name says what it does first. */
export function noteWrapper(run: Run, wrapper: string | undefined, handler: Value | undefined): void {
  const what = handler === undefined ? undefined : findTarget(handler).what;
  const name = wrapper ?? (what?.kind === 'operation' && what.operator === 'call' ? what.name?.split('.').at(-1) : undefined);
  if (name === undefined) return;
  if (run.catalog.names.isAuthenticationName(name)) run.authentication ??= { name, range: undefined, module: undefined };
  if (run.catalog.names.isAuthorizationName(name)) run.isAuthorized = true;
}

/** Who calls, or a row that was looked up by that. */
function isCaller(source: Source): boolean {
  if (source.weak) return false;
  return source.kind === 'identity' || (source.kind === 'read' && source.access.where.some((condition) => condition.value.sources.some(({ kind, weak }) => kind === 'identity' && !weak)));
}

/** Middleware that hands on only those it knows has asked who calls, whatever it is called. */
export function noteRefusals(run: Run, guards: readonly Guard[]): void {
  const guard = guards.find(({ condition }) => condition.sources.length > 0 && condition.sources.every(isCaller));
  if (guard !== undefined) run.authentication ??= { name: 'middleware', range: guard.range, module: guard.module };
}
