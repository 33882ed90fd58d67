/** The scripts of a project that a request may lead to. */

import { join } from 'node:path';
import type { ProjectFiles } from './project-files.ts';

const maximumFiles = 4_000;
const maximumDepth = 12;
const skippedFolder =
  /^(?:\..*|node_modules|bower_components|vendor|dist|build|out|coverage|target|public|static|migrations?|seeds?|seeders|tests?|__tests__|__mocks__|fixtures|e2e|cypress)$/;
const script = /(?<!\.d|\.min|\.test|\.spec|\.stories|\.config)\.[cm]?[jt]sx?$/;

/** Those nearest to the root first. Tests and what was built are left out. */
export function listScripts(files: ProjectFiles): readonly string[] {
  const found: string[] = [];
  const pending = [{ path: files.root, depth: 0 }];
  for (let folder = pending.shift(); folder !== undefined && found.length < maximumFiles; folder = pending.shift()) {
    for (const { name, kind } of files.list(folder.path)) {
      if (kind === 'file') {
        if (script.test(name)) found.push(join(folder.path, name));
      } else if (folder.depth < maximumDepth && !skippedFolder.test(name))
        pending.push({ path: join(folder.path, name), depth: folder.depth + 1 });
    }
  }
  return found;
}
