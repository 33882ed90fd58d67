/**
 * Placeholders of a text into which the library itself writes the values, where a value may also be a name or a piece of SQL
 * (pg-promise's `$1:name`, `$<condition:raw>`, `$1~`, `$1^`).
 */
import { scanSql } from './scan-sql.ts';
import { getHoleOffsets, joinSqlText } from './sql-text.ts';
import type { SqlText, SqlValue } from './statement.ts';

type Placeholder = SqlValue & { readonly kind: 'placeholder' };

/** A piece of the text, or what stands at a place in it; `isText` where it is written into the text as it is. */
export type FormattedPart = string | { readonly placeholder: Placeholder; readonly isText: boolean };

/** Filters under which a value becomes part of the text, rather than a literal in it. */
const AS_TEXT = /(?::(?:name|alias|raw|value)\b|[~^#])\s*[>)\]/}]?$/;

/** The text cut at its holes and placeholders, in order. */
export function splitAtParameters(text: SqlText): readonly FormattedPart[] {
  const joined = joinSqlText(text);
  const parts: FormattedPart[] = [];
  let end = 0;
  for (const token of scanSql(joined, getHoleOffsets(text)).tokens) {
    const { value } = token;
    if (value === undefined) continue;
    for (const placeholder of findPlaceholders(value)) {
      const [from, to] = placeholder.range;
      if (from < end) continue;
      parts.push(joined.slice(end, from), {
        placeholder,
        isText: placeholder.style !== 'hole' && AS_TEXT.test(joined.slice(from, to)),
      });
      end = to;
    }
  }
  parts.push(joined.slice(end));
  return parts;
}

function findPlaceholders(value: SqlValue): readonly Placeholder[] {
  if (value.kind === 'placeholder') return [value];
  return value.kind === 'expression' ? value.operands.flatMap(findPlaceholders) : [];
}
