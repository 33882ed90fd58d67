/**
 * ESLint's own parser in the place of `oxc-parser`, for imported files: that of the file that is linted, as its config has it. Its
 * trees are ESTree or TS-ESTree with `range`.
 */

import type { ParseOptions, SyntaxParser } from './native-modules.ts';

interface Parser {
  parse?(text: string, options: object): unknown;
  parseForESLint?(text: string, options: object): unknown;
}

/** Stands for the options of configs that have none. */
const noOptions = {};

/** The same config gives the same parser, so that what was parsed with it can be kept. */
const known = new WeakMap<object, WeakMap<object, SyntaxParser>>();

/**
 * `languageOptions` are those of the file that is linted, as ESLint gives them to rules. Undefined where they have no parser that can
 * be called, as in hosts that parse by other means.
 */
export function getFallbackParser(languageOptions: object): SyntaxParser | undefined {
  const parser = get(languageOptions, 'parser');
  if (!isParser(parser)) return undefined;
  const given = get(languageOptions, 'parserOptions');
  const parserOptions = typeof given === 'object' && given !== null ? given : noOptions;
  let byOptions = known.get(parser);
  if (byOptions === undefined) known.set(parser, (byOptions = new WeakMap()));
  let fallback = byOptions.get(parserOptions);
  if (fallback === undefined) byOptions.set(parserOptions, (fallback = createFallback(parser, parserOptions)));
  return fallback;
}

function createFallback(parser: Parser, parserOptions: object): SyntaxParser {
  return {
    isFallback: true,
    parseSync(file, text, options) {
      try {
        const program = parseWith(parser, text, createOptions(parserOptions, file, options));
        if (isProgram(program)) return { program, errors: [] };
      } catch {
        // A syntax error, or a syntax it does not know: parsers do not tell the two apart.
      }
      return { program: { type: 'Program' }, errors: [{ severity: 'Error' }] };
    },
  };
}

/** Scopes are not needed, which `parseForESLint` would make. */
function parseWith(parser: Parser, text: string, options: object): unknown {
  if (parser.parse !== undefined) return parser.parse(text, options);
  return get(parser.parseForESLint?.(text, options), 'ast');
}

/** Type information would be computed for a whole program, only to be left unused. */
function createOptions(parserOptions: object, file: string, { sourceType }: ParseOptions): object {
  const features = get(parserOptions, 'ecmaFeatures');
  const ecmaFeatures = { ...(typeof features === 'object' ? features : {}), jsx: true };
  return {
    ...parserOptions,
    project: undefined,
    projectService: undefined,
    programs: undefined,
    EXPERIMENTAL_useProjectService: undefined,
    ecmaVersion: 'latest',
    sourceType: sourceType ?? 'module',
    ecmaFeatures,
    filePath: file,
    range: true,
    loc: true,
    comment: false,
    tokens: false,
  };
}

function isParser(value: unknown): value is Parser & object {
  return [get(value, 'parse'), get(value, 'parseForESLint')].some((method) => typeof method === 'function');
}

function isProgram(value: unknown): value is { readonly type: string } {
  return get(value, 'type') === 'Program';
}

function get(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value ? Reflect.get(value, key) : undefined;
}
