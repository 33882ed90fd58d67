/** How tightly operators bind. Where the databases differ it is PostgreSQL's order, which says the same for what people write. */

export const POWER = {
  lowest: 0,
  assignment: 1,
  or: 2,
  xor: 3,
  and: 4,
  not: 5,
  test: 6,
  comparison: 7,
  pattern: 8,
  other: 9,
  sum: 10,
  product: 11,
  exponent: 12,
  /** `||` and the paths of JSON, which SQLite binds before arithmetic. */
  path: 13,
  sign: 14,
  postfix: 15,
} as const;

/** Symbols between two operands. */
export const BINARY_OPERATORS: ReadonlyMap<string, number> = new Map([
  [':=', POWER.assignment],
  ...'= == <> != < > <= >= <=>'.split(' ').map((operator) => [operator, POWER.comparison] as const),
  ...'~ ~* !~ !~* ~~ ~~* !~~ !~~* @> <@ @@ @? ? ?| ?& && & | # << >> <-> <#> &< &> ^@ -|- #-'
    .split(' ')
    .map((operator) => [operator, POWER.other] as const),
  ['+', POWER.sum],
  ['-', POWER.sum],
  ['*', POWER.product],
  ['/', POWER.product],
  ['%', POWER.product],
  ['^', POWER.exponent],
  ...'|| -> ->> #> #>>'.split(' ').map((operator) => [operator, POWER.path] as const),
]);

/** Words between two operands, without those that have a grammar of their own. */
export const BINARY_WORDS: ReadonlyMap<string, number> = new Map([
  ['XOR', POWER.xor],
  ['OVERLAPS', POWER.pattern],
  ['DIV', POWER.product],
  ['MOD', POWER.product],
]);

/** Words that compare with a pattern, all of which NOT may precede. */
export const PATTERN_WORDS: ReadonlySet<string> = new Set([
  'LIKE',
  'ILIKE',
  'RLIKE',
  'REGEXP',
  'GLOB',
  'MATCH',
  'SIMILAR',
]);

/** One spelling for operators that mean the same. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['<>', '!='],
  ['==', '='],
  ['<=>', 'IS NOT DISTINCT FROM'],
]);

export function spellOperator(written: string): string {
  return SPELLINGS.get(written) ?? written;
}

/** Symbols before one operand. */
export const PREFIX_OPERATORS: ReadonlySet<string> = new Set(['-', '+', '~', '!', '@']);
