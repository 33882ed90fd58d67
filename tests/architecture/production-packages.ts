/** What npm installs with the plugin, read from the lock file and from what is installed here. */
import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from './source-files.ts';

export interface ProductionPackage {
  readonly name: string;
  /** Only for some platforms, or one that an install may do without. */
  readonly optional: boolean;
  /** As the installed manifest states it, else the lock file; undefined: neither does. */
  readonly license: string | undefined;
}

interface LockedPackage {
  readonly license?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** `packages` of a lock file, by path: `node_modules/a/node_modules/b`. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

function isLock(value: unknown): value is { readonly packages: LockedPackages } {
  return typeof value === 'object' && value !== null && 'packages' in value;
}

function readLockedPackages(): LockedPackages {
  const lock: unknown = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  if (!isLock(lock)) throw new Error('package-lock.json lists no packages');
  return lock.packages;
}

/** Where `require(name)` in the package at `path` leads: the nearest `node_modules` above it that has the package. */
function resolve(packages: LockedPackages, path: string, name: string): string | undefined {
  for (let folder = path; ; folder = posix.dirname(folder)) {
    const candidate = posix.join(folder === '.' ? '' : folder, 'node_modules', name);
    if (packages[candidate] !== undefined) return candidate;
    if (folder === '' || folder === '.') return undefined;
  }
}

function readInstalledLicense(path: string): unknown {
  const file = join(root, path, 'package.json');
  if (!existsSync(file)) return undefined;
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'license' in manifest ? manifest.license : undefined;
}

/**
 * All packages that come with the plugin, by name: dependencies, those for other platforms, and the peers they insist on. The
 * plugin's own peers are the user's. Throws where the lock file lacks one.
 */
export function findProductionPackages(
  packages: LockedPackages = readLockedPackages(),
  readLicense: (path: string) => unknown = readInstalledLicense,
): readonly ProductionPackage[] {
  const found = new Map<string, ProductionPackage>();
  const visit = (path: string, isOptional: boolean): void => {
    const locked = packages[path] ?? {};
    const { dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = locked;
    const peers = path === '' ? [] : Object.keys(peerDependencies);
    const wanted = [
      ...Object.keys(dependencies).map((name) => ({ name, optional: isOptional })),
      ...peers
        .filter((name) => peerDependenciesMeta[name]?.optional !== true)
        .map((name) => ({ name, optional: isOptional })),
      ...Object.keys(optionalDependencies).map((name) => ({ name, optional: true })),
    ];
    for (const { name, optional } of wanted) {
      const target = resolve(packages, path, name);
      if (target === undefined) {
        // Platforms that nobody has installed for may be left out of a lock file.
        if (optional) continue;
        throw new Error(`package-lock.json lacks ${name}, which ${path === '' ? 'the plugin' : path} depends on`);
      }
      const known = found.get(target);
      if (known !== undefined && (!known.optional || optional)) continue;
      const license = readLicense(target) ?? packages[target]?.license;
      found.set(target, { name, optional, license: typeof license === 'string' ? license : undefined });
      visit(target, optional);
    }
  };
  visit('', false);
  return [...found.values()].toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

const permissive = /^(?:MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD|BlueOak-1\.0\.0)$/u;

/** Whether an SPDX expression leaves a permissive choice: one side of each OR, all sides of an AND. */
export function isPermissive(license: string | undefined): boolean {
  if (license === undefined) return false;
  return license
    .replace(/^\((?<inner>[^()]*)\)$/u, '$<inner>')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((name) => permissive.test(name)));
}
