/** Placeholders of the drivers, and what the holes of a template stand for. */
import { HOLE } from './sql-text.ts';
import type { SqlRange, SqlValue } from './statement.ts';

type PlaceholderStyle = 'positional' | 'numbered' | 'named';

export interface FoundPlaceholder {
  readonly style: PlaceholderStyle;
  /** The number or name; undefined for positional ones. */
  readonly name: string | undefined;
  readonly end: number;
}

/** By first character. pg-promise's formatting suffixes (`$1:name`, `$<row~>`) belong to them. */
const PLACEHOLDERS: ReadonlyMap<string, readonly (readonly [PlaceholderStyle, RegExp])[]> = new Map([
  [
    '$',
    [
      ['numbered', /\$(\d+)(?::(?:name|alias|raw|csv|list|json|value)\b|~|#(?![\w>-])|\^(?![\w$(]))?/y],
      ['named', /\$[<([/{]\s*([A-Za-z_]\w*)(?::\w+|[~^#])?\s*[>)\]/}]/y],
      ['named', /\$([A-Za-z_]\w*)/y],
    ],
  ],
  [
    '?',
    [
      ['numbered', /\?(\d+)/y],
      ['positional', /\?\??/y],
    ],
  ],
  [
    ':',
    [
      ['numbered', /:(\d+)\b/y],
      ['named', /:(?:\.\.\.)?([A-Za-z_]\w*)(?::(?!:))?/y],
    ],
  ],
  ['@', [['named', /@([A-Za-z_]\w*)/y]]],
  [
    '%',
    [
      ['named', /%\((\w+)\)s/y],
      ['positional', /%[sd](?!\w)/y],
    ],
  ],
]);

/** The placeholder at `offset`, if one is written there. */
export function matchPlaceholder(text: string, offset: number): FoundPlaceholder | undefined {
  for (const [style, pattern] of PLACEHOLDERS.get(text.charAt(offset)) ?? []) {
    pattern.lastIndex = offset;
    const found = pattern.exec(text);
    if (found !== null) {
      return { style, name: found[1], end: pattern.lastIndex };
    }
  }
  return undefined;
}

const PYTHON_STRING = /^'%(?:[sd]|\((\w+)\)s)'$/;
const LONGEST_PYTHON_STRING = 80;

/** `'%s'`: quotes that are superfluous, or a mistake, around a placeholder of Python's drivers. */
export function matchQuotedPlaceholder(written: string, end: number): FoundPlaceholder | undefined {
  const found = written.length > LONGEST_PYTHON_STRING ? null : PYTHON_STRING.exec(written);
  return found === null ? undefined : { style: found[1] === undefined ? 'positional' : 'named', name: found[1], end };
}

/** Numbers placeholders in the order in which they are found; a name keeps the number it was given first. */
export function createPlaceholderCounter(): (found: FoundPlaceholder, start: number) => SqlValue {
  const names = new Map<string, number>();
  let positional = 0;
  return ({ style, name, end }, start) => {
    let index = 0;
    if (style === 'positional') {
      index = positional++;
    } else if (style === 'numbered') {
      index = Number(name) - 1;
    } else if (name !== undefined) {
      index = names.get(name) ?? names.size;
      names.set(name, index);
    }
    return {
      kind: 'placeholder',
      style,
      index,
      name: style === 'named' ? name : undefined,
      range: [start, end],
    };
  };
}

/** What the holes between `start` and `end` stand for: the hole itself where nothing else is there but quotes or a prefix, else a composition. */
export function readHoles(
  text: string,
  holes: ReadonlyMap<number, number>,
  [start, end]: SqlRange,
): SqlValue | undefined {
  if (holes.size === 0) {
    return undefined;
  }
  // Cut out first, so that no search goes past the end.
  const written = text.slice(start, end);
  const inside: SqlValue[] = [];
  for (let found = written.indexOf(HOLE); found !== -1; found = written.indexOf(HOLE, found + 1)) {
    const offset = start + found;
    const index = holes.get(offset);
    if (index !== undefined) {
      inside.push({ kind: 'placeholder', style: 'hole', index, name: undefined, range: [offset, offset + 1] });
    }
  }
  const [first] = inside;
  if (first === undefined) {
    return undefined;
  }
  const from = `'"\`$:@`.includes(text.charAt(start)) ? start + 1 : start;
  const to = `'"\``.includes(text.charAt(end - 1)) ? end - 1 : end;
  return text.slice(from, to) === HOLE
    ? first
    : { kind: 'expression', operator: undefined, operands: inside, range: [start, end] };
}
