/** From the text of an import to the file of this project, or to the package, that it names. */

import { isBuiltin } from 'node:module';
import { dirname, extname, join, resolve as resolvePath, sep } from 'node:path';
import type { NapiResolveOptions } from 'oxc-resolver';
import type { PathResolver, ResolverConstructor } from './native-modules.ts';
import { createPlainResolver } from './plain-resolver.ts';
import type { ProjectFiles } from './project-files.ts';
import { findSettingsFile, readAliasTargets } from './tsconfig-paths.ts';
import { readWorkspaces } from './workspaces.ts';

/**
 * `file`: the real path of a script inside the project. `package`: someone else's code, which is never read; `name` is as written
 * (`pg`, `@scope/name`, `node:fs`, `bun:sqlite`) and `subpath` what follows it without the slash, empty for the package itself.
 */
export type Resolution =
  | { readonly kind: 'file'; readonly file: string }
  | { readonly kind: 'package'; readonly name: string; readonly subpath: string }
  | { readonly kind: 'unknown' };

export interface ImportResolver {
  resolve(specifier: string, fromFile: string): Resolution;
}

const scriptExtensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];

const extensionAlias: Readonly<Record<string, string[]>> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
};

const resolveOptions: NapiResolveOptions = {
  extensions: scriptExtensions,
  extensionAlias,
  // `source` and its like lead to what a package of the same repository was built from.
  conditionNames: ['source', 'development', 'import', 'require', 'node', 'default'],
  mainFields: ['source', 'module', 'main'],
  // Other people's packages are not followed, so node_modules is not even looked for.
  modules: [],
  nodePath: false,
};

const unknown: Resolution = { kind: 'unknown' };
const missLifetime = 2_000;
const hitLifetime = 10_000;
const maximumEntries = 50_000;

/** Without `Resolver` (its binary is missing) a plain one stands in for it. */
export function createImportResolver(
  files: ProjectFiles,
  Resolver: ResolverConstructor | undefined,
  now: () => number,
): ImportResolver {
  const cache = new Map<string, { readonly resolution: Resolution; readonly expires: number }>();
  const lookup = createLookup(files, Resolver ?? createPlainResolver(files), now);

  const compute = (specifier: string, folder: string, fromFile: string): Resolution => {
    if (/^(?:https?|data|file):/.test(specifier)) return unknown;
    if (/^(?:node|bun|deno|cloudflare|npm|jsr):/.test(specifier) || isBuiltin(specifier))
      return splitPackage(specifier);
    const file = files.contains(folder) ? lookup(specifier, folder, fromFile) : undefined;
    if (file !== undefined) return file;
    return /^(?:@[\w-][\w.-]*\/)?[a-z\d][\w.-]*(?:\/|$)/i.test(specifier) ? splitPackage(specifier) : unknown;
  };

  return {
    resolve(written, fromFile) {
      // Loaders' queries: `./schema.ts?raw`.
      const [specifier = ''] = written.split('?', 1);
      const key = `${dirname(fromFile)}\0${specifier}`;
      const known = cache.get(key);
      const isAlive = known?.resolution.kind !== 'file' || files.stamp(known.resolution.file) !== undefined;
      if (known !== undefined && known.expires > now() && isAlive) return known.resolution;
      if (cache.size >= maximumEntries) cache.clear();
      const folder = files.canonical(dirname(fromFile)) ?? dirname(fromFile);
      const resolution = compute(specifier, folder, fromFile);
      cache.set(key, { resolution, expires: now() + (resolution.kind === 'unknown' ? missLifetime : hitLifetime) });
      return resolution;
    },
  };
}

/** `@scope/name/a/b` is `a/b` of `@scope/name`; `npm:pg@8/lib` is `lib` of `pg`. */
function splitPackage(specifier: string): Resolution {
  const isScoped = /^(?:[a-z]+:)?@/.test(specifier);
  const parts = specifier.split('/');
  const name = parts.slice(0, isScoped ? 2 : 1).join('/');
  return {
    kind: 'package',
    name: /^(?:npm|jsr):/.test(name) ? dropVersion(name.replace(/^[a-z]+:/, '')) : name,
    subpath: parts.slice(isScoped ? 2 : 1).join('/'),
  };
}

/** `pg` of `pg@8`, `@scope/name` of `@scope/name@2`. */
function dropVersion(name: string): string {
  const version = name.lastIndexOf('@');
  return version > 0 && version > name.lastIndexOf('/') ? name.slice(0, version) : name;
}

/**
 * The script that a path means, where the listings of its folder tell: most imports are of this kind, and the resolver would ask the
 * disk for each of them. Undefined: the resolver knows.
 */
function findListed(files: ProjectFiles, path: string, specifier: string): string | undefined {
  if (/(?:^|[/\\])\.{0,2}$/.test(specifier)) return undefined;
  const kind = files.kindOf(path);
  const extension = extname(path);
  const aliases = extensionAlias[extension];
  if (aliases !== undefined) {
    const stem = path.slice(0, -extension.length);
    return aliases.map((alias) => stem + alias).find((file) => files.kindOf(file) === 'file');
  }
  if (kind === 'file') return scriptExtensions.includes(extension) ? path : undefined;
  const script = scriptExtensions.map((each) => path + each).find((file) => files.kindOf(file) === 'file');
  if (script !== undefined || kind !== 'folder' || files.kindOf(join(path, 'package.json')) !== undefined)
    return script;
  return scriptExtensions.map((each) => join(path, `index${each}`)).find((file) => files.kindOf(file) === 'file');
}

