import ts from 'typescript';
import type { CatalogEntry } from '../../../src/catalog/shape.ts';

const FILE = 'tests/catalog/frameworks/virtual.ts';

/**
 * The property names of each TypeScript type, and for `module:name` the names the module exports (values and types), all
 * resolved by one compilation against the installed packages. Throws where one does not resolve.
 */
export function getMembers(types: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const lines = types.map((type, index) => (
    type.startsWith('module:') ? `import type * as t${index} from '${type.slice('module:'.length)}';` : `export type T${index} = ${type};`
  ));
  const text = lines.join('\n');
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'], module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: ['node', 'passport', 'express-session', 'cookie-parser'], strict: true, skipLibCheck: true, esModuleInterop: true, noEmit: true,
  };
  const host = ts.createCompilerHost(options);
  const readSource = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) => (name === FILE ? ts.createSourceFile(name, text, version) : readSource(name, version));
  const program = ts.createProgram([FILE], options, host);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(FILE);
  if (source === undefined) throw new Error('the virtual file is missing');
  const errors = program.getSemanticDiagnostics(source).map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, ' '));
  if (errors.length > 0) throw new Error(errors.join('\n'));

  return new Map(source.statements.map((statement, index): [string, ReadonlySet<string>] => {
    const name = types[index] ?? '';
    if (ts.isTypeAliasDeclaration(statement)) {
      return [name, new Set(checker.getTypeAtLocation(statement.name).getProperties().map((property) => property.name))];
    }
    const symbol = ts.isImportDeclaration(statement) ? checker.getSymbolAtLocation(statement.moduleSpecifier) : undefined;
    if (symbol === undefined) throw new Error(`no module behind ${name}`);
    // Node gives the properties of a CommonJS module's value as named exports too.
    const whole = symbol.exports?.get(ts.InternalSymbolName.ExportEquals);
    const properties = whole === undefined ? [] : checker.getTypeOfSymbol(whole).getProperties();
    return [name, new Set([...checker.getExportsOfModule(symbol), ...properties].map((exported) => exported.name))];
  }));
}

/** Pairs a catalog entry with what it describes: TypeScript types by the names of the entry's types, and the module of its exports. */
export interface Described {
  readonly entry: CatalogEntry;
  readonly module: string | undefined;
  readonly types: Readonly<Record<string, string>>;
  /** Exports and members of other versions than the one installed: `redlock.unlock`, `Type.member`. */
  readonly elsewhere?: readonly string[];
}

/** Names in the catalog that the packages do not have, and types of the catalog that nothing is said about. */
export function findUnknownNames(described: readonly Described[]): readonly string[] {
  const wanted = described.flatMap(({ module, types }) => [...(module === undefined ? [] : [`module:${module}`]), ...Object.values(types)]);
  const members = getMembers([...new Set(wanted)]);
  return described.flatMap(({ entry, module, types, elsewhere = [] }) => {
    const exported = module === undefined ? new Set<string>() : members.get(`module:${module}`);
    const missingExports = Object.keys(entry.exports)
      .filter((name) => name !== '*' && name !== 'default' && exported?.has(name) !== true);
    const missingMembers = Object.entries(entry.types).flatMap(([typeName, type]) => {
      const names = Object.keys(type.members ?? {}).filter((name) => name !== '*');
      const expression = types[typeName];
      if (expression === undefined) return names.length === 0 ? [] : [`${typeName}: no TypeScript type given`];
      const known = members.get(expression);
      return names.filter((name) => known?.has(name) !== true).map((name) => `${typeName}.${name}`);
    });
    return [...missingExports, ...missingMembers].filter((name) => !elsewhere.includes(name)).map((name) => `${entry.name}: ${name}`);
  });
}

/** Names of types that an entry refers to and does not have, those of other entries (`express/Request`) included. */
export function findDanglingTypes(entry: CatalogEntry, others: readonly CatalogEntry[]): readonly string[] {
  const known = new Set([...Object.keys(entry.types), ...others.flatMap((other) => Object.keys(other.types).map((type) => `${other.name}/${type}`))]);
  const named: string[] = [];
  const collect = (value: unknown, key: string): void => {
    if (typeof value === 'string' && (key === 'type' || key === 'handleType')) named.push(value);
    if (Array.isArray(value)) value.forEach((item) => {
      if (typeof item === 'string' && (key === 'extends' || key === 'handlerParameters' || key === 'errorHandlerParameters')) named.push(item);
      collect(item, '');
    });
    else if (typeof value === 'object' && value !== null) Object.entries(value).forEach(([name, item]) => { collect(item, name); });
  };
  collect({ ...entry, types: Object.values(entry.types).map((type) => ({ ...type, members: Object.values(type.members ?? {}) })), exports: Object.values(entry.exports), globals: Object.values(entry.globals ?? {}) }, '');
  return [...new Set(named)].filter((name) => !known.has(name));
}
