/**
 * Stands in for `oxc-resolver` where that does not load: paths to scripts and folders, by the same extensions. Aliases of a
 * tsconfig.json and packages of the same repository come down to such paths; `imports` of a package.json (`#db`), and aliases of a
 * tsconfig.json that another one extends, do not.
 */

import { extname, isAbsolute, join, resolve as resolvePath } from 'node:path';
import type { NapiResolveOptions } from 'oxc-resolver';
import type { ResolverConstructor } from './native-modules.ts';
import type { ProjectFiles } from './project-files.ts';
import { readManifest } from './workspaces.ts';

export function createPlainResolver(files: ProjectFiles): ResolverConstructor {
  return class {
    readonly #options: NapiResolveOptions;

    constructor(options: NapiResolveOptions) {
      this.#options = options;
    }

    sync(folder: string, specifier: string): { readonly path?: string } {
      if (!isAbsolute(specifier) && !/^\.\.?(?:\/|$)/.test(specifier)) return {};
      const path = this.#find(resolvePath(folder, specifier));
      return path === undefined ? {} : { path };
    }

    /** Settings are left to whoever asks. */
    resolveFileSync(): { readonly error: string } {
      return { error: 'TypeScript settings are not read' };
    }

    clearCache(): void {
      // Nothing is kept but what `files` keeps.
    }

    #find(path: string): string | undefined {
      return this.#findFile(path) ?? this.#findInFolder(path);
    }

    #findFile(path: string): string | undefined {
      const extension = extname(path);
      const sources = this.#options.extensionAlias?.[extension];
      const candidates = sources?.map((source) => path.slice(0, -extension.length) + source) ?? [path];
      const extended = (this.#options.extensions ?? []).map((each) => path + each);
      return [...candidates, ...extended].find((candidate) => files.stamp(candidate) !== undefined);
    }

    #findInFolder(folder: string): string | undefined {
      const manifest = readManifest(files, join(folder, 'package.json'));
      for (const field of this.#options.mainFields ?? []) {
        const main = manifest[field];
        if (typeof main !== 'string') continue;
        const target = resolvePath(folder, main);
        const found = this.#findFile(target) ?? (target === folder ? undefined : this.#findFile(join(target, 'index')));
        if (found !== undefined) return found;
      }
      return this.#findFile(join(folder, 'index'));
    }
  };
}
