/** settings['atomic-auth'], typed and validated. */
import { catalog } from './catalog/index.ts';
import { createNames, generalNames } from './catalog/names.ts';
import type { Names } from './catalog/names.ts';
import type { CatalogEntry } from './catalog/shape.ts';
import { findShapeFaults } from './catalog/validation/data-shape.ts';
import { findStructureFaults } from './catalog/validation/find-structure-faults.ts';
import { createRoots } from './settings/roots.ts';
import type { Roots } from './settings/roots.ts';
import { addFunctions, createLockEntry, createTransactionEntry, findTransactionStore } from './settings/shorthand.ts';
import { settingsShape } from './settings/user-settings.ts';
import type { AtomicAuthSettings } from './settings/user-settings.ts';

export interface Settings {
  /** The user's entries, then the shipped ones. The same array for the same settings: what is made from it is kept by it. */
  readonly catalog: readonly CatalogEntry[];
  readonly names: Names;
  readonly roots: Roots;
  readonly onIncomplete: NonNullable<AtomicAuthSettings['onIncomplete']>;
}

const PATH = "settings['atomic-auth']";
/** A misread entry can be wrong in every line. */
const MAX_FAULTS = 8;

const DEFAULTS: Settings = { catalog, names: generalNames, roots: createRoots({}), onIncomplete: 'warn' };
const cache = new WeakMap<object, Settings>();

/** Reads ESLint's `settings`. Throws one error that names every mistake in them. */
export function readSettings(settings: Readonly<Record<string, unknown>>): Settings {
  const own = settings['atomic-auth'];
  if (own === undefined) return DEFAULTS;
  const known = typeof own === 'object' && own !== null ? cache.get(own) : undefined;
  if (known !== undefined) return known;
  assertSettings(own);
  const created = createSettings(own);
  cache.set(own, created);
  return created;
}

function assertSettings(value: unknown): asserts value is AtomicAuthSettings {
  rejectFaults(findShapeFaults(value, settingsShape, PATH));
}

function createSettings(settings: AtomicAuthSettings): Settings {
  return {
    catalog: createCatalog(settings),
    names: createNames(settings),
    roots: createRoots(settings.roots ?? {}),
    onIncomplete: settings.onIncomplete ?? 'warn',
  };
}

function createCatalog({
  catalog: own = [],
  transactions = [],
  locks = [],
}: AtomicAuthSettings): readonly CatalogEntry[] {
  if (own.length + transactions.length + locks.length === 0) return catalog;
  const replaced = new Set(own.map((entry) => entry.name));
  const kept = catalog.filter((entry) => !replaced.has(entry.name));
  // Entries that stay may refer to types of one that was replaced.
  const isReplacing = kept.length < catalog.length;
  rejectFaults(
    (isReplacing ? findStructureFaults([...own, ...kept]) : findStructureFaults(own, kept)).map(
      (fault) => `${PATH}.catalog: ${fault}`,
    ),
  );
  const entries = [...own, ...kept];
  const made = transactions.map((given) => ({
    store: findTransactionStore(given, entries),
    entry: createTransactionEntry(given),
  }));
  const shorthand = [...made.map(({ entry }) => entry), ...locks.map(createLockEntry)];
  rejectFaults(findStructureFaults(shorthand, entries).map((fault) => `${PATH}.${fault.replace(':', ': ')}`));
  return [
    ...shorthand.filter((entry) => !made.some((other) => other.entry === entry && other.store !== undefined)),
    ...entries.map((entry) =>
      addFunctions(
        entry,
        made.filter(({ store }) => store === entry).map((transaction) => transaction.entry),
      ),
    ),
  ];
}

function rejectFaults(faults: readonly string[]): void {
  if (faults.length === 0) return;
  const shown = faults.slice(0, MAX_FAULTS);
  const rest = faults.length - shown.length;
  throw new Error(
    [...shown.map((fault) => `${fault}.`), ...(rest === 0 ? [] : [`… and ${String(rest)} more.`])].join('\n'),
  );
}
