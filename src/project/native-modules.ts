/** The native parser and resolver, loaded when first needed. Where one of them cannot be had, something slower stands in for it. */

import { createRequire } from 'node:module';
import type { NapiResolveOptions } from 'oxc-resolver';

export interface ParseOptions {
  readonly lang?: 'jsx';
  readonly sourceType?: 'commonjs';
}

/** What is used of `oxc-parser`; its trees are TS-ESTree with `start` and `end`. */
export interface SyntaxParser {
  /** True of one that stands in for `oxc-parser`: what it does not read may still be sound. */
  readonly isFallback?: boolean;
  parseSync(
    file: string,
    text: string,
    options: ParseOptions & { readonly astType: 'ts'; readonly preserveParens: boolean },
  ): { readonly program: { readonly type: string }; readonly errors: readonly { readonly severity: string }[] };
}

/** What is used of a resolver of `oxc-resolver`. */
export interface PathResolver {
  /** Where a path, or the name of a package, leads that is imported in a folder. */
  sync(folder: string, specifier: string): { readonly path?: string };
  /** The same for an import of a file, by the TypeScript settings that the resolver was made with. */
  resolveFileSync(file: string, specifier: string): { readonly path?: string; readonly error?: string };
  clearCache(): void;
}

export type ResolverConstructor = new (options: NapiResolveOptions) => PathResolver;

export interface NativeModules {
  readonly parser: SyntaxParser | undefined;
  readonly resolver: ResolverConstructor | undefined;
  /** Why they did not load, in one line; undefined for what did. */
  readonly failures: { readonly parser: string | undefined; readonly resolver: string | undefined };
}

/** `require`, as far as it is used here: throws where the package or its binary for this platform is missing. */
export interface PackageLoader {
  (name: 'oxc-parser'): SyntaxParser;
  (name: 'oxc-resolver'): { readonly ResolverFactory: ResolverConstructor };
}

let loaded: NativeModules | undefined;

/** The modules of this process; the first call loads them. */
export function getNativeModules(): NativeModules {
  loaded ??= loadNativeModules(createRequire(import.meta.url));
  return loaded;
}

export function loadNativeModules(load: PackageLoader): NativeModules {
  const parser = attempt(() => load('oxc-parser'));
  const resolver = attempt(() => load('oxc-resolver').ResolverFactory);
  return {
    parser: parser.value,
    resolver: resolver.value,
    failures: { parser: parser.failure, resolver: resolver.failure },
  };
}

function attempt<Value>(work: () => Value): {
  readonly value: Value | undefined;
  readonly failure: string | undefined;
} {
  try {
    return { value: work(), failure: undefined };
  } catch (error) {
    return { value: undefined, failure: getFirstLine(error) };
  }
}

/** What an error says, without the lists of paths and causes that follow. */
export function getFirstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
