import { ACCESS_VERBS, getRepositoryNoun, parseAccessName } from './accesses.ts';
import { getSingular, joinCamelCase, splitWords } from './words.ts';

/** What every kind of object has, kept somewhere or not: two functions that share such a noun may be about anything. */
const GENERAL_NOUNS: ReadonlySet<string> = new Set([
  'value',
  'data',
  'datum',
  'item',
  'result',
  'info',
  'information',
  'detail',
  'entry',
  'record',
  'row',
  'list',
  'content',
  'text',
  'title',
  'label',
  'index',
  'count',
  'total',
  'key',
  'id',
  'color',
  'colour',
  'size',
  'position',
  'width',
  'height',
  'field',
  'status code',
  'code',
  'mode',
  'format',
  'scope',
  'tag',
  'token',
  'preference',
  'theme',
  'selection',
  'focus',
  'page',
  'view',
  'state',
]);

/** Objects that keep what they are told for themselves, or for one client. */
const PRIVATE_OWNERS: ReadonlySet<string> = new Set([
  'cache',
  'storage',
  'localstorage',
  'sessionstorage',
  'asyncstorage',
  'store',
  'state',
  'map',
  'params',
  'searchparams',
  'form',
  'formik',
  'router',
  'route',
  'i18n',
  'config',
  'settings',
  'options',
  'logger',
  'headers',
  'cookies',
  'cookie',
  'session',
  'request',
  'req',
  'response',
  'res',
  'reply',
  'ctx',
  'context',
  'window',
  'document',
  'element',
  'el',
  'node',
  'editor',
  'chart',
  'grid',
  'table',
  'api',
  'query',
  'queryclient',
  'builder',
  'reflector',
  'math',
  'date',
  'event',
  'buffer',
  'view',
  'player',
  'navigation',
  'theme',
  'component',
]);

/** A function's name as one end of a pair: `getBalance` reads what `updateBalance` writes. Other names are no such end. */
export interface PairedName {
  readonly operation: 'read' | 'write' | 'lock';
  readonly noun: string;
}

/** `owner` is the last name of the object the function is called on, undefined for a function that stands alone. */
export function parsePairedName(name: string, owner?: string): PairedName | undefined {
  const parsed = parseAccessName(name);
  if (parsed === undefined || parsed.operation === 'insert' || parsed.operation === 'delete') return undefined;
  // An amount added or taken by the function itself is computed where the rows are.
  if (parsed.relative === true) return undefined;
  if (
    owner !== undefined &&
    (PRIVATE_OWNERS.has(owner.toLowerCase()) || PRIVATE_OWNERS.has(splitWords(owner).at(-1) ?? ''))
  )
    return undefined;
  const noun = parsed.noun === '' ? getNounOfOwner(owner) : parsed.noun;
  return noun === undefined || GENERAL_NOUNS.has(splitWords(noun).at(-1) ?? '')
    ? undefined
    : { operation: parsed.operation, noun };
}

function getNounOfOwner(owner: string | undefined): string | undefined {
  if (owner === undefined) return undefined;
  const words = splitWords(owner);
  return words.length > 1 && words.at(-1) === 'service'
    ? joinCamelCase(words.slice(0, -1).map(getSingular))
    : getRepositoryNoun(owner);
}

/** Calls by names that may be ends of a pair, as a text has them: `getBalance(`. */
const CALL = new RegExp(`(?<![\\w$])((?:${ACCESS_VERBS.join('|')})(?:[A-Z\\d_$][\\w$]*)?)\\s*\\(`, 'g');
const MAX_OWNER = 80;

/** Nouns that functions called in a text read, and others write. */
export function findPairedNouns(text: string): ReadonlySet<string> {
  const read = new Set<string>();
  const written = new Set<string>();
  for (const { 1: name = '', index } of text.matchAll(CALL)) {
    if (parseAccessName(name) === undefined) continue;
    const found = parsePairedName(name, findOwner(text.slice(Math.max(0, index - MAX_OWNER), index)));
    if (found !== undefined) (found.operation === 'read' ? read : written).add(found.noun);
  }
  return new Set([...read].filter((noun) => written.has(noun)));
}

/** What a call is made on, at the end of the text before it: `orders` of `this.orders?.`. */
function findOwner(before: string): string | undefined {
  const member = before.trimEnd();
  if (!member.endsWith('.')) return undefined;
  const object = member.slice(0, member.endsWith('?.') ? -2 : -1).trimEnd();
  const name = object.split(/[^\w$]/).at(-1);
  return name === '' ? undefined : name;
}