type Lookup = (specifier: string, folder: string, fromFile: string) => Resolution | undefined;

/** What can only be answered by the disk. */
function createLookup(files: ProjectFiles, Resolver: ResolverConstructor, now: () => number): Lookup {
  let freshSince = now();
  let workspaces: ReadonlyMap<string, string> | undefined;
  // Settings are not needed for relative paths, and a broken tsconfig.json would spoil them.
  const plain = new Resolver(resolveOptions);
  const bySettings = new Map<string, PathResolver>();

  const forget = (): void => {
    freshSince = now();
    workspaces = undefined;
    for (const resolver of [plain, ...bySettings.values()]) resolver.clearCache();
  };

  const accept = (path: string | undefined): Resolution | undefined => {
    if (path === undefined) return undefined;
    const file = files.canonical(path);
    if (file === undefined || !scriptExtensions.includes(extname(file)) || isDeclaration(file)) return undefined;
    const inPackages = file.lastIndexOf(`${sep}node_modules${sep}`);
    if (inPackages !== -1) return splitPackage(file.slice(inPackages + '/node_modules/'.length).replaceAll(sep, '/'));
    return { kind: 'file', file };
  };

  const findAlias = (specifier: string, folder: string, fromFile: string): Resolution | undefined => {
    const settings = findSettingsFile(files, folder);
    if (settings === undefined) return undefined;
    let resolver = bySettings.get(settings.file);
    if (resolver === undefined) {
      resolver = new Resolver({ ...resolveOptions, tsconfig: { configFile: settings.file, references: 'auto' } });
      bySettings.set(settings.file, resolver);
    }
    // Not the resolver's own search for settings: it passes by those that do not include the file, and does not stop at the root.
    const nearest = resolver.resolveFileSync(fromFile, specifier);
    if (nearest.path !== undefined) return accept(nearest.path);
    if (nearest.error?.startsWith('Cannot find module') === true) return undefined;
    for (const target of readAliasTargets(files, settings.file, specifier)) {
      const found = accept(plain.sync(dirname(settings.file), target).path);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const findWorkspace = (specifier: string): Resolution | undefined => {
    workspaces ??= readWorkspaces(files);
    const named = splitPackage(specifier);
    const folder = named.kind === 'package' ? workspaces.get(named.name) : undefined;
    if (named.kind !== 'package' || folder === undefined) return undefined;
    const exported =
      accept(plain.sync(folder, specifier).path) ??
      accept(plain.sync(folder, named.subpath === '' ? '.' : `./${named.subpath}`).path);
    if (exported?.kind === 'file' && !isBuilt(exported.file, folder)) return exported;
    // A package that points at its build: its sources say the same and are there before the build is.
    const subpath = named.subpath.replace(/^(?:dist|build|lib|out)\//, '');
    for (const guess of subpath === ''
      ? ['src/index', 'src', 'index', 'lib/index', 'src/main']
      : [`src/${subpath}`, subpath]) {
      const source = accept(plain.sync(folder, `./${guess}`).path);
      if (source !== undefined) return source;
    }
    return exported;
  };

  /**
   * `@/` and `~/` name no package. Where no settings explain them, a bundler's do, and they stand for the sources of the package
   * around the file. A path that two places have is neither.
   */
  const findInPackage = (specifier: string, folder: string): Resolution | undefined => {
    const path = /^[@~]\/(.+)$/.exec(specifier)?.[1];
    if (path === undefined) return undefined;
    for (let current = folder; files.contains(current); current = dirname(current)) {
      if (files.stamp(join(current, 'package.json')) === undefined) continue;
      const places = ['src', '.']
        .map((place) => accept(plain.sync(current, `./${place}/${path}`).path))
        .filter((found) => found !== undefined);
      if (places.length > 0) return places.length === 1 ? places[0] : undefined;
    }
    return undefined;
  };

  const find: Lookup = (specifier, folder, fromFile) => {
    if (/^\.\.?(?:\/|$)/.test(specifier) || specifier.startsWith('/')) {
      const path = resolvePath(folder, specifier);
      if (!files.contains(path)) return undefined;
      return accept(findListed(files, path, specifier) ?? plain.sync(folder, specifier).path);
    }
    const internal = specifier.startsWith('#') ? accept(plain.sync(folder, specifier).path) : undefined;
    return (
      internal ??
      findAlias(specifier, folder, join(folder, fromFile.slice(dirname(fromFile).length))) ??
      findWorkspace(specifier) ??
      findInPackage(specifier, folder)
    );
  };

  return (specifier, folder, fromFile) => {
    if (now() - freshSince > hitLifetime) forget();
    const found = find(specifier, folder, fromFile);
    const isThere = found?.kind === 'file' && files.stamp(found.file) !== undefined;
    if (isThere || now() - freshSince < missLifetime) return found;
    // The resolver remembers what it did not find for ever; editors' servers live for days.
    forget();
    return find(specifier, folder, fromFile);
  };
}

function isBuilt(file: string, folder: string): boolean {
  return /^[\\/](?:dist|build|out)[\\/]/.test(file.slice(folder.length));
}

/** `pg.d.ts`, which `paths` may give for a package: types, and nothing that runs. */
function isDeclaration(file: string): boolean {
  return /\.d\.[cm]?ts$/.test(file);
}
