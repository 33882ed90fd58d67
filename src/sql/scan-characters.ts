/** Where words, numbers and operators end. Each looks at a character a bounded number of times. */

/** Operators of more than one character. The longest one counts. */
const OPERATORS: ReadonlySet<string> = new Set(
  '<=> ->> #>> !~~* !~~ !~* !~ ~~* ~~ ~* <> != >= <= == || && :: := => -> #> #- @> <@ @@ @? ?| ?& << >> <-> <#> &< &> ^@ -|-'.split(
    ' ',
  ),
);
const LONGEST_OPERATOR = 4;
const FORMAT_FIELD = /\{\w*\}/y;
const HEXADECIMAL = /0[xX][\dA-Fa-f]+/y;

/** The end of a sticky pattern's match at `offset`. */
export function matchEnd(pattern: RegExp, text: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

export function isSpace(character: string): boolean {
  return character <= ' ' ? ' \t\n\r\f\v'.includes(character) : character > '~' && /\s/.test(character);
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9' && character.length === 1;
}

/** As in the three databases, every character beyond ASCII belongs to names. */
function isWordCharacter(character: string): boolean {
  return (
    (character >= 'a' && character <= 'z') ||
    (character >= 'A' && character <= 'Z') ||
    isDigit(character) ||
    character === '_' ||
    character === '$' ||
    (character > '~' && !isSpace(character))
  );
}

/** A word, with the holes in it and Python's `{name}` for `str.format`. */
export function findWordEnd(text: string, start: number): { readonly end: number; readonly hasField: boolean } {
  let end = start;
  let hasField = false;
  for (;;) {
    const field = text.charAt(end) === '{' ? matchEnd(FORMAT_FIELD, text, end) : undefined;
    hasField ||= field !== undefined;
    if (field === undefined && !isWordCharacter(text.charAt(end))) {
      return { end, hasField };
    }
    end = field ?? end + 1;
  }
}

export function hasFormatField(quoted: string): boolean {
  for (let offset = quoted.indexOf('{'); offset !== -1; offset = quoted.indexOf('{', offset + 1)) {
    if (matchEnd(FORMAT_FIELD, quoted, offset) !== undefined) {
      return true;
    }
  }
  return false;
}

/** Undefined where no number starts, or one that goes on as a name: MySQL's `2fa_tokens`. */
export function findNumberEnd(text: string, start: number): number | undefined {
  const isFraction = text.charAt(start) === '.' && isDigit(text.charAt(start + 1));
  if (!isFraction && !isDigit(text.charAt(start))) {
    return undefined;
  }
  const hexadecimal = matchEnd(HEXADECIMAL, text, start);
  if (hexadecimal !== undefined) {
    return hexadecimal;
  }
  let end = findDigitsEnd(text, start);
  const hasPoint = text.charAt(end) === '.';
  if (hasPoint) {
    end = findDigitsEnd(text, end + 1);
  }
  if (/[eE]/.test(text.charAt(end))) {
    const sign = /[-+]/.test(text.charAt(end + 1)) ? 1 : 0;
    end = isDigit(text.charAt(end + 1 + sign)) ? findDigitsEnd(text, end + 1 + sign) : end;
  }
  return isWordCharacter(text.charAt(end)) && !hasPoint ? undefined : end;
}

function findDigitsEnd(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charAt(end)) || (text.charAt(end) === '_' && isDigit(text.charAt(end + 1)))) {
    end++;
  }
  return end;
}

export function findOperatorEnd(text: string, start: number): number {
  for (let length = LONGEST_OPERATOR; length > 1; length--) {
    const operator = text.slice(start, start + length);
    if (OPERATORS.has(operator)) {
      return start + operator.length;
    }
  }
  return start + 1;
}

/** The end of `$tag$` that starts at `start`. */
export function findTagEnd(text: string, start: number): number | undefined {
  let end = start + 1;
  if (isDigit(text.charAt(end))) {
    return undefined;
  }
  while (isWordCharacter(text.charAt(end)) && text.charAt(end) !== '$') {
    end++;
  }
  return text.charAt(end) === '$' ? end + 1 : undefined;
}

/** Where each `$tag$` is found last, so that one that nothing closes is known without looking through the rest. */
export function findDollarTags(text: string): ReadonlyMap<string, number> {
  const tags = new Map<string, number>();
  for (let offset = text.indexOf('$'); offset !== -1; offset = text.indexOf('$', offset + 1)) {
    const end = findTagEnd(text, offset);
    if (end !== undefined) {
      tags.set(text.slice(offset, end), offset);
    }
  }
  return tags;
}
