/**
 * What a text must hold for the catalog to say anything of its code. Looked for before a file is parsed: a project's pages,
 * styles and formatters name no store, and are not worth more than a glance.
 */
import { findApplications } from '../../catalog/catalog-index.ts';
import { findPairedNouns } from '../../catalog/naming/pairs.ts';
import type { Behaviour, CatalogEntry, Effect, TypeEntry } from '../../catalog/shape.ts';
import { mayHoldSqlWrite } from '../../sql/sql-text.ts';
import { exportsPromise } from './find-registration-marks.ts';
import { escape, group, isBehaviour, packagePattern, wordPattern } from './text-patterns.ts';

/**
 * What of `EVERYTHING` a text may hold. Never too little of what evaluation, going by these entries, would find in it.
 * Findings need state that is kept somewhere, and something that writes, in what the file imports if not in the file.
 */
export type Marks = (text: string) => number;

const STATE = 1;
export const WRITE = 2;
export const EVERYTHING: number = STATE | WRITE;
/** What the file names, or is given, is made elsewhere: by files that import it. */
export const OPEN = 4;

/** A statement inside something that assigns. */
const ASSIGNMENT = /^[ \t]+[\w$][\w$.[\]]*[ \t]*=[^=>]/m;

/** The same question about single functions. */
export interface WriteMarks {
  /** Whether a text may hold the name of something that writes, or a statement that does. */
  mayWrite(text: string): boolean;
  isWriting(behaviour: Behaviour): boolean;
  /** Whether what one of these packages exports under a name writes when it is called. */
  isWritingExport(packages: readonly CatalogEntry[], name: string): boolean;
}

interface CatalogMarks {
  readonly marks: Marks;
  readonly writes: WriteMarks;
}

const cache = new WeakMap<readonly CatalogEntry[], CatalogMarks>();

export function findCatalogMarks(entries: readonly CatalogEntry[]): Marks {
  return getMarks(entries).marks;
}

export function findWriteMarks(entries: readonly CatalogEntry[]): WriteMarks {
  return getMarks(entries).writes;
}

function getMarks(entries: readonly CatalogEntry[]): CatalogMarks {
  let marks = cache.get(entries);
  if (marks === undefined) cache.set(entries, (marks = createMarks(entries)));
  return marks;
}

