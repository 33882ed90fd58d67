/** What the catalog says of single words, for what is found in texts before they are parsed. */
import { digestFunctions } from '../../catalog/builtins.ts';
import { parseAccessName } from '../../catalog/naming.ts';
import { findPairedNouns } from '../../catalog/naming/pairs.ts';
import type { Behaviour, CatalogEntry, Effect, TypeEntry } from '../../catalog/shape.ts';
import type { CatalogIndex } from '../../catalog/catalog-index.ts';
import { DISTINCTIVE, IDENTITY, READS, REQUEST, WRITES } from '../../project/leads.ts';
import type { Meanings } from '../../project/leads.ts';
import { mayHoldSqlWrite } from '../../sql/sql-text.ts';
import type { Conventions } from '../../project/project.ts';
import { findRegistrationMarks, IMPLEMENTS, IS_GIVEN, PROMISES } from './find-registration-marks.ts';
import { isListed } from '../names/listed-stores.ts';
import { isBehaviour } from './text-patterns.ts';

const WRITING: ReadonlySet<Effect['kind']> = new Set(['write', 'save', 'remove', 'sign', 'transaction', 'begin']);
/** A builder's conditions as well: the statement may run by being awaited alone. */
const READING: ReadonlySet<Effect['kind']> = new Set(['read', 'sql', 'amend', 'write', 'save', 'remove']);

const cache = new WeakMap<CatalogIndex, Kept>();
const conventions = new WeakMap<CatalogIndex, Conventions>();

export function findConventions(catalog: CatalogIndex): Conventions {
  let found = conventions.get(catalog);
  if (found === undefined) {
    const marks = findRegistrationMarks(catalog.entries);
    found = { marks, promises: PROMISES, keeps: IMPLEMENTS, isGiven: IS_GIVEN, modelFolders: catalog.modelFolders };
    conventions.set(catalog, found);
  }
  return found;
}

interface Kept {
  readonly byListed: WeakMap<ReadonlySet<string>, Meanings>;
  /** Most manifests of a project list the same stores, or some of them. */
  readonly byStores: Map<string, Meanings>;
}

/** `listed`: names of the packages that the manifests list; where there are none, every store may be used. */
export function findMeanings(catalog: CatalogIndex, listed: ReadonlySet<string>): Meanings {
  let kept = cache.get(catalog);
  if (kept === undefined) cache.set(catalog, (kept = { byListed: new WeakMap(), byStores: new Map() }));
  let meanings = kept.byListed.get(listed);
  if (meanings !== undefined) return meanings;
  const stores = catalog.entries.filter(
    (entry) => listed.size === 0 || entry.kind !== 'store' || isListed(entry, listed),
  );
  const key = stores.map(({ packages }) => packages.join(' ')).join('\n');
  meanings = kept.byStores.get(key) ?? createMeanings(catalog, new Set(stores));
  kept.byListed.set(listed, meanings);
  kept.byStores.set(key, meanings);
  return meanings;
}

function createMeanings(catalog: CatalogIndex, used: ReadonlySet<CatalogEntry>): Meanings {
  const alone = new Map<string, number>();
  const members = new Map<string, number>();
  const known = new Set<string>();
  const note = (marks: Map<string, number>, name: string, behaviour: Behaviour): void => {
    const bits = (hasEffect(behaviour, WRITING) ? WRITES : 0) | (hasEffect(behaviour, READING) ? READS : 0);
    if (bits !== 0) marks.set(name, (marks.get(name) ?? 0) | bits);
  };
  for (const entry of catalog.entries) {
    for (const name of entry.packages) known.add(name);
    for (const [path, behaviour] of Object.entries(entry.functions ?? {})) {
      note(alone, path.split('.').at(-1) ?? path, behaviour);
      note(members, path.split('.').at(-1) ?? path, behaviour);
    }
    for (const [name, found] of Object.entries(entry.globals ?? {})) if (isBehaviour(found)) note(alone, name, found);
    if (entry.kind === 'framework')
      for (const name of entry.handlerParameterNames[0] ?? []) alone.set(name, (alone.get(name) ?? 0) | REQUEST);
    for (const [name, found] of Object.entries(entry.exports)) {
      if (!isBehaviour(found)) continue;
      note(alone, name, found);
      note(members, name, found);
    }
    for (const type of Object.values(entry.types)) {
      if (type.literal !== undefined) continue;
      const distinctive = getRecognised(type);
      for (const [name, member] of Object.entries(type.members ?? {}))
        if (isBehaviour(member) && (used.has(entry) || distinctive.has(name))) note(members, name, member);
      for (const name of distinctive) members.set(name, (members.get(name) ?? 0) | DISTINCTIVE);
    }
  }
  const open = [...known].filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));
  const markName = (word: string): number => (catalog.names.isIdentityName(word) ? IDENTITY : 0);
  return {
    ofWord: (word) => (alone.get(word) ?? 0) | markName(word),
    ofMember: (word, call) =>
      (call !== undefined && digestFunctions.has(call) ? 0 : (members.get(word) ?? 0)) | markName(word),
    ofText: (text) => (mayHoldSqlWrite(text) ? WRITES : 0) | (SELECT.test(text) ? READS : 0),
    isKnownPackage: (source) =>
      known.has(source) || known.has(source.replace(/^node:/, '')) || open.some((start) => source.startsWith(start)),
    inText: (text) =>
      findPairedNouns(text).size === 0
        ? undefined
        : (word) => {
            const operation = parseAccessName(word)?.operation;
            return operation === undefined ? 0 : operation === 'read' || operation === 'lock' ? READS : WRITES;
          },
  };
}

const SELECT = /\bselect\b/i;

/** Methods by which a store is told whatever they are called on, so that nothing need be listed. */
function getRecognised({ recognise }: TypeEntry): ReadonlySet<string> {
  return new Set([
    ...(recognise?.methods ?? []),
    ...Object.keys(recognise?.methodArguments ?? {}),
    ...Object.keys(recognise?.methodShapes ?? {}),
  ]);
}

function hasEffect({ effects, otherwise }: Behaviour, kinds: ReadonlySet<Effect['kind']>): boolean {
  return (
    effects?.some(
      (effect) =>
        kinds.has(effect.kind) || (effect.kind === 'amend' && effect.operation !== undefined && kinds === WRITING),
    ) === true ||
    (otherwise !== undefined && hasEffect(otherwise, kinds))
  );
}
