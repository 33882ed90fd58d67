import { join } from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { getFallbackParser } from '../../src/project/fallback-parser.ts';
import { loadNativeModules } from '../../src/project/native-modules.ts';
import type { NativeModules, ResolverConstructor, SyntaxParser } from '../../src/project/native-modules.ts';
import type { Project } from '../../src/project/project.ts';
import { makeClock, makeFolder, makeProject } from './make-folder.ts';
import type { Folder } from './make-folder.ts';

const absent = (): never => {
  throw new Error('Cannot find native binding.\nmore than one line');
};
const withoutBoth = loadNativeModules(absent);

const someParser: SyntaxParser = { parseSync: () => ({ program: { type: 'Program' }, errors: [] }) };

function loadParserAlone(name: 'oxc-parser'): SyntaxParser;
function loadParserAlone(name: 'oxc-resolver'): { readonly ResolverFactory: ResolverConstructor };
function loadParserAlone(name: string): unknown {
  if (name === 'oxc-parser') return someParser;
  throw new Error('Cannot find module\nRequire stack:');
}

function open(folder: Folder, native: NativeModules = withoutBoth): Project {
  return makeProject(folder, makeClock(), { files: 10, text: 10_000 }, native);
}

/** The parser that ESLint gives to rules where a config names none. */
function getEspree(): unknown {
  let parser: unknown;
  const rule = {
    create: (context: { readonly languageOptions: { readonly parser?: unknown } }) => {
      parser = context.languageOptions.parser;
      return {};
    },
  };
  new Linter().verify('', [{ plugins: { own: { rules: { look: rule } } }, rules: { 'own/look': 'error' } }]);
  return parser;
}

function getFallback(languageOptions: object): SyntaxParser {
  const parser = getFallbackParser(languageOptions);
  if (parser === undefined) throw new Error('no parser');
  return parser;
}

function exportsOf(project: Project, file: string): readonly string[] | undefined {
  return project
    .load(join(project.root, file))
    ?.module.body.flatMap((statement) => (statement.kind === 'export' ? [statement.name] : []));
}

describe('the native modules', () => {
  it('are loaded each for itself, and say in one line why they are not there', () => {
    expect(loadNativeModules(loadParserAlone)).toEqual({
      parser: someParser,
      resolver: undefined,
      failures: { parser: undefined, resolver: 'Cannot find module' },
    });
    expect(withoutBoth).toEqual({
      parser: undefined,
      resolver: undefined,
      failures: { parser: 'Cannot find native binding.', resolver: 'Cannot find native binding.' },
    });
  });
});

describe('without the native resolver', () => {
  const files = {
    'package.json': '{ "workspaces": ["packages/*"], "dependencies": { "pg": "8" } }',
    'tsconfig.json': '{ "compilerOptions": { "paths": { "@app/*": ["./src/*"] } } }',
    'src/main.ts': '',
    'src/db.ts': '',
    'src/view.jsx': '',
    'src/orders/index.ts': '',
    'src/orders.service.ts': '',
    'src/wallets/package.json': '{ "main": "./lib/wallets.js" }',
    'src/wallets/lib/wallets.js': '',
    'src/style.css': '',
    'packages/ledger/package.json': '{ "name": "@house/ledger" }',
    'packages/ledger/src/index.ts': '',
  };

  it.each([
    ['./db', 'src/db.ts'],
    ['./db.js', 'src/db.ts'],
    ['./db.ts', 'src/db.ts'],
    ['./view', 'src/view.jsx'],
    ['./orders', 'src/orders/index.ts'],
    ['.', undefined],
    ['../src/orders/', 'src/orders/index.ts'],
    ['./orders.service', 'src/orders.service.ts'],
    ['./wallets', 'src/wallets/lib/wallets.js'],
    ['@app/db', 'src/db.ts'],
    ['@/db', 'src/db.ts'],
    ['@house/ledger', 'packages/ledger/src/index.ts'],
    ['./style.css', undefined],
    ['./missing', undefined],
    ['../../outside', undefined],
  ])('%s leads to %s', (specifier, file) => {
    const folder = makeFolder(files);
    expect(open(folder).resolve(specifier, join(folder.path, 'src/main.ts'))).toEqual(
      file === undefined ? { kind: 'unknown' } : { kind: 'file', file: join(folder.path, file) },
    );
  });

  it('says which imports it may have missed', () => {
    const folder = makeFolder(files);
    const from = join(folder.path, 'src/main.ts');
    const find = (specifier: string, native?: NativeModules): string | undefined =>
      (native === undefined ? open(folder) : makeProject(folder)).findImportGap(specifier, from)?.detail;
    expect(find('#db')).toBe('`#db`: Cannot find native binding.');
    expect(find('house/db')).toBe('`house/db`: Cannot find native binding.');
    for (const specifier of ['pg', 'pg/lib/client', 'node:fs', 'fs', './missing', 'https://example.org/a.js'])
      expect(find(specifier)).toBeUndefined();
    expect(makeProject(folder).findImportGap('#db', from)).toBeUndefined();
  });
});

