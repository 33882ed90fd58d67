import { getSingular, joinCamelCase, remember, splitWords } from './words.ts';

function setOf(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** What a house-made function does to stored state, as far as its name tells. */
export interface AccessName {
  readonly operation: 'read' | 'write' | 'delete' | 'insert' | 'lock';
  /** Singular, in camel case: `orderItem`. Empty where the name has none (`findById`): then it is the receiver's. */
  readonly noun: string;
  /** What the row is found by: `id` of `findOrderById`. */
  readonly key?: string;
  /** True where the name promises a change by an amount: `decrementStock`. */
  readonly relative?: true;
}

const VERBS: readonly {
  readonly words: ReadonlySet<string>;
  readonly operation: AccessName['operation'];
  readonly relative?: true;
}[] = [
  {
    words: setOf('get fetch find load read query lookup retrieve select count list search has is exists'),
    operation: 'read',
  },
  {
    words: setOf('increment decrement incr decr deduct subtract debit credit bump'),
    operation: 'write',
    relative: true,
  },
  {
    words: setOf('update set save put modify change edit patch store persist write adjust upsert mark overwrite'),
    operation: 'write',
  },
  { words: setOf('delete remove destroy purge erase del'), operation: 'delete' },
  { words: setOf('create insert add append'), operation: 'insert' },
  { words: setOf('lock'), operation: 'lock' },
];

/** First words of the names that `parseAccessName` reads. */
export const ACCESS_VERBS: readonly string[] = VERBS.flatMap(({ words }) => [...words]);

/** Verbs that stand alone on a repository. Not `get`, `set`, `has`, `add`, `delete`: every Map has those. */
const BARE_VERBS = setOf('find fetch save update create insert upsert remove destroy persist retrieve');

/** How many or which, not what. */
const QUALIFIERS = setOf('one all many first unique single the a an my our last latest existing new');

/** The noun ends here; what follows is a condition, a place or a manner. */
const PREPOSITIONS = setOf('by for of from in with where to using on at as via if and or async sync');

/** Things that code gets, sets, makes and asks about without any store, as the last word of the noun. */
const NOT_STORED = setOf(
  'time header timeout interval immediate state config configuration element hash hmac server logger log file dir directory path url uri option env environment attribute date month day year hour minute second millisecond ' +
    'random response request context instance client connection service repository model manager handler router app application module controller prototype length type name listener event stream buffer cipher query builder ' +
    'element node style class ref props locale language timezone version empty valid array string number nan function object null undefined nil equal integer finite boolean symbol error property own iterator ' +
    'cookie local production development ip browser mobile async promise store cache storage window document console output input parameter param argument arg callback middleware hook plugin swagger pipe metadata reflector',
);

const LOCKING_ENDS: readonly string[] = ['for update', 'with lock', 'and lock', 'locked', 'for share', 'with row lock'];

/**
 * Reads a function's name as an access: `updateUserBalance`, `findOrderById`, `decrementStock`. Names that do two things
 * (`findOrCreate`, `getAndDelete`) are no access: what matters about them is whether they do both at once.
 */
export const parseAccessName: (name: string) => AccessName | undefined = remember(parse);

function parse(name: string): AccessName | undefined {
  const words = splitWords(name);
  const verb = VERBS.find((candidate) => candidate.words.has(words[0] ?? ''));
  if (verb === undefined) return undefined;
  if (words.length === 1) return BARE_VERBS.has(words[0] ?? '') ? { operation: verb.operation, noun: '' } : undefined;
  // `createOrUpdate` and `findOneAndUpdate`: the second verb stands behind the conjunction.
  const text = words.join(' ');
  const locks = LOCKING_ENDS.some((end) => text.endsWith(` ${end}`)) || words[1] === 'locked';
  if (
    !locks &&
    words.some(
      (word, index) =>
        (word === 'and' || word === 'or') && VERBS.some((other) => other.words.has(words[index + 1] ?? '')),
    )
  )
    return undefined;

  const start = words.findIndex((word, index) => index > 0 && !QUALIFIERS.has(word) && word !== 'locked');
  const rest = start === -1 ? [] : words.slice(start);
  const end = rest.findIndex((word) => PREPOSITIONS.has(word));
  const nounWords = (end === -1 ? rest : rest.slice(0, end)).filter((word) => word !== 'locked').map(getSingular);
  const head = nounWords.at(-1);
  if (head !== undefined && NOT_STORED.has(head)) return undefined;
  const by = rest.indexOf('by');
  // `has` and `is` need a noun, and so does what is not a repository's own method.
  if (head === undefined && by === -1 && !BARE_VERBS.has(words[0] ?? '')) return undefined;
  const access: AccessName = {
    operation: locks ? 'lock' : verb.operation,
    noun: joinCamelCase(nounWords),
    ...(verb.relative === true ? { relative: true } : {}),
  };
  if (by === -1) return access;
  const after = rest.slice(by + 1);
  const keyEnd = after.findIndex((word) => PREPOSITIONS.has(word));
  const keyWords = keyEnd === -1 ? after : after.slice(0, keyEnd);
  return keyWords.length === 0 ? access : { ...access, key: joinCamelCase(keyWords) };
}

/** What classes that keep rows of one kind call themselves at the end. */
const REPOSITORY_WORDS = setOf(
  'repository repositories repo repos dao store storage model models collection table gateway mapper',
);

/** The noun a repository is about: `orderRepository` → order, `UserModel` → user. Nothing for other names. */
export function getRepositoryNoun(name: string): string | undefined {
  const words = splitWords(name);
  if (words.length < 2 || !REPOSITORY_WORDS.has(words.at(-1) ?? '')) return undefined;
  return joinCamelCase(words.slice(0, -1).map(getSingular));
}

const CERTAIN_HANDLES = setOf('tx trx txn');
const HANDLE_ENDS = setOf(
  'manager client em session conn connection db prisma handle repository context ctx runner executor',
);
const POSSIBLE_HANDLES = setOf(
  't session dbsession mongosession clientsession manager entitymanager em client dbclient poolclient pgclient conn connection dbconnection queryrunner qr uow unitofwork runner executor',
);
const TRANSACTION_OWNERS = setOf(
  'db database sequelize mongo prisma knex sql pg mysql current outer inner parent active',
);

/**
 * Whether a variable or parameter of this name carries a transaction. `certain` is about the name only: a row of a bank's
 * books may be called `transaction` too, so what the variable was made from goes first.
 */
export const isTransactionHandleName: (name: string) => 'certain' | 'possible' | undefined =
  remember(askTransactionHandle);

function askTransactionHandle(name: string): 'certain' | 'possible' | undefined {
  const words = splitWords(name);
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  const whole = words.join('');
  if (CERTAIN_HANDLES.has(last) || whole === 'transaction') return 'certain';
  if (last === 'transaction' && TRANSACTION_OWNERS.has(first)) return 'certain';
  if ((CERTAIN_HANDLES.has(first) || first === 'transaction' || first === 'transactional') && HANDLE_ENDS.has(last))
    return 'certain';
  return POSSIBLE_HANDLES.has(whole) ? 'possible' : undefined;
}
