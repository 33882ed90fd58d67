import { createRequire } from 'node:module';

import type { parse, DialectName, Statement } from 'sql-parser-cst';

import type { SqlToken } from './scan-sql.ts';

type Dialect = Extract<DialectName, 'postgresql' | 'mysql' | 'mariadb' | 'sqlite'>;

// The parser is six megabytes of generated code: loaded with the first SQL text, not with the plugin.
const load = createRequire(import.meta.url);
let parser: { readonly parse: typeof parse } | undefined;

const STRING_EXPECTED_AFTER = /^(?:=|==|<>|!=|<|>|<=|>=|,|\(|LIKE|IN|VALUES|THEN|ELSE)$/;
const NAME_EXPECTED_BEFORE = /^(?:\.|=|==|<>|!=|<|>|<=|>=|LIKE|IN|IS|BETWEEN|AS)$/;

/**
 * Parses a normalised statement with the first dialect that takes it; undefined where none does.
 * `tokens` are those of the original text, and tell which dialect is worth trying first.
 */
export function parseStatementTree(text: string, tokens: readonly SqlToken[], written: string): Statement | undefined {
  parser ??= load('sql-parser-cst') as { readonly parse: typeof parse };
  for (const dialect of getDialects(tokens, written)) {
    try {
      const { statements } = parser.parse(text, { dialect, includeRange: true });
      return statements[0];
    } catch {
      // A syntax error, or a stack overflow on hostile text: the next dialect may do better, and none has to.
    }
  }
  return undefined;
}

function getDialects(tokens: readonly SqlToken[], written: string): readonly Dialect[] {
  if (
    tokens.some(
      (token) =>
        token.value?.kind === 'placeholder' && token.value.style === 'numbered' && written.startsWith('$', token.start),
    )
  ) {
    return ['postgresql', 'sqlite', 'mysql', 'mariadb'];
  }
  const has = (pattern: RegExp): boolean =>
    tokens.some((token, index) => pattern.test(`${token.text} ${tokens[index + 1]?.text ?? ''}`));
  if (has(/^(?:INSERT|UPDATE) OR$/)) {
    return ['sqlite', 'postgresql', 'mysql', 'mariadb'];
  }
  const isMysql =
    has(/^(?:DUPLICATE KEY|INSERT IGNORE|UPDATE IGNORE|IN SHARE|IF \(|IFNULL \()/) ||
    tokens.some((token) => written.startsWith('`', token.start));
  return isMysql || quotesStringsDoubly(tokens, written)
    ? ['mysql', 'mariadb', 'sqlite', 'postgresql']
    : ['postgresql', 'mysql', 'mariadb', 'sqlite'];
}

/** Whether double quotes hold strings here, as in MySQL, and not names: all of them stand where values do. */
function quotesStringsDoubly(tokens: readonly SqlToken[], written: string): boolean {
  let found = false;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'name' && written.startsWith('"', token.start)) {
      found = true;
      if (
        !STRING_EXPECTED_AFTER.test(tokens[index - 1]?.text ?? '') ||
        NAME_EXPECTED_BEFORE.test(tokens[index + 1]?.text ?? '')
      ) {
        return false;
      }
    }
  }
  return found;
}
