/**
 * Compares the names a catalog entry uses with the types of the real package, through the TypeScript compiler.
 */
import { join } from 'node:path';
import ts from 'typescript';
import type { CatalogEntry, TypeName } from '../../src/catalog/shape.ts';

export interface MethodCheck {
  readonly entry: CatalogEntry;
  /** The module whose exports are checked; undefined where none can be imported (a generated client). */
  readonly module: string | undefined;
  /** For each type of the entry a TypeScript type expression: `{ Pool: "import('pg').Pool" }`. */
  readonly types: Readonly<Record<TypeName, string>>;
  /** Types that have nothing to be compared with, and why. */
  readonly unchecked?: Readonly<Record<TypeName, string>> | undefined;
  /** Members (or `call`, `construct`, or names under `exports`) that older versions have and the installed one does not, by type. */
  readonly removed?: Readonly<Record<TypeName, readonly string[]>> | undefined;
  /** Declaration files outside the packages' own, from the repository's root. */
  readonly declarations?: readonly string[];
}

const root = join(import.meta.dirname, '..', '..');
const questions = join(import.meta.dirname, 'questions.ts');
const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: ['node'],
  strict: true,
  skipLibCheck: true,
  noEmit: true,
};
const sourceFiles = new Map<string, ts.SourceFile | undefined>();

/** The differences, each as `Type.member` or `exports.name` with what is wrong; empty where every name exists. */
export function findMissingNames(check: MethodCheck): readonly string[] {
  const { program, file } = compileQuestions(check);
  const checker = program.getTypeChecker();
  const aliases = new Map<string, ts.Type>();
  for (const statement of file.statements) {
    if (!ts.isTypeAliasDeclaration(statement)) continue;
    aliases.set(statement.name.text, checker.getTypeAtLocation(statement.type));
  }
  return [...findMissingExports(check, aliases), ...findMissingMembers(check, aliases, checker)];
}

function findMissingExports(check: MethodCheck, aliases: ReadonlyMap<string, ts.Type>): readonly string[] {
  if (check.module === undefined) return [];
  const module = aliases.get('ModuleItself');
  const defaultExport = aliases.get('ModuleDefault');
  if (module === undefined || isUnresolved(module)) return [`module ${check.module} was not found`];
  const found = (name: string): boolean => {
    if (name === '*') return true;
    // A CommonJS module has no property of this name, and is itself what is imported.
    if (name === 'default') return defaultExport !== undefined && !isUnresolved(defaultExport);
    return module.getProperty(name) !== undefined;
  };
  return compareNames('exports', Object.keys(check.entry.exports), check, found);
}

function findMissingMembers(
  check: MethodCheck,
  aliases: ReadonlyMap<string, ts.Type>,
  checker: ts.TypeChecker,
): readonly string[] {
  const faults: string[] = [];
  const types = Object.keys(check.entry.types);
  for (const name of new Set([
    ...Object.keys(check.types),
    ...Object.keys(check.unchecked ?? {}),
    ...Object.keys(check.removed ?? {}),
  ])) {
    if (name !== 'exports' && !types.includes(name)) faults.push(`${name} is not a type of the entry`);
  }
  for (const [name, definition] of Object.entries(check.entry.types)) {
    const names = Object.keys(definition.members ?? {}).filter((member) => member !== '*');
    if (definition.call !== undefined) names.push('call');
    if (definition.construct !== undefined) names.push('construct');
    if (names.length === 0 || check.unchecked?.[name] !== undefined) continue;
    const type = aliases.get(`Checked${name}`);
    if (type === undefined || isUnresolved(type)) {
      faults.push(`${name} has no type to be compared with`);
      continue;
    }
    const apparent = checker.getApparentType(type);
    const found = (member: string): boolean => {
      if (member === 'call' && definition.members?.['call'] === undefined)
        return apparent.getCallSignatures().length > 0;
      if (member === 'construct' && definition.members?.['construct'] === undefined)
        return isConstructible(apparent, checker);
      return checker.getPropertyOfType(apparent, member) !== undefined;
    };
    faults.push(...compareNames(name, names, check, found));
  }
  return faults;
}

function compareNames(
  type: string,
  names: readonly string[],
  check: MethodCheck,
  found: (name: string) => boolean,
): readonly string[] {
  const removed = check.removed?.[type] ?? [];
  return [
    ...names.filter((name) => !removed.includes(name) && !found(name)).map((name) => `${type}.${name} does not exist`),
    ...removed.filter((name) => !names.includes(name)).map((name) => `${type}.${name} is not in the entry`),
    ...removed.filter((name) => names.includes(name) && found(name)).map((name) => `${type}.${name} was not removed`),
  ];
}

/** Abstract classes count: they are extended instead. */
function isConstructible(type: ts.Type, checker: ts.TypeChecker): boolean {
  return checker.getSignaturesOfType(type, ts.SignatureKind.Construct).length > 0;
}

/** A type expression that does not resolve is `any`, and `any` has every member. */
function isUnresolved(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Never | ts.TypeFlags.Unknown)) !== 0;
}

/** A file of type aliases, one for each type to look at, compiled where the test's own imports would resolve. */
function compileQuestions(check: MethodCheck): { readonly program: ts.Program; readonly file: ts.SourceFile } {
  const lines = Object.entries(check.types).map(([name, expression]) => `export type Checked${name} = ${expression};`);
  if (check.module !== undefined) {
    lines.unshift(`import moduleDefault from '${check.module}';`, 'export type ModuleDefault = typeof moduleDefault;');
    lines.push(`export type ModuleItself = typeof import('${check.module}');`);
  }
  const file = ts.createSourceFile(
    questions,
    `${lines.join('\n')}\n`,
    { languageVersion: ts.ScriptTarget.ES2023, impliedNodeFormat: ts.ModuleKind.ESNext },
    true,
  );
  const host = ts.createCompilerHost(options);
  const readSourceFile = host.getSourceFile.bind(host);
  host.getCurrentDirectory = () => root;
  host.fileExists = (path) => path === questions || ts.sys.fileExists(path);
  host.getSourceFile = (path, ...rest) => {
    if (path === questions) return file;
    if (!sourceFiles.has(path)) sourceFiles.set(path, readSourceFile(path, ...rest));
    return sourceFiles.get(path);
  };
  const declarations = (check.declarations ?? []).map((path) => join(root, path));
  return { program: ts.createProgram({ rootNames: [questions, ...declarations], options, host }), file };
}