function createMarks(entries: readonly CatalogEntry[]): CatalogMarks {
  const packages = { stores: new Set<string>(), signers: new Set<string>() };
  const words = {
    state: new Set<string>(),
    caseless: new Set<string>(),
    types: new Set<string>(),
    models: new Set<string>(),
    enough: new Set<string>(),
    requests: new Set<string>(),
    writes: new Set<string>(),
    begins: new Set<string>(),
  };
  const shaped: { readonly method: RegExp; readonly keys: readonly RegExp[] }[] = [];
  const addFunction = (name: string, behaviour: Behaviour): void => {
    if (hasEffect(behaviour, isWriting)) words.enough.add(name);
    else if (hasEffect(behaviour, isStateful)) words.state.add(name);
  };
  for (const entry of entries) {
    for (const [path, behaviour] of Object.entries(entry.functions ?? {}))
      addFunction(path.split('.').at(-1) ?? path, behaviour);
    for (const [name, found] of Object.entries(entry.globals ?? {})) if (isBehaviour(found)) addFunction(name, found);
    if (entry.kind === 'framework') for (const name of entry.handlerParameterNames[0] ?? []) words.requests.add(name);
    const exported = Object.values(entry.exports).filter(isBehaviour);
    // Lists and functions are in every file.
    const types = Object.values(entry.types).filter((type) => type.literal === undefined);
    const behaviours = [...exported, ...types.flatMap(getBehaviours)];
    const isSigner = behaviours.some((behaviour) => hasEffect(behaviour, isSigning));
    if (entry.kind !== 'store' && !isSigner && !behaviours.some((behaviour) => hasEffect(behaviour, isStateful)))
      continue;
    for (const name of entry.packages) packages[isSigner ? 'signers' : 'stores'].add(name);
    for (const [name, found] of Object.entries(entry.exports))
      if (isBehaviour(found) && hasEffect(found, isWriting)) words.writes.add(name);
    for (const { declaredAs, recognise, members } of types) {
      for (const [name, member] of Object.entries(members ?? {}))
        if (isBehaviour(member) && hasEffect(member, isWriting)) words.writes.add(name);
      for (const [name, member] of Object.entries(members ?? {}))
        if (isBehaviour(member) && hasEffect(member, isBeginning)) words.begins.add(name);
      for (const name of declaredAs ?? []) words[isSigner ? 'enough' : 'types'].add(name);
      for (const name of recognise?.names ?? []) words.caseless.add(name);
      for (const method of recognise?.methods ?? [])
        words[recognise?.capitalised === true ? 'models' : 'state'].add(method);
      for (const method of Object.keys(recognise?.methodArguments ?? {})) words.state.add(method);
      for (const [method, keys] of Object.entries(recognise?.methodShapes ?? {}))
        shaped.push({
          method: new RegExp(`\\.\\s*${escape(method)}\\b`),
          keys: keys.map((key) => new RegExp(`\\b${escape(key.split('.').at(-1) ?? key)}\\s*[:,}]`)),
        });
    }
  }
  const decisive = wordPattern([...words.enough]);
  const enough = [packagePattern([...packages.signers]), decisive];
  const request = wordPattern([...words.requests]);
  const state = [
    packagePattern([...packages.stores]),
    wordPattern([...words.state]),
    wordPattern([...words.caseless], 'i'),
    new RegExp(`[:|&<]\\s*${group([...words.types])}\\b`),
    new RegExp(`\\b[A-Z]\\w*\\s*\\??\\.\\s*${group([...words.models])}\\b`),
  ];
  const writes = new RegExp(`\\.\\s*${group([...words.writes])}\\b|['"]${group([...words.writes])}['"]\\s*\\]`);
  const applications = findApplications(entries);
  const called = group([...applications.called]);
  const application = new RegExp(
    `\\(\\s*${called}\\s*[,:)]|\\b${called}\\s*=>|\\b${group([...applications.declared])}\\b`,
  );
  const marks: Marks = (text) => {
    // Who called, left behind in something that requests share, needs no store.
    if (enough.some((pattern) => pattern.test(text)) || (request.test(text) && ASSIGNMENT.test(text)))
      return EVERYTHING;
    if (findPairedNouns(text).size > 0) return EVERYTHING;
    const hasState =
      state.some((pattern) => pattern.test(text)) ||
      shaped.some(({ method, keys }) => method.test(text) && keys.every((key) => key.test(text)));
    return (
      (hasState ? STATE : 0) |
      (writes.test(text) || mayHoldSqlWrite(text) ? WRITE : 0) |
      (exportsPromise(text) || application.test(text) ? OPEN : 0)
    );
  };
  const begins = new RegExp(`\\.\\s*${group([...words.begins])}\\b`);
  const mayWrite = (text: string): boolean =>
    writes.test(text) || begins.test(text) || decisive.test(text) || mayHoldSqlWrite(text);
  const isWritingExport = (packages: readonly CatalogEntry[], name: string): boolean =>
    packages.some(({ exports }) => {
      const found = Object.hasOwn(exports, name) ? exports[name] : undefined;
      return found !== undefined && isBehaviour(found) && hasEffect(found, isWriting);
    });
  return { marks, writes: { mayWrite, isWriting: (behaviour) => hasEffect(behaviour, isWriting), isWritingExport } };
}

function getBehaviours(type: TypeEntry): readonly Behaviour[] {
  return [type.call, type.construct, ...Object.values(type.members ?? {})]
    .filter((value) => value !== undefined)
    .filter(isBehaviour);
}

const STATEFUL: ReadonlySet<Effect['kind']> = new Set([
  'read',
  'write',
  'sql',
  'save',
  'remove',
  'assign',
  'amend',
  'begin',
  'commit',
  'rollback',
  'transaction',
]);
const isStateful = ({ kind }: Effect): boolean => STATEFUL.has(kind);
const isSigning = ({ kind }: Effect): boolean => kind === 'sign';
/** Statements in texts are looked for by themselves. */
const isWriting = (effect: Effect): boolean =>
  effect.kind === 'write' ||
  effect.kind === 'save' ||
  effect.kind === 'remove' ||
  effect.kind === 'sign' ||
  (effect.kind === 'amend' && effect.operation !== undefined);
const isBeginning = ({ kind }: Effect): boolean => kind === 'transaction' || kind === 'begin';

function hasEffect({ effects, otherwise }: Behaviour, test: (effect: Effect) => boolean): boolean {
  return effects?.some(test) === true || (otherwise !== undefined && hasEffect(otherwise, test));
}
