/** What a statement of the top level declares, imports and exports, going by its first tokens. */
import type { OutlineImport } from '../outline.ts';
import type { Draft } from './outline-draft.ts';

export interface Bindings {
  readonly imports: Map<string, OutlineImport>;
  readonly exports: Map<string, string>;
  readonly reexports: Map<string, OutlineImport>;
  readonly stars: string[];
}

export function createBindings(): Bindings {
  return { imports: new Map(), exports: new Map(), reexports: new Map(), stars: [] };
}

/** The name of an expression that is exported without one. */
const DEFAULT = '*default*';

const IMPORT =
  /\bimport\s+(?:type\s+)?(?:([\w$]+)\s*(?:,\s*)?)?(?:\*\s*as\s+([\w$]+)\s*|\{([^}]*)\}\s*)?from\s*['"]([^'"\n]+)['"]/y;
const IMPORT_ALONE = /\bimport\s*['"]([^'"\n]+)['"]/y;
const IMPORT_EQUALS = /\bimport\s+([\w$]+)\s*=\s*require\s*\(\s*['"]([^'"\n]+)['"]/y;
const EXPORT_LIST = /\bexport\s+(?:type\s+)?\{([^}]*)\}(?:\s*from\s*['"]([^'"\n]+)['"])?/y;
const EXPORT_STAR = /\bexport\s*(?:type\s+)?\*\s*(?:as\s+([\w$]+)\s*)?from\s*['"]([^'"\n]+)['"]/y;
const REQUIRE = /=\s*(?:[\w$]+\s*\(\s*)?require\s*\(\s*['"]([^'"\n]+)['"]\s*\)\s*(?:\.\s*([\w$]+))?/;
const PAIR = /^(?:type\s+)?([\w$]+)(?:\s*(?:as|:)\s*([\w$]+))?/;

/** Notes what the statement declares, imports or exports. False: that is all it does. */
export function readHead(text: string, statement: Draft, bindings: Bindings): boolean {
  const [start = 0] = statement.ranges;
  const end = statement.ranges.at(-1) ?? text.length;
  const head = skipDecorators(statement.head);
  const first = head[0];
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = start;
    return pattern.exec(text);
  };
  if (first === 'import') {
    // `import './associations'` runs what is there.
    const loaded = match(IMPORT_ALONE)?.[1];
    if (loaded !== undefined) statement.sources.push(loaded);
    else readImport(match, bindings);
    return loaded !== undefined;
  }
  if (
    first === 'export' &&
    (head[1] === '{' || head[1] === '*' || (head[1] === 'type' && (head[2] === '{' || head[2] === '*')))
  ) {
    readExportList(match, bindings);
    return false;
  }
  let index = 0;
  const isExported = first === 'export';
  if (isExported) index++;
  const isDefault = isExported && head[index] === 'default';
  if (isDefault) index++;
  while (['declare', 'abstract', 'async'].includes(head[index] ?? '')) index++;
  const names = readNames(head, index);
  if (names === undefined) {
    readExpression(head, index, isDefault, statement, bindings);
    return true;
  }
  statement.names.push(...names);
  const declaration = head[index] ?? '';
  if (declaration === 'function') statement.kind = 'function';
  else if (declaration === 'class') statement.kind = 'class';
  else if (declaration === 'interface' || declaration === 'type') statement.kind = 'type';
  const isVariable = ['const', 'let', 'var'].includes(head[index] ?? '');
  if (isVariable && head.includes('='))
    readRequire(text.slice(start, Math.min(end, start + 600)), head, index, bindings);
  if (isDefault) {
    if (names.length === 0) statement.names.push(DEFAULT);
    bindings.exports.set('default', names[0] ?? DEFAULT);
  } else if (isExported) for (const name of names) bindings.exports.set(name, name);
  return true;
}

function skipDecorators(head: readonly string[]): readonly string[] {
  let index = 0;
  while (head[index] === '@') {
    index += 2;
    while (head[index] === '.') index += 2;
  }
  return index === 0 ? head : head.slice(index);
}

