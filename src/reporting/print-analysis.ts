/**
 * What the analysis of a file saw, as text for people: `DEBUG=atomic-auth:*` and docs/architecture.md show it.
 */
import { dirname, relative } from 'node:path';
import { assertExhaustive } from '../languages/program.ts';
import type { Module, Range } from '../languages/program.ts';
import type { Access, Connection, Fact, Guard, RootResult, Scope } from '../evaluation/domain/access.ts';
import type { EvaluatedModule } from '../evaluation/domain/frame.ts';
import type { Escape, UncheckedWrite, UnscopedWrite } from '../windows/finding.ts';
import type { Protection, Window } from '../windows/window.ts';
import { printValue } from './print-value.ts';
import type { NameAccess } from './print-value.ts';

export type PrintedPart = 'program' | 'accesses' | 'windows';

/** What is printed of an analysis (which fits as it is). */
export interface PrintedAnalysis {
  readonly module: EvaluatedModule | undefined;
  getRoots(): readonly RootResult[];
  readonly windows: readonly Window[];
  readonly escapes: readonly Escape[];
  readonly unscopedWrites: readonly UnscopedWrite[];
  readonly uncheckedWrites: readonly UncheckedWrite[];
  readonly facts: readonly Fact[];
  lineOf(module: EvaluatedModule, offset: number): number;
}

interface Spot {
  readonly module: EvaluatedModule;
  readonly range: Range;
}

interface Printer {
  readonly nameAccess: NameAccess;
  /** `connection 1`, counted as they are met. */
  nameConnection(connection: Connection): string;
  /** `line 12`, or `wallet.ts line 12` in another file. */
  place(spot: Spot): string;
}

const PARTS: readonly PrintedPart[] = ['program', 'accesses', 'windows'];

/** The parts that a `DEBUG` variable asks for, as the `debug` package reads it: names and `*` patterns, those after a `-` left out. */
export function findPrintedParts(debug: string | undefined): readonly PrintedPart[] {
  const patterns = (debug ?? '').split(/[\s,]+/u).filter((pattern) => pattern !== '');
  return PARTS.filter((part) => {
    const name = `atomic-auth:${part}`;
    return (
      patterns.some((pattern) => !pattern.startsWith('-') && fitsPattern(name, pattern)) &&
      !patterns.some((pattern) => pattern.startsWith('-') && fitsPattern(name, pattern.slice(1)))
    );
  });
}

/** `*` stands for anything. */
function fitsPattern(name: string, pattern: string): boolean {
  const [start = '', ...middle] = pattern.split('*');
  const end = middle.pop();
  if (end === undefined) return name === start;
  if (!name.startsWith(start)) return false;
  let at = start.length;
  for (const part of middle) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return name.endsWith(end) && at + end.length <= name.length;
}

/** `printProgram` is the caller's: this folder knows no language. */
export function printAnalysis(
  analysis: PrintedAnalysis,
  file: string,
  parts: readonly PrintedPart[],
  printProgram: (module: Module) => string,
): string {
  const { module } = analysis;
  if (module === undefined)
    return `atomic-auth ${file}\nnot analysed: it is empty, too large, or no request reaches a file of this path\n`;
  const printer = createPrinter(analysis, module);
  const texts: Readonly<Record<PrintedPart, () => string>> = {
    program: () => printProgram(module.program),
    accesses: () =>
      analysis
        .getRoots()
        .map((root) => printRoot(printer, root, module))
        .join('\n'),
    windows: () => printFindings(printer, analysis),
  };
  return parts.map((part) => `atomic-auth:${part} ${file}\n${texts[part]() || 'none'}\n`).join('\n');
}

function createPrinter({ getRoots, lineOf }: PrintedAnalysis, main: EvaluatedModule): Printer {
  const numbers = new Map(
    getRoots()
      .flatMap((root) => root.accesses)
      .map((access, index) => [access, index + 1]),
  );
  const connections: Connection[] = [];
  return {
    nameConnection(connection) {
      if (!connections.includes(connection)) connections.push(connection);
      const name = `connection ${String(connections.indexOf(connection) + 1)}`;
      return connection.kind === 'transaction' || connection.kind === 'parameter' || connection.kind === 'ambient'
        ? `${name} (${connection.kind})`
        : name;
    },
    nameAccess: (access) =>
      numbers.has(access) ? `#${String(numbers.get(access))}` : (access.resource ?? access.operation),
    place({ module, range }) {
      const line = `line ${String(lineOf(module, range[0]))}`;
      return module === main ? line : `${relative(dirname(main.file), module.file).replaceAll('\\', '/')} ${line}`;
    },
  };
}

function printRoot(printer: Printer, root: RootResult, module: EvaluatedModule): string {
  const { authentication } = root;
  const notes = [
    `${root.kind}${root.name === undefined ? '' : ` ${root.name}`} on ${printer.place({ module, range: root.range })}`,
    ...(authentication === undefined ? [] : [`caller known by ${authentication.name}`]),
    ...(root.isAuthorized ? ['permission checked'] : []),
  ];
  return [notes.join(', '), ...root.accesses.map((access) => printAccess(printer, access))].join('\n');
}

