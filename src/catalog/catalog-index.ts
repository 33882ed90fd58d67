/**
 * The catalog, looked up by what evaluation has in hand: a package, a declared type, a member, a name.
 * Made once for each list of entries.
 */
import { generalNames } from './names.ts';
import type { Names } from './names.ts';
import type { Behaviour, CatalogEntry, FrameworkEntry, Property, TypeEntry, TypeName } from './shape.ts';

export interface TypeReference {
  readonly entry: CatalogEntry;
  readonly type: TypeName;
  readonly certainty: 'certain' | 'possible';
}

export interface NameReference extends TypeReference {
  /** Only where the project lists the entry's package. */
  readonly onlyListed: boolean;
}

export interface MethodReference extends NameReference {
  /** Keys the call's record argument must have. */
  readonly keys: readonly string[];
  readonly capitalised: boolean;
  /** What the first and last argument must be, and the names one of which the receiver must have. */
  readonly first: ArgumentKind | undefined;
  readonly last: ArgumentKind | undefined;
  readonly second: 'record' | undefined;
  readonly names: readonly string[];
  /** The type of values that the language's own syntax makes: the receiver need not be named. */
  readonly isLiteral: boolean;
}

export type ArgumentKind = 'path' | 'function' | 'callable';

export interface Applications {
  readonly declared: ReadonlySet<string>;
  readonly called: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
}

export interface CatalogIndex {
  readonly entries: readonly CatalogEntry[];
  readonly frameworks: readonly FrameworkEntry[];
  /** Folders whose files are models by being there. */
  readonly modelFolders: readonly string[];
  /** What names alone say in this project. */
  readonly names: Names;
  findPackage(specifier: string): readonly CatalogEntry[];
  findDeclared(typeName: string): TypeReference | undefined;
  findByName(name: string): NameReference | undefined;
  findByMethod(method: string): readonly MethodReference[];
  /** What a name means that the file does not bind itself. */
  findGlobal(
    name: string,
  ): { readonly entry: CatalogEntry; readonly found: CatalogEntry['exports'][string] } | undefined;
  /** What applications that functions of other files add to are declared as and called, and the packages they come from. */
  readonly applications: Applications;
  findFunction(path: string): { readonly entry: CatalogEntry; readonly behaviour: Behaviour } | undefined;
  findType(
    entry: CatalogEntry,
    name: TypeName,
  ): { readonly entry: CatalogEntry; readonly type: TypeName; readonly definition: TypeEntry } | undefined;
  findMember(entry: CatalogEntry, type: TypeName, member: string): Behaviour | Property | undefined;
}

const cache = new WeakMap<readonly CatalogEntry[], WeakMap<Names, CatalogIndex>>();

export function indexCatalog(entries: readonly CatalogEntry[], names: Names = generalNames): CatalogIndex {
  let byNames = cache.get(entries);
  if (byNames === undefined) cache.set(entries, (byNames = new WeakMap()));
  let index = byNames.get(names);
  if (index === undefined) byNames.set(names, (index = createIndex(entries, names)));
  return index;
}