/** Undefined for what declares nothing. */
function readNames(head: readonly string[], index: number): readonly string[] | undefined {
  switch (head[index]) {
    case 'function': {
      const name = head[index + 1] === '*' ? head[index + 2] : head[index + 1];
      return name === undefined || !/^[\w$]/.test(name) ? [] : [name];
    }
    case 'class':
    case 'enum':
    case 'interface':
    case 'type':
    case 'namespace':
    case 'module': {
      const name = head[index + 1];
      if (name === '.' || name === '=') return undefined;
      return name === undefined || name === 'extends' || name === '{' || name === 'implements' ? [] : [name];
    }
    case 'const':
    case 'let':
    case 'var': {
      if (head[index + 1] === 'enum') return head.slice(index + 2, index + 3);
      if (head[index + 1] === '{' || head[index + 1] === '[')
        return head.slice(index + 2).filter((token) => /^[\w$]/.test(token));
      return head.slice(index + 1, index + 2);
    }
    default:
      return undefined;
  }
}

/** `module.exports = …`, `exports.pay = …`, `schema.methods.pay = …`, `export default …`. */
function readExpression(
  head: readonly string[],
  index: number,
  isDefault: boolean,
  statement: Draft,
  bindings: Bindings,
): void {
  if (isDefault) {
    const [name, ...rest] = head.slice(index);
    // `export default router`.
    if (name !== undefined && rest.length === 0 && /^[\w$]+$/.test(name)) bindings.exports.set('default', name);
    else {
      statement.names.push(DEFAULT);
      bindings.exports.set('default', DEFAULT);
    }
    return;
  }
  const chain = head.slice(0, head.indexOf('=')).filter((token) => token !== '.');
  if (!head.includes('=') || chain.length === 0) return;
  const last = chain.at(-1) ?? '';
  const isExports = chain[0] === 'exports' || (chain[0] === 'module' && chain[1] === 'exports');
  if (isExports && (last === 'exports' || chain.length === 1)) {
    statement.names.push(DEFAULT);
    bindings.exports.set('default', DEFAULT);
    return;
  }
  if (isExports) {
    statement.names.push(last);
    bindings.exports.set(last, last);
  }
  statement.member = last;
}

function readImport(match: (pattern: RegExp) => RegExpExecArray | null, { imports }: Bindings): void {
  const required = match(IMPORT_EQUALS);
  if (required !== null) {
    imports.set(required[1] ?? '', { source: required[2] ?? '', name: '*' });
    return;
  }
  const found = match(IMPORT);
  if (found === null) return;
  const [, byDefault, whole, list, source = ''] = found;
  if (byDefault !== undefined) imports.set(byDefault, { source, name: 'default' });
  if (whole !== undefined) imports.set(whole, { source, name: '*' });
  for (const [name, local] of readPairs(list)) imports.set(local, { source, name });
}

function readExportList(
  match: (pattern: RegExp) => RegExpExecArray | null,
  { exports, reexports, stars }: Bindings,
): void {
  const star = match(EXPORT_STAR);
  if (star !== null) {
    const [, name, source = ''] = star;
    if (name === undefined) stars.push(source);
    else reexports.set(name, { source, name: '*' });
    return;
  }
  const found = match(EXPORT_LIST);
  if (found === null) return;
  const [, list, source] = found;
  for (const [name, exported] of readPairs(list)) {
    if (source === undefined) exports.set(exported, name);
    else reexports.set(exported, { source, name });
  }
}

function readRequire(text: string, head: readonly string[], index: number, { imports }: Bindings): void {
  const found = REQUIRE.exec(text);
  if (found === null) return;
  const [, source = '', member] = found;
  if (head[index + 1] === '{') {
    for (const [name, local] of readPairs(text.slice(text.indexOf('{') + 1, text.indexOf('}'))))
      imports.set(local, { source, name });
    return;
  }
  const name = head[index + 1];
  if (name !== undefined) imports.set(name, { source, name: member ?? '*' });
}

function readPairs(list: string | undefined): readonly (readonly [string, string])[] {
  return (list ?? '').split(',').flatMap((item): readonly (readonly [string, string])[] => {
    const found = PAIR.exec(item.trim());
    const name = found?.[1];
    return name === undefined ? [] : [[name, found?.[2] ?? name]];
  });
}
