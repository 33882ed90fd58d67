/** Which packages a file may use, going by what the manifests around it list. */

import { dirname, join } from 'node:path';
import type { ProjectFiles } from './project-files.ts';
import { readManifest, readWorkspaces } from './workspaces.ts';

export interface ListedPackages {
  /**
   * Names in `dependencies`, `devDependencies` and `peerDependencies` of each package.json from the file's folder up to the root, and of the
   * workspace packages among them. The same set until one of these manifests is edited.
   */
  find(file: string): ReadonlySet<string>;
}

/** The keys of a manifest that list packages the code may import. */
const keys = ['dependencies', 'devDependencies', 'peerDependencies'];
const maximumFolders = 5_000;
const maximumManifests = 200;

const nothing: ReadonlySet<string> = new Set();

interface Listed {
  readonly sources: readonly string[];
  readonly versions: string;
  readonly names: ReadonlySet<string>;
}

export function createListedPackages(files: ProjectFiles): ListedPackages {
  const byFolder = new Map<string, Listed>();
  // A monorepo has hundreds of manifests: one look for all files that are linted at once.
  const verified = new Map<string, ReadonlySet<string>>();
  let epoch = -1;

  const describeVersions = (sources: readonly string[]): string =>
    sources.map((file) => files.stamp(file)?.version ?? '-').join(' ');

  const read = (folder: string): { readonly sources: readonly string[]; readonly names: ReadonlySet<string> } => {
    const names = new Set<string>();
    const workspaces = readWorkspaces(files);
    const manifests = listFolders(files.root, folder).map((current) => join(current, 'package.json'));
    // The list grows while it is read: a package of the repository brings what it lists itself.
    for (const manifest of manifests) {
      for (const name of readNames(files, manifest)) {
        if (names.has(name)) continue;
        names.add(name);
        const own = workspaces.get(name);
        if (own !== undefined && manifests.length < maximumManifests) manifests.push(join(own, 'package.json'));
      }
    }
    return { sources: [...manifests, join(files.root, 'pnpm-workspace.yaml')], names };
  };

  const look = (start: string): ReadonlySet<string> => {
    // Folders that have no manifest of their own share what is found above them.
    const folder = listFolders(files.root, start).find(
      (current) => files.stamp(join(current, 'package.json')) !== undefined,
    );
    if (folder === undefined) return nothing;
    const known = byFolder.get(folder);
    const versions = known === undefined ? undefined : describeVersions(known.sources);
    if (known?.versions === versions && known !== undefined) return known.names;
    if (byFolder.size >= maximumFolders) byFolder.clear();
    const { sources, names: found } = read(folder);
    // Edited, but not in what it lists: whoever kept the former set need not begin again.
    const names = known !== undefined && isSame(known.names, found) ? known.names : found;
    byFolder.set(folder, { sources, versions: describeVersions(sources), names });
    return names;
  };

  return {
    find(file) {
      if (epoch !== files.epoch) verified.clear();
      epoch = files.epoch;
      const start = dirname(file);
      let names = verified.get(start);
      if (names === undefined) verified.set(start, (names = look(start)));
      return names;
    },
  };
}
/** The folder and those around it, up to the root; none where it lies outside. */
function listFolders(root: string, folder: string): readonly string[] {
  const folders: string[] = [];
  for (let current = folder; ; current = dirname(current)) {
    folders.push(current);
    if (current === root) return folders;
    if (current === dirname(current)) return [];
  }
}

function readNames(files: ProjectFiles, file: string): readonly string[] {
  const manifest = readManifest(files, file);
  return keys.flatMap((key) => {
    const listed = manifest[key];
    return typeof listed === 'object' && listed !== null ? Object.keys(listed) : [];
  });
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((name) => b.has(name));
}
