import { readFileSync } from 'node:fs';

export type Dialect = 'postgresql' | 'mysql' | 'sqlite';

/** A statement of `fixtures/`, and the text and start of every column, condition and assignment in it. */
export interface FixtureStatement {
  readonly sql: string;
  readonly ranges: readonly string[];
}

/** The 50 statements of a dialect: of our own, with placeholders as the drivers of that dialect write them. */
export function readFixtureStatements(dialect: Dialect): readonly FixtureStatement[] {
  return readFileSync(new URL(`fixtures/${dialect}.txt`, import.meta.url), 'utf8')
    .trim()
    .split('\n\n')
    .map((block) => {
      const [sql = '', ...ranges] = block.split('\n');
      return { sql, ranges: ranges.map((line) => line.trim()) };
    });
}