describe('without the native parser', () => {
  it('reads nothing where no other is at hand, and says so of what is there', () => {
    const folder = makeFolder({ 'b.ts': '', 'large.ts': 'x'.repeat(1_000_001) });
    const project = open(folder);
    const file = join(folder.path, 'b.ts');
    expect(project.load(file)).toBeUndefined();
    expect(project.findGap(file)).toEqual({ cause: 'parser', file, detail: 'Cannot find native binding.' });
    expect(project.findGap(join(folder.path, 'missing.ts'))).toBeUndefined();
    expect(project.findGap(join(folder.path, 'large.ts'))).toBeUndefined();
  });

  it.each([
    ['a.ts', 'export const one = <number>1; export function two(): void {}', ['one', 'two']],
    ['a.tsx', 'export const one = () => <p>{1 as number}</p>;', ['one']],
    ['a.js', 'exports.one = 1; exports.two = () => <p/>;', ['one', 'two']],
    ['a.cjs', 'module.exports = { one: 1 }; return;', ['=']],
    ['a.mts', 'export default await fetch("x");', ['default']],
  ])('reads %s with the parser for TypeScript', (file, text, names) => {
    const folder = makeFolder({ [file]: text });
    const parser = getFallback({ parser: typescriptParser });
    expect(exportsOf(open(folder, { ...withoutBoth, parser }), file)).toEqual(names);
  });

  it.each([
    ['a.js', 'exports.one = 1; exports.two = () => <p/>;', ['one', 'two']],
    ['a.cjs', 'module.exports = { one: 1 }; return;', ['=']],
    ['a.mjs', 'export default await fetch("x");', ['default']],
    ['a.ts', 'export const one: number = 1;', undefined],
  ])("reads %s with ESLint's own parser", (file, text, names) => {
    const folder = makeFolder({ [file]: text });
    const project = open(folder, { ...withoutBoth, parser: getFallback({ parser: getEspree() }) });
    expect(exportsOf(project, file)).toEqual(names);
    expect(project.findGap(join(folder.path, file))?.cause).toBe(names === undefined ? 'parser' : undefined);
  });

  it('says of a file that broke the analysis what was thrown', () => {
    const folder = makeFolder({ 'a.js': 'text' });
    const program = {
      type: 'Program',
      get body(): never {
        throw new Error('out of order\nat some place');
      },
    };
    const project = open(folder, { ...withoutBoth, parser: getFallback({ parser: { parse: () => program } }) });
    const file = join(folder.path, 'a.js');
    expect(() => project.load(file)).toThrow('out of order');
    vi.stubEnv('ATOMIC_AUTH_TEST', undefined);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    expect(project.load(file)).toBeUndefined();
    expect(project.findGap(file)).toEqual({ cause: 'exception', file, detail: 'out of order' });
  });

  it('asks for no type information, and keeps the other options', () => {
    const parse = vi.fn(() => ({ type: 'Program', body: [] }));
    const parserOptions = { project: './tsconfig.json', projectService: true, babelOptions: { presets: ['flow'] } };
    const parser = getFallback({ parser: { parse }, parserOptions });
    expect(parser.parseSync('/a.ts', 'text', { astType: 'ts', preserveParens: false }).errors).toEqual([]);
    expect(parse).toHaveBeenCalledWith(
      'text',
      expect.objectContaining({
        project: undefined,
        projectService: undefined,
        babelOptions: { presets: ['flow'] },
        range: true,
        filePath: '/a.ts',
      }),
    );
  });

  it('takes a parser that has only parseForESLint', () => {
    const parser = getFallback({ parser: { parseForESLint: () => ({ ast: { type: 'Program', body: [] } }) } });
    expect(parser.parseSync('/a.js', '', { astType: 'ts', preserveParens: false }).errors).toEqual([]);
  });

  it('is the same parser for the same config alone', () => {
    const parserOptions = {};
    const first = getFallbackParser({ parser: typescriptParser, parserOptions });
    expect(getFallbackParser({ parser: typescriptParser, parserOptions })).toBe(first);
    expect(getFallbackParser({ parser: typescriptParser, parserOptions: {} })).not.toBe(first);
    expect(getFallbackParser({ parser: getEspree() })).not.toBe(getFallbackParser({ parser: typescriptParser }));
  });

  it.each([[{}], [{ parser: undefined }], [{ parser: 'espree' }], [{ parser: {} }]])('has none in %j', (options) => {
    expect(getFallbackParser(options)).toBeUndefined();
  });
});
