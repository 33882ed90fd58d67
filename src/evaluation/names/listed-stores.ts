/**
 * What the manifests around a module say of calls and names that the code alone leaves open: a project that depends on one
 * store that has such a call means that store.
 */
import type { MethodReference, TypeReference } from '../../catalog/catalog-index.ts';
import type { CatalogEntry, TypeName } from '../../catalog/shape.ts';
import type { Run } from '../domain/run.ts';

/**
 * The reference that is meant among those a call of `method` fits. `origin` is the package the receiver was imported from.
 * Without help from the manifests it is the first one.
 */
export function chooseReference(
  run: Run,
  fitting: readonly MethodReference[],
  method: string,
  origin: string | undefined,
): MethodReference | undefined {
  const usable = fitting.filter((reference) => !reference.onlyListed);
  const [first = fitting[0]] = usable;
  if (first === undefined || first.isLiteral || !fitting.some(({ entry }) => entry.kind === 'store')) return usable[0];
  const listed = run.modules.findListedPackages(run.module);
  if (listed.size === 0 || isOfPackage(origin, listed)) return usable[0];
  const claiming = run.catalog.entries.filter(
    (entry) => isListed(entry, listed) && claims(run, entry, fitting, method),
  );
  const [sole] = claiming;
  const meant = claiming.length === 1 ? fitting.find(({ entry }) => entry === sole) : undefined;
  return meant === undefined ? usable[0] : { ...meant, certainty: 'certain' };
}

/**
 * What a name means where nothing else says it. A listed store makes a name certain only where every access of its type is
 * read from the text of a statement: whatever `pool` is, it is no pool of workers if it is given SQL.
 */
export function findNamed(run: Run, name: string): TypeReference | undefined {
  const found = run.catalog.findByName(name);
  if (found?.entry.kind !== 'store' || (!found.onlyListed && (found.certainty === 'certain' || !isStatedInSql(found))))
    return found;
  const unhelped = found.onlyListed ? undefined : found;
  const listed = run.modules.findListedPackages(run.module);
  if (listed.size === 0 || !isListed(found.entry, listed)) return unhelped;
  const methods = Object.keys(found.entry.types[found.type]?.members ?? {});
  const mayMean = (entry: CatalogEntry): boolean =>
    found.onlyListed ? hasModels(entry) : methods.some((method) => hasMember(entry, method));
  const isSole = run.catalog.entries.every(
    (entry) => entry === found.entry || !isListed(entry, listed) || !mayMean(entry),
  );
  return isSole ? { ...found, certainty: 'certain' } : unhelped;
}

/** Names that only a manifest makes sure of; see `findNamed`. */
export function findSurelyNamed(run: Run, name: string): TypeReference | undefined {
  const found = findNamed(run, name);
  return found?.certainty === 'certain' &&
    (run.catalog.findByName(name)?.onlyListed === true || run.catalog.findByName(name)?.certainty === 'possible')
    ? found
    : undefined;
}

function hasModels(entry: CatalogEntry): boolean {
  return Object.values(entry.types).some(({ rows }) => rows !== undefined);
}

/** A store with names of its own for the method has to fit by one of them; another one only has to have it. */
function claims(run: Run, entry: CatalogEntry, fitting: readonly MethodReference[], method: string): boolean {
  if (fitting.some((reference) => reference.entry === entry)) return true;
  return run.catalog.findByMethod(method).every((reference) => reference.entry !== entry) && hasMember(entry, method);
}

function hasMember(entry: CatalogEntry, method: string): boolean {
  return Object.values(entry.types).some(
    ({ members }) => members !== undefined && Object.hasOwn(members, method) && !isEmpty(members[method]),
  );
}

/** A member that is only named, so that it is not taken for something else. */
function isEmpty(member: NonNullable<CatalogEntry['types'][TypeName]['members']>[string] | undefined): boolean {
  return member === undefined || (!('kind' in member) && member.effects === undefined);
}

function isStatedInSql({ entry, type }: TypeReference): boolean {
  const effects = Object.values(entry.types[type]?.members ?? {}).flatMap((member) =>
    'kind' in member ? [] : (member.effects ?? []),
  );
  return effects.some(({ kind }) => kind === 'sql') && effects.every(({ kind }) => kind !== 'read' && kind !== 'write');
}

/** Whether the manifests list a store's package. */
export function isListed(entry: CatalogEntry, listed: ReadonlySet<string>): boolean {
  return (
    entry.kind === 'store' &&
    entry.packages.some((name) => {
      // `mysql2/promise` comes with `mysql2`; a star stands for any ending.
      const ownName = getPackageName(name);
      return ownName.endsWith('*')
        ? [...listed].some((other) => other.startsWith(ownName.slice(0, -1)))
        : listed.has(ownName);
    })
  );
}

/** What comes out of another listed package is that package's. */
function isOfPackage(origin: string | undefined, listed: ReadonlySet<string>): boolean {
  return origin !== undefined && listed.has(getPackageName(origin));
}

function getPackageName(specifier: string): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
}
