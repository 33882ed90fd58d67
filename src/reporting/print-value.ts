/**
 * Values as one line of text, for people who look at an analysis: `#1` is the first access, `caller` the verified identity.
 */
import { assertExhaustive } from '../languages/program.ts';
import type { Access } from '../evaluation/domain/access.ts';
import { getAlternatives, isKeptCondition } from '../evaluation/domain/value.ts';
import type { Source, Value, What } from '../evaluation/domain/value.ts';

/** Values share operands, so that a deep one written out could be of any length. */
const MAX_DEPTH = 5;
const MAX_PARTS = 8;
const MAX_LENGTH = 160;

/** What an access is called: `#1`, or its table where it was made while modules loaded. */
export type NameAccess = (access: Access) => string;

export function printValue(value: Value, nameAccess: NameAccess): string {
  const text = print(value, nameAccess, 0);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

function print(value: Value, nameAccess: NameAccess, depth: number): string {
  const { what } = value;
  if (depth > MAX_DEPTH) return '…';
  const printPart = (part: Value): string => print(part, nameAccess, depth + 1);
  const list = (parts: readonly string[]): string =>
    [...parts.slice(0, MAX_PARTS), ...(parts.length > MAX_PARTS ? ['…'] : [])].join(', ');
  switch (what.kind) {
    case 'constant':
      return typeof what.value === 'string'
        ? JSON.stringify(what.value)
        : typeof what.value === 'bigint'
          ? `${String(what.value)}n`
          : String(what.value);
    case 'record':
      return `{ ${list([...[...what.fields].map(([name, field]) => `${name}: ${printPart(field)}`), ...what.spreads.map((spread) => `...${printPart(spread)}`)])} }`;
    case 'list':
      return `[${list([...what.elements.map(printPart), ...(what.open ? ['…'] : [])])}]`;
    case 'operation':
      return printOperation(value, what, printPart);
    case 'text':
      return `\`${what.texts.map((text, index) => `${text}${what.values[index] === undefined ? '' : `\${${printPart(what.values[index])}}`}`).join('')}\``;
    case 'row':
      return `${what.row.access === undefined ? `new ${what.row.resource ?? 'row'}` : nameAccess(what.row.access)}${printPath(what.path)}`;
    case 'rows':
      return `${what.row.access === undefined ? 'rows' : nameAccess(what.row.access)}.*`;
    case 'outcome':
      return `outcome of ${nameAccess(what.access)}${printPath(what.at)}`;
    case 'function':
      return `function ${what.closure.node.name ?? ''}`.trimEnd();
    case 'class':
      return `class ${what.node.name ?? ''}`.trimEnd();
    case 'instance':
      return `instance of ${what.class.node.name ?? 'a class'}`;
    case 'handle':
      return `${what.entry.name}/${what.type}${what.resource === undefined ? '' : ` ${what.resource}`}`;
    case 'behaviour':
      return `${what.entry.name}:${what.name}`;
    case 'module':
      return 'module';
    case 'unknown':
      return printSources(value.sources, nameAccess) ?? what.path ?? '?';
    default:
      return assertExhaustive(what);
  }
}

function printOperation(
  value: Value,
  what: Extract<What, { kind: 'operation' }>,
  printPart: (part: Value) => string,
): string {
  const operands = what.operands.map(printPart);
  const [first = '?', second] = operands;
  // Arithmetic of a SQL statement is a call of its operator.
  if (what.operator === 'call' && (what.name === undefined || /^\w/u.test(what.name) || second === undefined))
    return `${what.name ?? 'call'}(${operands.join(', ')})`;
  if (what.operator === 'choice') {
    const deciders = what.operands
      .filter(isKeptCondition)
      .flatMap((kept) => (kept.what.kind === 'operation' ? kept.what.operands.map(printPart) : []));
    return `either(${getAlternatives(value).map(printPart).join(', ')}${deciders.length === 0 ? '' : ` by ${deciders.join(', ')}`})`;
  }
  return second === undefined
    ? `(${what.operator} ${first})`
    : `(${operands.join(` ${what.operator === 'call' ? (what.name ?? '') : what.operator} `)})`;
}

/** Undefined where the value came from nothing that is followed. A question mark follows what went through code that was not seen. */
function printSources(sources: readonly Source[], nameAccess: NameAccess): string | undefined {
  if (sources.length === 0) return undefined;
  return sources
    .slice(0, MAX_PARTS)
    .map((source) => `${printSource(source, nameAccess)}${source.weak ? '?' : ''}`)
    .join(' | ');
}

function printSource(source: Source, nameAccess: NameAccess): string {
  switch (source.kind) {
    case 'read':
      return `${nameAccess(source.access)}${printPath(source.path)}`;
    case 'write':
      return `outcome of ${nameAccess(source.access)}${printPath(source.path)}`;
    case 'request':
      return `request.${source.part}${printPath(source.path)}`;
    case 'identity':
      return `caller${printPath(source.path)}`;
    case 'credential':
    case 'fresh':
      return source.kind;
    case 'parameter':
      return `parameter ${source.name}${printPath(source.path)}`;
    default:
      return assertExhaustive(source);
  }
}

function printPath(path: string): string {
  return path === '' ? '' : `.${path}`;
}
