/**
 * Glob patterns as regular expressions: `*` and `?` within a folder, `**` across folders, `{a,b}`, `[a-z]` and `[!a-z]`; a backslash
 * takes the next character literally. Written here since Node 20 has no such function that is stable.
 */

/** Undefined where the pattern cannot be read: a brace or bracket that is never closed. */
export function parseGlob(pattern: string): RegExp | undefined {
  const source = translate(normalise(pattern));
  return source === undefined ? undefined : new RegExp(`^${source}$`, 'u');
}

/** `./src/` and `src` mean what is in them, as a folder named alone cannot mean a file. */
function normalise(pattern: string): string {
  const rest = pattern.replace(/^(?:\.\/)+/, '').replace(/(?:\/?\*\*)+(?=\/\*\*)/g, '');
  return rest.endsWith('/') ? `${rest}**` : rest;
}

function translate(pattern: string): string | undefined {
  let source = '';
  let depth = 0;
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern.charAt(at);
    switch (character) {
      case '\\':
        at++;
        if (at === pattern.length) return undefined;
        source += escape(pattern.charAt(at));
        break;
      case '*': {
        const isDouble = pattern.charAt(at + 1) === '*';
        if (!isDouble) source += '[^/]*';
        else if (pattern.charAt(at + 2) === '/' && isAtStart(pattern, at)) {
          source += '(?:[^/]+/)*';
          at += 2;
        } else {
          source += '.*';
          at++;
        }
        break;
      }
      case '?':
        source += '[^/]';
        break;
      case '[': {
        const end = pattern.indexOf(']', at + 2);
        if (end < 0) return undefined;
        const isNegated = '!^'.includes(pattern.charAt(at + 1));
        source += `[${isNegated ? '^/' : ''}${pattern.slice(at + (isNegated ? 2 : 1), end).replace(/[\\\]^[&~|]/g, '\\$&')}]`;
        at = end;
        break;
      }
      case '{':
        depth++;
        source += '(?:';
        break;
      case '}':
        if (depth === 0) return undefined;
        depth--;
        source += ')';
        break;
      case ',':
        source += depth > 0 ? '|' : ',';
        break;
      default:
        source += escape(character);
    }
  }
  return depth === 0 && isRegularExpression(source) ? source : undefined;
}

/** Where `**` is a whole segment, and may stand for none. */
function isAtStart(pattern: string, at: number): boolean {
  return at === 0 || '/{,'.includes(pattern.charAt(at - 1));
}

function escape(character: string): string {
  return /[$()*+.?[\\\]^{|}]/.test(character) ? `\\${character}` : character;
}

/** A range such as `[z-a]` is none. */
function isRegularExpression(source: string): boolean {
  try {
    return new RegExp(source, 'u').source !== '';
  } catch {
    return false;
  }
}
