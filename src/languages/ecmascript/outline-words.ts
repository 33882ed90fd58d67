/** Words and punctuation by which an outline tells where something begins and ends. */

/** A line that begins with one of these goes on with the statement before it. */
export const CONTINUATIONS: ReadonlySet<string> = new Set(
  'else catch finally from of in instanceof as satisfies extends implements is while'.split(' '),
);
/** A line that ends with one of these goes on. */
export const MODIFIERS: ReadonlySet<string> = new Set(
  'public private protected static readonly abstract override declare async get set accessor export default'.split(' '),
);
/** After anything else than these a line break ends nothing. */
export const CLOSED_ENDS: ReadonlySet<string> = new Set(['word', 'string', ')', ']', '}', ';', '>']);
/** What a declaration may begin with. */
export const BEGINNINGS: ReadonlySet<string> = new Set(['export', 'default', 'abstract', 'declare']);
export const DECLARATORS: ReadonlySet<string> = new Set(['const', 'let', 'var']);
/** Objects that all code shares. */
export const SHARED: ReadonlySet<string> = new Set(['global', 'globalThis']);
