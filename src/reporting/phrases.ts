/**
 * Pieces of messages: what a state, a place, a statement and a second request are called.
 */
import { basename, dirname } from 'node:path';
import type { Access, Authentication } from '../evaluation/domain/access.ts';
import type { EvaluatedModule } from '../evaluation/domain/frame.ts';
import type { Range } from '../languages/program.ts';

/** The file a message is shown in, and the lines of all files. */
export interface MessageContext {
  readonly module: EvaluatedModule | undefined;
  lineOf(module: EvaluatedModule, offset: number): number;
}

interface Spot {
  readonly module: EvaluatedModule;
  readonly range: Range;
}

/** `` `wallets` ``, or words where the table has no name. */
export function describeResource(access: Access): string {
  return access.resource === undefined ? 'the stored data' : `\`${access.resource}\``;
}

/** `` `balance` of `wallets` ``. */
export function describeState(field: string | undefined, access: Access): string {
  if (field === undefined || field === '' || field.startsWith('#')) return `the row of ${describeResource(access)}`;
  return `\`${getLastName(field)}\` of ${describeResource(access)}`;
}

/** `profile.*.name` of a path is `name` to a reader who has the line before the eyes. */
export function getLastName(path: string): string {
  return (
    path
      .split('.')
      .filter((part) => part !== '*' && !/^\d+$/u.test(part))
      .at(-1) ?? path
  );
}

/** `on line 21`, `on this line`, or `` in `wallet.repository.ts:42` `` where it lies in another file. */
export function describePlace(context: MessageContext, spot: Spot, shownAt: Spot): string {
  const line = context.lineOf(spot.module, spot.range[0]);
  if (spot.module !== shownAt.module) return `in \`${getFileName(spot.module.file)}:${String(line)}\``;
  return line === context.lineOf(shownAt.module, shownAt.range[0]) ? 'on this line' : `on line ${String(line)}`;
}

/** Many files are called `index`: their folder says which. */
function getFileName(file: string): string {
  const name = basename(file);
  return /^(?:index|mod|__init__)\./u.test(name) ? `${basename(dirname(file))}/${name}` : name;
}

/** `UPDATE`, or the method's name: `` `save()` ``. */
export function describeStatement(access: Access): string {
  if (access.sql !== undefined && access.sql.statement.kind !== 'other') return access.sql.statement.kind.toUpperCase();
  const method =
    access.module.text
      .slice(...access.range)
      .split(/[^\w$]/u)
      .at(-1) ?? '';
  return method === '' ? access.operation : `\`${method}()\``;
}

/** What a statement is run on, as the code names it: `client` of `client.query`, `tx` of `tx.order.update`. Not a model. */
export function findHandle({ module, range, sql }: Access): string | undefined {
  const callee = module.text.slice(...range);
  const pattern =
    sql === undefined ? /^(?:this\.)?[\w$]+(?=\s*\.\s*[\w$]+\s*\.)/u : /^(?:(?:this\.)?[\w$]+(?=\s*\.)|[\w$]+$)/u;
  return pattern.exec(callee)?.[0];
}

/** `this UPDATE` where the finding stands on it, else where it is: ``the `save()` in `wallet.ts:9` ``. */
export function describeWrite(context: MessageContext, access: Access, shownAt: Spot): string {
  const isShown = access.module === shownAt.module && access.range[0] === shownAt.range[0];
  return isShown
    ? `this ${describeStatement(access)}`
    : `the ${describeStatement(access)} ${describePlace(context, access, shownAt)}`;
}

/** ` after `requireUser``, or nothing where no check of the caller was seen. Follows `request`. */
export function describeAuthentication(authentication: Authentication | undefined): string {
  return authentication === undefined ? '' : ` after \`${authentication.name}\``;
}

/** `` `id` ``, `` `id` and `version` ``. */
export function describeFields(fields: readonly string[]): string {
  const names = [...new Set(fields.map((field) => (field === '@key' ? 'its key' : `\`${getLastName(field)}\``)))];
  const last = names.pop();
  if (last === undefined) return 'its key';
  return names.length === 0 ? last : `${names.join(', ')} and ${last}`;
}