function printAccess(printer: Printer, access: Access): string {
  const { where, sets, guards, scopes, connection, suspensions } = access;
  const notes = [
    `${access.kind} ${access.resource ?? 'an unknown table'} (${access.aggregate ?? access.operation})`,
    `by ${access.store.name}${connection === undefined ? '' : ` on ${printer.nameConnection(connection)}`}`,
    access.certainty,
    ...(suspensions === 0 ? [] : [`after ${String(suspensions)} ${suspensions === 1 ? 'suspension' : 'suspensions'}`]),
    ...(access.lock === undefined ? [] : [`locks ${access.lock}`]),
    ...(access.conflict === undefined ? [] : [`on conflict ${access.conflict}`]),
    ...(access.kind === 'read' || access.outcomeUsed || access.whenMissing === 'throws'
      ? []
      : ['outcome not looked at']),
  ];
  const details = [
    ...where.map(
      (condition) =>
        `where ${condition.field} ${condition.operator} ${printValue(condition.value, printer.nameAccess)}`,
    ),
    ...(access.whereIsKnown ? [] : ['where … more than is known']),
    ...sets.map(
      (set) =>
        `set ${set.field} = ${printValue(set.value, printer.nameAccess)}${set.relative ? ', computed by the statement' : ''}${set.isConditional === true ? ', on some paths' : ''}`,
    ),
    ...(access.setsAreKnown ? [] : ['set … more than is known']),
    ...guards.map((guard) => printGuard(printer, guard)),
    ...scopes.map((scope) => printScope(printer, scope)),
  ];
  return [
    `  ${printer.nameAccess(access)} ${printer.place(access)}: ${notes.join(', ')}`,
    ...details.map((detail) => `       ${detail}`),
  ].join('\n');
}

function printGuard(printer: Printer, guard: Guard): string {
  const condition = printValue(guard.condition, printer.nameAccess);
  const exit = guard.exit === 'enclosing' ? 'around it' : `else ${guard.exit}`;
  return `if ${guard.holds ? condition : `not ${condition}`}, ${exit}, ${printer.place(guard)}`;
}

function printScope(printer: Printer, scope: Scope): string {
  switch (scope.kind) {
    case 'transaction':
      return `in transaction ${[scope.connection === undefined ? 'of every statement' : `on ${printer.nameConnection(scope.connection)}`, ...(scope.isolation === undefined ? [] : [scope.isolation]), ...(scope.exclusive ? ['exclusive'] : []), scope.certainty, printer.place(scope)].join(', ')}`;
    case 'lock':
      return `in ${[`${scope.reach} lock`, ...(scope.key === undefined ? [] : [`key ${printValue(scope.key, printer.nameAccess)}`]), scope.certainty, printer.place(scope)].join(', ')}`;
    default:
      return assertExhaustive(scope);
  }
}

function printFindings(printer: Printer, analysis: PrintedAnalysis): string {
  const { windows, escapes, unscopedWrites, uncheckedWrites, facts } = analysis;
  return [
    ...windows.map((window) => printWindow(printer, window)),
    ...escapes.map(
      ({ access, scope, certainty }) =>
        `escape, ${certainty}: ${printer.nameAccess(access)} on ${printer.place(access)} leaves the transaction opened on ${printer.place(scope)}`,
    ),
    ...unscopedWrites.map(
      ({ access, keyField, ownerField, certainty }) =>
        `unscoped write, ${certainty}: ${printer.nameAccess(access)} on ${printer.place(access)} names the row by ${keyField} alone${ownerField === undefined ? '' : `, its owner is ${ownerField}`}`,
    ),
    ...uncheckedWrites.map(
      ({ access, guardField, certainty }) =>
        `unchecked write, ${certainty}: ${printer.nameAccess(access)} on ${printer.place(access)} is guarded by ${guardField}, its outcome is not looked at`,
    ),
    ...facts.map((fact) => printFact(printer, fact)),
  ].join('\n');
}

function printWindow(printer: Printer, window: Window): string {
  const { kind, read, write, field, guard, place, protections } = window;
  const decided = field === undefined ? '' : field === '' ? ', decided by its row' : `, decided by ${field}`;
  const head = `${kind} window, ${window.certainty}, shown on ${printer.place(place)}: read ${printer.nameAccess(read)} on ${printer.place(read)}, write ${printer.nameAccess(write)} on ${printer.place(write)}${decided}`;
  return [
    head,
    ...(guard === undefined ? [] : [`  ${printGuard(printer, guard)}`]),
    ...(protections.length === 0
      ? ['  unprotected']
      : protections.map((protection) => `  protected by ${printProtection(printer, protection)}`)),
  ].join('\n');
}

function printProtection(printer: Printer, protection: Protection): string {
  if (protection.kind !== 'transaction' && protection.kind !== 'lock') return protection.kind;
  return protection.scope === undefined
    ? `${protection.kind} of the caller`
    : `${protection.kind} from ${printer.place(protection.scope)}`;
}

function printFact(printer: Printer, fact: Fact): string {
  switch (fact.kind) {
    case 'signing':
      return `token signed on ${printer.place(fact)}, expiry ${fact.expiry === undefined ? (fact.isKnown ? 'none' : 'not known') : printValue(fact.expiry, printer.nameAccess)}`;
    case 'shared-identity':
      return `caller kept in ${fact.name} on ${printer.place(fact)}, ${fact.certainty}`;
    default:
      return assertExhaustive(fact);
  }
}
