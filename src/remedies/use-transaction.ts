/**
 * Moves a statement to the handle of the transaction it stands in.
 */
import type { Access } from '../evaluation/domain/access.ts';
import type { EvaluatedModule } from '../evaluation/domain/frame.ts';
import type { Expression } from '../languages/program.ts';
import type { Escape } from '../windows/finding.ts';
import { findDeclaration } from './program-tree.ts';
import type { Remedy, RemedyContext } from './remedy.ts';
import { findCall, findReusableText, getText } from './reuse-expression.ts';

export function useTransaction({ module, getRoots }: RemedyContext, { access, scope }: Escape): readonly Remedy[] {
  const outer = findHandle(access);
  if (module === undefined || access.module !== module || access.call === undefined || outer === undefined) return [];
  const others = getRoots()
    .flatMap((root) => root.accesses)
    .filter(
      (other) =>
        other.module === module &&
        other.connection !== undefined &&
        other.connection === scope.connection &&
        other.store === access.store,
    );
  const handles = [...others.map(findHandle), findOpener(module, scope)];
  for (const handle of handles) {
    // Its statements run on the transaction where this name is seen.
    if (handle?.kind !== 'name' || findDeclaration(module, handle, handle.name) === undefined) continue;
    const text = findReusableText(module, handle, access.call);
    if (text === undefined || text === getText(module, outer)) continue;
    return [{ kind: 'useTransaction', data: { handle: text }, edits: [{ range: outer.range, text }] }];
  }
  const parameter = findParameter(module, scope, access);
  return parameter === undefined || parameter === getText(module, outer)
    ? []
    : [{ kind: 'useTransaction', data: { handle: parameter }, edits: [{ range: outer.range, text: parameter }] }];
}

/** `tx` of `$transaction(async (tx) => …)`, where nothing uses it yet. */
function findParameter(module: EvaluatedModule, scope: Escape['scope'], { call, store }: Access): string | undefined {
  if (scope.module !== module || call === undefined || (store.name !== 'prisma' && store.name !== 'postgres'))
    return undefined;
  for (const { value } of findCall(module, scope.range)?.args ?? []) {
    const [handle] = value.kind === 'function' ? value.parameters : [];
    if (
      handle !== undefined &&
      !handle.name.startsWith('$') &&
      !handle.rest &&
      findDeclaration(module, call, handle.name) === handle
    )
      return handle.name;
  }
  return undefined;
}

/** The expression that a statement runs on: `pool` of `pool.query`, `prisma` of `prisma.order.update`, `sql` of its template. */
function findHandle({ call, store }: Access): Expression | undefined {
  if (call?.kind !== 'call') return undefined;
  const { callee } = call;
  switch (store.name) {
    case 'pg':
    case 'mysql2-promise':
    case 'sqlite':
      return callee.kind === 'member' ? callee.object : undefined;
    case 'postgres':
      return call.tagged ? callee : callee.kind === 'member' ? callee.object : undefined;
    case 'prisma': {
      if (call.tagged || callee.kind !== 'member') return callee.kind === 'member' ? callee.object : undefined;
      if (typeof callee.property === 'string' && callee.property.startsWith('$')) return callee.object;
      return callee.object.kind === 'member' ? callee.object.object : undefined;
    }
    default:
      return undefined;
  }
}

/** `client` of `client.query('BEGIN')`. */
function findOpener(module: EvaluatedModule, scope: Escape['scope']): Expression | undefined {
  if (scope.module !== module) return undefined;
  const call = findCall(module, scope.range);
  const [text] = call?.args ?? [];
  const isBegin =
    text?.value.kind === 'constant' && /^\s*(?:BEGIN|START\s+TRANSACTION)\b/i.test(String(text.value.value));
  return isBegin && call?.callee.kind === 'member' ? call.callee.object : undefined;
}