function createIndex(entries: readonly CatalogEntry[], projectNames: Names): CatalogIndex {
  const byPackage = new Map<string, CatalogEntry[]>();
  const prefixes: { readonly prefix: string; readonly entry: CatalogEntry }[] = [];
  const byName = new Map<string, CatalogEntry>();
  const declared = new Map<string, TypeReference>();
  const names = new Map<string, NameReference>();
  const methods = new Map<string, MethodReference[]>();
  const functions = new Map<string, { readonly entry: CatalogEntry; readonly behaviour: Behaviour }>();

  const globals = new Map<string, { readonly entry: CatalogEntry; readonly found: CatalogEntry['exports'][string] }>();

  const addMethod = (method: string, reference: MethodReference): void => {
    const list = methods.get(method);
    // What also looks at the arguments goes before what looks at the name alone.
    if (list === undefined) methods.set(method, [reference]);
    else if (reference.keys.length > 0)
      list.splice(list.findIndex((other) => other.keys.length === 0) >>> 0, 0, reference);
    else list.push(reference);
  };

  for (const entry of entries) {
    byName.set(entry.name, entry);
    for (const name of entry.packages) {
      if (name.endsWith('/*')) prefixes.push({ prefix: name.slice(0, -1), entry });
      else if (name.endsWith('*')) prefixes.push({ prefix: name.slice(0, -1), entry });
      const list = byPackage.get(name);
      if (list === undefined) byPackage.set(name, [entry]);
      else list.push(entry);
    }
    for (const [name, found] of Object.entries(entry.globals ?? {}))
      if (!globals.has(name)) globals.set(name, { entry, found });
    for (const [path, behaviour] of Object.entries(entry.functions ?? {}))
      if (!functions.has(path)) functions.set(path, { entry, behaviour });
    for (const [type, definition] of Object.entries(entry.types)) {
      for (const name of definition.declaredAs ?? [])
        if (!declared.has(name)) declared.set(name, { entry, type, certainty: 'certain' });
      const { recognise } = definition;
      if (recognise === undefined) continue;
      const reference = { entry, type, certainty: recognise.certainty, onlyListed: recognise.onlyListed === true };
      // Where methods are named too, the name alone is not enough.
      if (recognise.methodArguments === undefined)
        for (const name of recognise.names ?? [])
          if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), reference);
      const base: MethodReference = {
        ...reference,
        keys: [],
        capitalised: recognise.capitalised === true,
        first: undefined,
        second: undefined,
        last: undefined,
        names: (recognise.names ?? []).map((name) => name.toLowerCase()),
        isLiteral: definition.literal !== undefined,
      };
      for (const method of recognise.methods ?? []) addMethod(method, base);
      for (const [method, keys] of Object.entries(recognise.methodShapes ?? {})) addMethod(method, { ...base, keys });
      for (const [method, ends] of Object.entries(recognise.methodArguments ?? {}))
        addMethod(method, { ...base, first: ends.first, second: ends.second, last: ends.last });
    }
  }

  const findType: CatalogIndex['findType'] = (entry, name) => {
    const slash = name.indexOf('/');
    const owner = slash < 0 ? entry : (byName.get(name.slice(0, slash)) ?? entry);
    const type = slash < 0 ? name : name.slice(slash + 1);
    const definition = owner.types[type];
    return definition === undefined ? undefined : { entry: owner, type, definition };
  };

  const findMember = (
    entry: CatalogEntry,
    type: TypeName,
    member: string,
    depth = 0,
  ): Behaviour | Property | undefined => {
    const found = findType(entry, type);
    if (found === undefined || depth > 8) return undefined;
    const { members } = found.definition;
    if (members !== undefined && Object.hasOwn(members, member)) return members[member];
    for (const base of found.definition.extends ?? []) {
      const inherited = findMember(found.entry, base, member, depth + 1);
      if (inherited !== undefined) return inherited;
    }
    return members?.['*'];
  };

  return {
    entries,
    frameworks: entries.filter((entry) => entry.kind === 'framework'),
    modelFolders: [
      ...new Set(entries.flatMap((entry) => Object.values(entry.types).flatMap((type) => type.definedIn ?? []))),
    ],
    names: projectNames,
    applications: findApplications(entries),
    findPackage: (specifier) => {
      const exact = byPackage.get(specifier) ?? byPackage.get(specifier.replace(/^node:/, ''));
      if (exact !== undefined) return exact;
      return prefixes.filter(({ prefix }) => specifier.startsWith(prefix)).map(({ entry }) => entry);
    },
    findDeclared: (typeName) => declared.get(typeName),
    findByName: (name) => names.get(name.toLowerCase()),
    findByMethod: (method) => methods.get(method) ?? [],
    findGlobal: (name) => globals.get(name),
    findFunction: (path) => {
      for (let rest = path; ;) {
        const found = functions.get(rest);
        if (found !== undefined) return found;
        const dot = rest.indexOf('.');
        if (dot < 0) return undefined;
        rest = rest.slice(dot + 1);
      }
    },
    findType,
    findMember: (entry, type, member) => findMember(entry, type, member),
  };
}

/** Applications to which functions of other files add (Fastify's plugins). */
export function findApplications(entries: readonly CatalogEntry[]): Applications {
  const found = entries.flatMap((entry) =>
    Object.values(entry.types)
      .filter((type) => Object.values(type.members ?? {}).some(addsToApplication))
      .map((type) => ({ entry, type })),
  );
  return {
    declared: new Set(found.flatMap(({ type }) => type.declaredAs ?? [])),
    called: new Set(found.flatMap(({ type }) => type.recognise?.names ?? [])),
    packages: new Set(found.flatMap(({ entry }) => entry.packages)),
  };
}

function addsToApplication(member: Behaviour | Property): boolean {
  if ('kind' in member) return false;
  return (
    member.effects?.some((effect) => effect.kind === 'callback' && effect.when === 'setup') === true ||
    (member.otherwise !== undefined && addsToApplication(member.otherwise))
  );
}
