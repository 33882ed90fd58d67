/**
 * The suggestions for a finding, best first. A remedy is offered only where every piece of it is exactly known.
 */
import { assertExhaustive } from '../languages/program.ts';
import type { Access, Signing } from '../evaluation/domain/access.ts';
import { findValueReason } from '../windows/find-value-reason.ts';
import type { Escape, UncheckedWrite, UnscopedWrite } from '../windows/finding.ts';
import { isSameField } from '../windows/relate-accesses.ts';
import type { Window } from '../windows/window.ts';
import { addExpiry } from './add-expiry.ts';
import { findIdentityText } from './find-identity.ts';
import { mongooseRemedies } from './mongoose.ts';
import { prismaRemedies } from './prisma.ts';
import type { Remedy, RemedyContext, RemedyKind } from './remedy.ts';
import { findRequirements, isRowOf } from './requirement.ts';
import type { Requirement, Target } from './requirement.ts';
import { sqlRemedies } from './sql.ts';
import type { StoreRemedies } from './store-remedies.ts';
import { useTransaction } from './use-transaction.ts';

export type { Remedy, RemedyContext, RemedyKind } from './remedy.ts';
export { remedyMessages } from './remedy.ts';

type Finding = Window | Escape | UnscopedWrite | UncheckedWrite | Signing;

export function findRemedies(context: RemedyContext, finding: Finding): readonly Remedy[] {
  switch (finding.kind) {
    case 'ownership':
    case 'token':
    case 'value':
    case 'guard':
      return [...changeWrite(context, finding), ...lockRow(context, finding)];
    case 'escape':
      return useTransaction(context, finding);
    case 'unscoped':
      return addOwner(context, finding);
    case 'unchecked':
      return checkCount(context, finding);
    case 'signing':
      return addExpiry(context, finding);
    default:
      return assertExhaustive(finding);
  }
}

function findStore({ sql, store }: Access): StoreRemedies | undefined {
  if (sql !== undefined) return sqlRemedies;
  switch (store.name) {
    case 'prisma':
      return prismaRemedies;
    case 'mongoose':
      return mongooseRemedies;
    default:
      return undefined;
  }
}

/** Undefined where the write is not written out in the linted file. */
function findTarget(context: RemedyContext, write: Access): Target | undefined {
  const { module } = context;
  const { call } = write;
  return module === undefined || write.module !== module || call === undefined
    ? undefined
    : { context, module, write, place: call };
}

/** What was checked goes into the condition of the write, what was computed into the write itself. */
function changeWrite(context: RemedyContext, window: Window): readonly Remedy[] {
  const { write, read, place, isInsert } = window;
  const target = findTarget(context, write);
  const store = findStore(write);
  // Reached through a helper, the statement is also that of other callers.
  const isHere =
    place.module === write.module && place.range[0] === write.range[0] && place.range[1] === write.range[1];
  if (
    target === undefined ||
    store === undefined ||
    !isHere ||
    isInsert ||
    (write.operation !== 'update' && write.operation !== 'delete') ||
    !isRowOf(read, write)
  )
    return [];
  const requirements = findRequirements(target);
  const computed = new Set(findValueReason(write).map((reason) => reason.field));
  if (requirements === undefined || computed.size > 1 || !isCovered(window, requirements)) return [];
  const [field] = computed;
  if (computed.size === 1 && field === undefined) return [];
  const changed = store.change(target, { requirements, field, guard: findAnswer(window) });
  if (changed === undefined) return [];
  const kind: RemedyKind =
    window.kind === 'value' ? 'computeInStatement' : window.kind === 'ownership' ? 'addOwner' : 'addGuard';
  const expression = changed.condition === '' ? changed.expression : `${changed.expression}, if ${changed.condition}`;
  return [
    {
      kind,
      data: kind === 'computeInStatement' ? { expression } : { condition: changed.condition },
      edits: changed.edits,
    },
  ];
}

function isCovered({ kind, field }: Window, requirements: readonly Requirement[]): boolean {
  return (
    kind === 'value' ||
    (field !== undefined && requirements.some((requirement) => isSameField(requirement.field, field)))
  );
}

/** The check whose answer is right when the write finds no row: the window's own, or for a computed value one that looked at the field. */
function findAnswer({ guard, write, field }: Window): Window['guard'] {
  return (
    guard ??
    write.guards.findLast((candidate) =>
      candidate.condition.sources.some(
        (source) => source.kind === 'read' && field !== undefined && isSameField(source.path, field),
      ),
    )
  );
}

/** A transaction is open around both: with the row locked where it is read, it does what it looks like. */
function lockRow(context: RemedyContext, { read, write, isInsert, place }: Window): readonly Remedy[] {
  const target = findTarget(context, read);
  const isShared = read.scopes.some(
    (scope) =>
      scope.kind === 'transaction' &&
      scope.connection !== undefined &&
      scope.connection === read.connection &&
      scope.connection === write.connection &&
      write.scopes.includes(scope),
  );
  if (
    target === undefined ||
    isInsert ||
    !isShared ||
    place.module !== target.module ||
    read.lock !== undefined ||
    read.aggregate !== undefined ||
    !isRowOf(read, write)
  )
    return [];
  const locked = findStore(read)?.lockRow?.(read, target);
  return locked === undefined ? [] : [{ kind: 'lockRow', data: { lock: locked.lock }, edits: locked.edits }];
}

function addOwner(context: RemedyContext, { access, ownerField }: UnscopedWrite): readonly Remedy[] {
  const target = findTarget(context, access);
  const text =
    target === undefined || ownerField === undefined || access.entity !== undefined
      ? undefined
      : findIdentityText(target, ownerField);
  if (target === undefined || ownerField === undefined || text === undefined) return [];
  const requirement: Requirement = {
    kind: 'comparison',
    field: ownerField,
    operator: '=',
    operand: { kind: 'expression', text },
  };
  const changed = findStore(access)?.change(target, {
    requirements: [requirement],
    field: undefined,
    guard: undefined,
  });
  return changed === undefined
    ? []
    : [{ kind: 'addOwner', data: { condition: changed.condition }, edits: changed.edits }];
}

function checkCount(context: RemedyContext, { access }: UncheckedWrite): readonly Remedy[] {
  const target = findTarget(context, access);
  const edits = target === undefined ? undefined : findStore(access)?.check(target);
  return edits === undefined || edits.length === 0 ? [] : [{ kind: 'checkCount', data: {}, edits }];
}
