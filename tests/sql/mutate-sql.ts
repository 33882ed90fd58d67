import { scanSql } from '../../src/sql/scan-sql.ts';

/** The text with each of its tokens left out, doubled, cut behind, or put before the one in front of it. */
export function mutateSql(text: string): readonly string[] {
  const { tokens } = scanSql(text, []);
  const mutations = tokens.flatMap(({ start, end }, index) => {
    const written = text.slice(start, end);
    const previous = tokens[index - 1];
    return [
      text.slice(0, start) + text.slice(end),
      `${text.slice(0, end)} ${text.slice(start)}`,
      text.slice(0, end),
      ...(previous === undefined
        ? []
        : [`${text.slice(0, previous.start)}${written} ${text.slice(previous.start, start)}${text.slice(end)}`]),
    ];
  });
  return [...new Set(mutations)];
}
