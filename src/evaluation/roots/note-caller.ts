/**
 * What code around a handler says of the caller: wrappers and middleware, by their names and by whom they let pass.
 */
import { isRankName } from '../../catalog/naming.ts';
import { callValue } from '../calls/call-value.ts';
import type { Authentication, Guard } from '../domain/access.ts';
import type { Frame } from '../domain/frame.ts';
import { withModule } from '../domain/run.ts';
import type { Exit, Run } from '../domain/run.ts';
import { DECORATED, findTarget, getConstantString, getPath } from '../domain/value.ts';
import type { ClassWhat, Closure, Source, Value } from '../domain/value.ts';
import { evaluateExpression } from '../program/evaluate-expression.ts';

/**
 * Called after it was evaluated. One that cannot be seen says what it does by its name. One that can be seen must also look at the
 * caller on every way on: many only load the user where there is one, and let everybody pass. `before`: what was known before it ran.
 */
export function noteMiddleware(run: Run, handler: Value, before: Authentication | undefined): void {
  const target = findTarget(handler);
  const { what } = target;
  if (what.kind === 'class') noteGuardClass(run, what);
  const checks = run.handedOn.map((exit) =>
    passesAnyway(exit) ? [] : exit.guards.flatMap((guard) => guard.condition.sources.filter(isAboutCaller)),
  );
  const isSeen = what.kind === 'function' && checks.length > 0;
  // `req.session.adminId`, `req.user.role`: whoever passes has that.
  if (isSeen && checks.every((sources) => sources.some(saysRank))) run.isAuthorized = true;
  const path =
    what.kind === 'operation'
      ? what.name
      : what.kind === 'class'
        ? what.node.name
        : what.kind === 'function'
          ? findBoundName(run, what.closure)
          : what.kind === 'behaviour'
            ? what.name
            : getPath(target);
  const name = path?.split('.').at(-1)?.replace(/\(\)$/, '');
  if (name === undefined) return;
  if (isSeen && checks.some((sources) => sources.length === 0)) {
    // It was noted by its name alone when it was called.
    if (run.authentication?.name === name && run.authentication.isVerified !== true) run.authentication = before;
  } else if (run.catalog.names.isAuthenticationName(name))
    run.authentication ??= { name, range: undefined, module: undefined };
  // What the route names is the middleware, whatever it calls to find out.
  if (run.authentication !== undefined && run.authentication !== before && before === undefined)
    run.authentication = { ...run.authentication, name };
  if (run.catalog.names.isAuthorizationName(name)) run.isAuthorized = true;
}

/** A function's own name, or what it was put on an application as, or where it was wrapped (`const protect = asyncHandler(async () => …)`) or made (`requireRole('admin')`), that of what it stands in. */
function findBoundName(run: Run, { node, frame, module }: Closure): string | undefined {
  if (node.name !== undefined) return node.name;
  const decorated = getConstantString(run.state.getField(node, DECORATED)?.value);
  if (decorated !== undefined) return decorated;
  const isIt = (value: Value | undefined): boolean => {
    const what = value === undefined ? undefined : findTarget(value).what;
    return (
      what?.kind === 'function' &&
      what.closure.module === module &&
      what.closure.node.range[0] <= node.range[0] &&
      what.closure.node.range[1] >= node.range[1]
    );
  };
  for (let around: Frame | undefined = frame; around !== undefined; around = around.parent)
    for (const [name, cell] of around.cells) if (isIt(cell.initial)) return name;
  for (const [name, value] of module.exports) if (name !== 'default' && isIt(value)) return name;
  return undefined;
}

/** `if (request.routeOptions.config.isPublic) return`: what was asked last is about the route, and lets anybody pass. */
function passesAnyway({ guards }: Exit): boolean {
  const last = guards.at(-1);
  if (last?.exit !== 'enclosing' || !last.holds || last.condition.what.kind !== 'unknown') return false;
  const { what, sources } = last.condition;
  return sources.length === 0
    ? what.path?.includes('.') === true
    : sources.every((source) => source.kind === 'request' && !source.weak && !isAboutCaller(source));
}

function isAboutCaller(source: Source): boolean {
  return (
    source.kind === 'identity' ||
    source.kind === 'credential' ||
    (source.kind === 'request' && (source.part === 'session' || source.part === 'headers'))
  );
}

function saysRank(source: Source): boolean {
  return (source.kind === 'identity' || source.kind === 'request') && source.path.split('.').some(isRankName);
}

/** A guard that is a class made by a library (`class JwtGuard extends AuthGuard('jwt')`) does what that does. */
function noteGuardClass(run: Run, { node, frame, module }: ClassWhat): void {
  const { superclass } = node;
  if (superclass === undefined) return;
  const base = withModule(run, module, () => evaluateExpression(run, frame, superclass));
  if (base.what.kind === 'behaviour') callValue(run, base, { args: [], node: undefined, range: node.range });
}

/** A function that is not seen and was given the handler (`withAuth(handler)`): its name says what it does first. */
export function noteWrapper(run: Run, wrapper: string | undefined, handler: Value | undefined): void {
  const what = handler === undefined ? undefined : findTarget(handler).what;
  const name =
    wrapper ?? (what?.kind === 'operation' && what.operator === 'call' ? what.name?.split('.').at(-1) : undefined);
  if (name === undefined) return;
  if (run.catalog.names.isAuthenticationName(name))
    run.authentication ??= { name, range: undefined, module: undefined };
  if (run.catalog.names.isAuthorizationName(name)) run.isAuthorized = true;
}

/** Who calls, or a row that was looked up by that. */
function isCaller(source: Source): boolean {
  if (source.weak) return false;
  return (
    source.kind === 'identity' ||
    (source.kind === 'read' &&
      source.access.where.some((condition) =>
        condition.value.sources.some(({ kind, weak }) => kind === 'identity' && !weak),
      ))
  );
}

/** Middleware that hands on only those it knows has asked who calls, whatever it is called. */
export function noteRefusals(run: Run, guards: readonly Guard[]): void {
  const guard = guards.find(({ condition }) => condition.sources.length > 0 && condition.sources.every(isCaller));
  if (guard !== undefined) run.authentication ??= { name: 'middleware', range: guard.range, module: guard.module };
}
