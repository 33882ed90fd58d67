import { describe, expect, test } from 'vitest';

import { placeholders } from './cases/placeholders.ts';
import { describeSql, unindent, type SqlCase } from './describe-statement.ts';

const fieldsOfStrFormat: readonly SqlCase[] = [
  [
    'UPDATE {table} SET a = {} WHERE id = %s',
    `
      update ?
      set: a = of() | a = {}
      where: id = positional 0 ‹%s› | id = %s
      where ends: 39
    `,
  ],
  [
    'SELECT {columns} FROM "{}" {where}',
    `
      select ?
      columns: *
      where: and more
    `,
  ],
  [
    "SELECT a FROM t_{suffix} WHERE b = '{}' AND c = {c}",
    `
      select ?
      columns: a
      where: b = "{}" | b = '{}'
      where: c = of() | c = {c}
      where ends: 51
    `,
  ],
];

describe('placeholders of the drivers', () => {
  test.each(placeholders)('placeholders: %s', (written, ...facts) => {
    expect(describeSql(written)).toEqual(facts.map(unindent));
  });

  test.each(fieldsOfStrFormat)('fields of str.format: %s', (written, ...facts) => {
    expect(describeSql(written)).toEqual(facts.map(unindent));
  });
});
