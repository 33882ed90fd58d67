/** What stands between the brackets of CREATE TABLE, and after ADD: columns, keys, foreign keys. */

import { addKey } from './sql-tables.ts';
import type { SqlTable } from './sql-tables.ts';
import { createTokenReader } from './sql-tokens.ts';
import type { SqlToken, TokenReader } from './sql-tokens.ts';
import type { ForeignKey } from './table-schema.ts';

/** Applies a column or a table constraint. */
export function applyTableElement(table: SqlTable, tokens: readonly SqlToken[]): void {
  const reader = createTokenReader(tokens);
  const name = reader.take('CONSTRAINT') && !isConstraintStart(reader) ? reader.takeName() : undefined;
  if (!applyConstraint(table, reader, name)) applyColumn(table, reader);
}

function isConstraintStart(reader: TokenReader): boolean {
  return (
    ['UNIQUE', 'PRIMARY', 'FOREIGN', 'CHECK'].includes(reader.word() ?? '') &&
    (reader.symbol(1) === '(' || reader.word(1) === 'KEY')
  );
}

/** False where this is a column: `key`, `index` and the like name columns, too. */
function applyConstraint(table: SqlTable, reader: TokenReader, constraint: string | undefined): boolean {
  if (reader.take('PRIMARY', 'KEY')) {
    addKey(table, { name: constraint, columns: readKeyColumns(reader.seekGroup() ?? []).columns, primary: true });
    return true;
  }
  if (reader.word() === 'UNIQUE') {
    reader.skip();
    if (reader.take('USING', 'INDEX')) return true;
    applyUnique(table, reader, constraint);
    return true;
  }
  if (reader.take('FOREIGN', 'KEY')) {
    const { columns } = readKeyColumns(reader.seekGroup() ?? []);
    if (reader.take('REFERENCES')) addForeignKey(table, columns, reader);
    return true;
  }
  const [start, next] = [reader.word(), reader.word(1)];
  if (start === 'CHECK' || start === 'EXCLUDE' || start === 'LIKE' || constraint !== undefined) return true;
  if (start === 'FULLTEXT' || start === 'SPATIAL') return next === 'KEY' || next === 'INDEX';
  // `KEY name (column)` against a column `key varchar(255)`.
  if (start === 'KEY' || start === 'INDEX')
    return reader.symbol(1) === '(' || next === 'USING' || !isColumn(reader.rest());
  return false;
}

/** `UNIQUE [KEY | INDEX] [name] [USING method] [NULLS NOT DISTINCT] (columns)`, SQL Server's `UNIQUE NONCLUSTERED (…)`. */
function applyUnique(table: SqlTable, reader: TokenReader, constraint: string | undefined): void {
  if (!reader.take('KEY')) reader.take('INDEX');
  let name = constraint;
  let nullsAreEqual = false;
  while (!reader.isAtEnd() && reader.symbol() !== '(') {
    if (reader.take('NULLS', 'NOT', 'DISTINCT')) nullsAreEqual = true;
    else if (reader.take('USING') || ['NULLS', 'DISTINCT', 'CLUSTERED', 'NONCLUSTERED'].includes(reader.word() ?? ''))
      reader.skip();
    else {
      const found = reader.takeName();
      if (found === undefined) reader.skip();
      name ??= found;
    }
  }
  const key = readKeyColumns(reader.takeGroup() ?? []);
  addKey(table, { name, columns: key.columns, nullsAreEqual: nullsAreEqual || key.nullsAreEqual });
}

/** Whether what follows a name that is also a keyword is a type: `varchar(255)`, `text NOT NULL`. */
function isColumn(tokens: readonly SqlToken[]): boolean {
  const [, type, bracket, inner] = tokens;
  if (type?.kind !== 'word') return false;
  return bracket?.text !== '(' ? bracket?.text.toUpperCase() !== 'USING' : inner?.kind === 'number';
}

/** `name type constraints`. A column that is there already gets the new type and nullability. */
export function applyColumn(table: SqlTable, reader: TokenReader): void {
  const name = reader.takeName();
  if (name === undefined) return;
  const type = reader.takeName();
  let isNotNull = /^(?:small|big)?serial\d?$/i.test(type ?? '');
  let constraint: string | undefined;
  while (!reader.isAtEnd()) {
    if (reader.take('NOT', 'NULL')) isNotNull = true;
    else if (reader.take('CONSTRAINT')) constraint = reader.takeName();
    else if (reader.take('PRIMARY', 'KEY')) addKey(table, { name: constraint, columns: [name], primary: true });
    else if (reader.take('UNIQUE')) {
      reader.take('KEY');
      addKey(table, { name: constraint, columns: [name], nullsAreEqual: reader.take('NULLS', 'NOT', 'DISTINCT') });
    } else if (reader.take('REFERENCES')) addForeignKey(table, [name], reader);
    else if (reader.takeGroup() === undefined) reader.skip();
  }
  table.columns.set(name.toLowerCase(), { name, type, nullable: !isNotNull });
}

function addForeignKey(table: SqlTable, columns: readonly string[], reader: TokenReader): void {
  const references = reader.takeName();
  if (references === undefined) return;
  reader.takeGroup();
  let onDelete: ForeignKey['onDelete'];
  while (reader.word() === 'ON' || reader.word() === 'MATCH') {
    const isDelete = reader.word(1) === 'DELETE';
    reader.skip();
    reader.skip();
    if (reader.word(-1) === 'DELETE' || reader.word(-1) === 'UPDATE') {
      const first = reader.word();
      reader.skip();
      const action = first === 'SET' || first === 'NO' ? `${first} ${reader.word()}` : first;
      if (action !== first) reader.skip();
      if (isDelete) onDelete = action;
    }
  }
  const isKnown = table.foreignKeys.some(
    (key) => key.references === references && key.columns.join() === columns.join(),
  );
  if (!isKnown) table.foreignKeys = [...table.foreignKeys, { columns, references, onDelete }];
}

/**
 * The columns of a key. An expression counts as the columns in it: where `lower(email)` is unique, `email` is as well.
 * `COALESCE` leaves no null to escape the key.
 */
export function readKeyColumns(parts: readonly (readonly SqlToken[])[]): {
  readonly columns: readonly string[];
  readonly nullsAreEqual: boolean;
} {
  const columns = parts.flatMap((part) => {
    const [first, second, third] = part;
    const isPlain =
      first?.kind === 'name' || (first?.kind === 'word' && (second?.text !== '(' || third?.kind === 'number'));
    if (
      first !== undefined &&
      isPlain &&
      !part.slice(1).some((token) => token.kind === 'symbol' && !/^[()]$/.test(token.text))
    )
      return [first.text];
    return part.flatMap((token, index) => {
      const isName =
        token.kind === 'name' ||
        (token.kind === 'word' && !/^(?:AS|ASC|DESC|NULLS|FIRST|LAST|COLLATE|NULL|TRUE|FALSE)$/i.test(token.text));
      const isCalled = part[index + 1]?.text === '(';
      const isType = part[index - 1]?.text === ':' || /^(?:AS|COLLATE)$/i.test(part[index - 1]?.text ?? '');
      return isName && !isCalled && !isType ? [token.text] : [];
    });
  });
  return {
    columns: [...new Set(columns)],
    nullsAreEqual: parts.flat().some((token) => /^(?:COALESCE|IFNULL|ISNULL)$/i.test(token.text)),
  };
}
