/** Words that begin a statement worth parsing: those that read or write rows. */
export const ROW_VERBS: ReadonlySet<string> = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REPLACE', 'MERGE', 'WITH', 'VALUES', 'TABLE']);

/** Words that begin statements about transactions and sessions. */
export const TRANSACTION_VERBS: ReadonlySet<string> = new Set([
  'BEGIN', 'START', 'COMMIT', 'END', 'ROLLBACK', 'ABORT', 'SAVEPOINT', 'RELEASE', 'SET',
]);

/** The remaining statements: first word, and what the second must be, so that "Create an account" is not taken for SQL. */
export const OTHER_VERBS: ReadonlyMap<string, RegExp> = new Map([
  ['CREATE', /^(?:TABLE|INDEX|UNIQUE|VIEW|OR|TEMP|TEMPORARY|TRIGGER|FUNCTION|PROCEDURE|TYPE|EXTENSION|SCHEMA|DATABASE|SEQUENCE|MATERIALIZED|ROLE|USER|POLICY)$/],
  ['ALTER', /^(?:TABLE|INDEX|VIEW|TYPE|SCHEMA|DATABASE|SEQUENCE|ROLE|USER|SYSTEM|POLICY)$/],
  ['DROP', /^(?:TABLE|INDEX|VIEW|TRIGGER|FUNCTION|PROCEDURE|TYPE|EXTENSION|SCHEMA|DATABASE|SEQUENCE|MATERIALIZED|ROLE|USER|POLICY)$/],
  ['TRUNCATE', /^\w+$/],
  ['LOCK', /^(?:TABLE|TABLES)$/],
  ['UNLOCK', /^TABLES$/],
  ['CALL', /^\w+$/],
  ['EXPLAIN', /^\w+$/],
  ['PRAGMA', /^\w+$/],
  ['GRANT', /^\w+$/],
  ['REVOKE', /^\w+$/],
  ['VACUUM', /^\w*$/],
  ['ANALYZE', /^\w*$/],
]);

/** After these words an operand follows: a placeholder there is a value, a name or a whole clause, and never an addition to what came before. */
export const OPERAND_EXPECTED_AFTER: ReadonlySet<string> = new Set([
  'SELECT', 'DISTINCT', 'ALL', 'FROM', 'JOIN', 'ON', 'USING', 'ONLY', 'LATERAL', 'WHERE', 'AND', 'OR', 'XOR', 'NOT', 'IN', 'LIKE', 'ILIKE',
  'RLIKE', 'REGEXP', 'GLOB', 'MATCH', 'SIMILAR', 'TO', 'BETWEEN', 'IS', 'ANY', 'SOME', 'EXISTS', 'ESCAPE', 'UPDATE', 'SET', 'INTO', 'VALUES',
  'VALUE', 'TABLE', 'BY', 'HAVING', 'LIMIT', 'OFFSET', 'FETCH', 'FIRST', 'NEXT', 'RETURNING', 'AS', 'CASE', 'WHEN', 'THEN', 'ELSE', 'INTERVAL',
  'DIV', 'MOD', 'COLLATE', 'OF', 'LEVEL', 'SAVEPOINT', 'CALL', 'ARRAY', 'ROW', 'IGNORE', 'TOP', 'ZONE', 'UNION', 'EXCEPT', 'INTERSECT',
]);

/** Words that open a clause; what stands in a hole is judged by the clause around it. */
export const CLAUSE_WORDS: ReadonlySet<string> = new Set([
  'WITH', 'SELECT', 'INSERT', 'DELETE', 'UPDATE', 'SET', 'INTO', 'VALUES', 'FROM', 'JOIN', 'USING', 'ON', 'WHERE', 'GROUP', 'HAVING', 'ORDER',
  'LIMIT', 'OFFSET', 'FETCH', 'RETURNING', 'FOR', 'CONFLICT', 'WINDOW', 'UNION',
]);

/** A hole after one of these clauses cannot hold a WHERE condition any more. */
export const CLAUSES_AFTER_WHERE: ReadonlySet<string> = new Set(['GROUP', 'HAVING', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH', 'RETURNING', 'FOR', 'WINDOW']);
