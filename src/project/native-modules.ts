/** The native parser and resolver, loaded when first needed: a project that cannot have them is analysed one file at a time. */

import { createRequire } from 'node:module';
import type { ResolverFactory } from 'oxc-resolver';

export interface ParseOptions {
  readonly lang?: 'jsx';
  readonly sourceType?: 'commonjs';
}

/** What is used of `oxc-parser`; its trees are TS-ESTree with `start` and `end`. */
export interface SyntaxParser {
  parseSync(
    file: string,
    text: string,
    options: ParseOptions & { readonly astType: 'ts'; readonly preserveParens: boolean },
  ): { readonly program: { readonly type: string }; readonly errors: readonly { readonly severity: string }[] };
}

export type ResolverConstructor = typeof ResolverFactory;

export interface NativeModules {
  readonly parser: SyntaxParser | undefined;
  readonly resolver: ResolverConstructor | undefined;
}

/** `require`, as far as it is used here: throws where the package or its binary for this platform is missing. */
export interface PackageLoader {
  (name: 'oxc-parser'): SyntaxParser;
  (name: 'oxc-resolver'): { readonly ResolverFactory: ResolverConstructor };
}

let loaded: NativeModules | undefined;
let isReported = false;

/** The modules of this process; the first call loads them. */
export function getNativeModules(): NativeModules {
  loaded ??= loadNativeModules(createRequire(import.meta.url), (line) => process.stderr.write(line));
  return loaded;
}

/** Loads both, or neither: following imports needs the two. What went wrong is said once in a process, through `report`. */
export function loadNativeModules(load: PackageLoader, report: (line: string) => void): NativeModules {
  try {
    return { resolver: load('oxc-resolver').ResolverFactory, parser: load('oxc-parser') };
  } catch (error) {
    if (!isReported) {
      isReported = true;
      const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      report(`eslint-plugin-atomic-auth: imports are not followed, each file is analysed alone (${reason})\n`);
    }
    return { parser: undefined, resolver: undefined };
  }
}
