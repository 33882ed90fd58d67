import type { Grammar } from './grammar.ts';
import { unquoteName, unquoteString } from './quoted-text.ts';
import { NEVER_BARE_ALIAS, RESERVED } from './reserved-words.ts';
import type { SqlToken } from './scan-sql.ts';
import type { SqlRange } from './statement.ts';
import type { NamePart, Placeholder, SqlFragment } from './syntax.ts';

/** What the cursor needs to know of the text that the tokens are of. */
export interface TokenSource {
  readonly text: string;
  readonly tokens: readonly SqlToken[];
  readonly backslashEscapes: boolean;
  /** Whether `"active"` is a string, as in MySQL. */
  readonly doubleQuotesAreStrings: boolean;
}

/** Thrown where the tokens are no SQL, and caught where the parser is called. One for all, since nobody reads its stack. */
export const SYNTAX_ERROR: Error = new Error('syntax error');

/** Expressions and tables may be nested this deep: more than anybody writes, and far less than the stack has room for. */
const DEEPEST_NESTING = 200;
/** Operators in a row nest to the left: as many of them, over the whole statement, as recursion over the tree has room for. */
const MOST_LINKS = 1_000;

/**
 * Walks over the tokens of one statement, forwards only. Methods called `take…` step over what they find and stay where
 * it is not found; those called `expect…` throw `SYNTAX_ERROR` there.
 */
export class TokenCursor {
  /** Holes that no node could hold, in order. */
  readonly fragments: SqlFragment[] = [];
  /** First word of the clause that is being read; empty within parentheses. */
  clause = '';
  /** End of the last token that belongs to a node. */
  end = 0;
  /** True in MySQL's ON DUPLICATE KEY UPDATE, where `VALUES(a)` is the value proposed for a column. */
  valuesIsFunction = false;
  /** How what is recursive in SQL is read. */
  readonly grammar: Grammar;
  readonly #source: TokenSource;
  #index = 0;
  #depth = 0;
  #links = 0;

  constructor(source: TokenSource, grammar: Grammar) {
    this.grammar = grammar;
    this.#source = source;
  }

  /** The next token; undefined at the end. */
  get token(): SqlToken | undefined {
    return this.#source.tokens[this.#index];
  }

  /** Where the next token starts. */
  get start(): number {
    return this.token?.start ?? this.end;
  }

  peek(distance: number): SqlToken | undefined {
    return this.#source.tokens[this.#index + distance];
  }

  /** Whether the token `distance` ahead is this word or symbol. Quoted names are neither. */
  at(text: string, distance = 0): boolean {
    return this.#source.tokens[this.#index + distance]?.text === text;
  }

  /** Whether the next token is one of these words. */
  atAny(words: ReadonlySet<string>): boolean {
    const { token } = this;
    return token?.kind === 'word' && words.has(token.text);
  }

  atKind(kind: SqlToken['kind'], distance = 0): boolean {
    return this.#source.tokens[this.#index + distance]?.kind === kind;
  }

  advance(): SqlToken {
    const { token } = this;
    if (token === undefined) {
      return this.fail();
    }
    this.#index++;
    this.end = token.end;
    return token;
  }

  take(text: string): boolean {
    const isHere = this.at(text);
    if (isHere) {
      this.advance();
    }
    return isHere;
  }

  /** All of these, one after the other, or none. */
  takeAll(...texts: readonly string[]): boolean {
    const areHere = texts.every((text, distance) => this.at(text, distance));
    for (let count = areHere ? texts.length : 0; count > 0; count--) {
      this.advance();
    }
    return areHere;
  }

  /** The first of these that stands here. */
  takeAny(...texts: readonly string[]): string | undefined {
    return texts.find((text) => this.take(text));
  }

  expect(text: string): void {
    if (!this.take(text)) {
      this.fail();
    }
  }

  fail(): never {
    throw SYNTAX_ERROR;
  }

  /** The range from `start` to the end of what was read last. */
  rangeFrom(start: number): SqlRange {
    return [start, Math.max(start, this.end)];
  }

  /** Reads what may be nested in itself. */
  nest<T>(parse: () => T): T {
    if (++this.#depth > DEEPEST_NESTING) {
      this.fail();
    }
    const result = parse();
    this.#depth--;
    return result;
  }

  /** Counts an operator that takes a composed operand on its left. */
  countLink(): void {
    if (++this.#links > MOST_LINKS) {
      this.fail();
    }
  }

  /** Reads what stands between parentheses, where no clause of the statement around them counts. */
  parenthesized<T>(parse: () => T): T {
    const { clause } = this;
    this.expect('(');
    this.clause = '';
    const result = parse();
    this.takeFragments();
    this.expect(')');
    this.clause = clause;
    return result;
  }

  /** One `parse` after the other, with commas between. */
  list<T>(parse: () => T): readonly T[] {
    const items = [parse()];
    while (this.take(',')) {
      items.push(parse());
    }
    return items;
  }

  /** A list in parentheses, which may be empty. */
  parenthesizedList<T>(parse: () => T): readonly T[] {
    return this.parenthesized(() => (this.at(')') ? [] : this.list(parse)));
  }

  /** Steps over parentheses and what they hold. */
  skipParentheses(): void {
    const depth = this.token?.depth;
    this.expect('(');
    while (!(this.at(')') && this.token?.depth === depth)) {
      this.advance();
    }
    this.advance();
  }

  /** Steps over holes that stand where nothing of the grammar can. They end no node. */
  takeFragments(): boolean {
    let found = false;
    while (this.atKind('placeholder')) {
      this.fragments.push({ start: this.start, clause: this.clause });
      this.#index++;
      found = true;
    }
    return found;
  }

  takePlaceholder(): Placeholder | undefined {
    const { token } = this;
    if (token?.value === undefined) {
      return undefined;
    }
    this.advance();
    return { kind: 'placeholder', value: token.value, range: [token.start, token.end] };
  }

  /** A name without qualifiers, which may stand in a hole. `excluded` are the words that are none. */
  takeName(excluded: ReadonlySet<string> = RESERVED): NamePart | undefined {
    const { token } = this;
    if (token?.kind === 'placeholder') {
      return this.takePlaceholder();
    }
    if (token?.kind !== 'name' && (token?.kind !== 'word' || excluded.has(token.text))) {
      return undefined;
    }
    this.advance();
    const written = this.#source.text.slice(token.start, token.end);
    return {
      kind: 'name',
      name: token.kind === 'name' ? unquoteName(written) : written,
      range: [token.start, token.end],
    };
  }

  expectName(excluded: ReadonlySet<string> = RESERVED): NamePart {
    return this.takeName(excluded) ?? this.fail();
  }

  /** `AS name`, `AS 'name'`, or the name alone. */
  takeAlias(): NamePart | undefined {
    if (this.take('AS')) {
      return this.#takeStringAsName() ?? this.expectName(NOTHING);
    }
    return this.atKind('placeholder') ? undefined : (this.#takeStringAsName() ?? this.takeName(NEVER_BARE_ALIAS));
  }

  /** The text in a string token. */
  readString(token: SqlToken): string {
    const { text, backslashEscapes } = this.#source;
    return unquoteString(text.slice(token.start, token.end), backslashEscapes);
  }

  readWritten(token: SqlToken): string {
    return this.#source.text.slice(token.start, token.end);
  }

  /** Whether a name in double quotes, which is next, is a string. */
  get isQuotedString(): boolean {
    const { token } = this;
    return (
      this.#source.doubleQuotesAreStrings &&
      token?.kind === 'name' &&
      this.#source.text.startsWith('"', token.start) &&
      !this.at('.', 1)
    );
  }

  #takeStringAsName(): NamePart | undefined {
    const { token } = this;
    if (token?.kind !== 'string') {
      return undefined;
    }
    this.advance();
    return { kind: 'name', name: this.readString(token), range: [token.start, token.end] };
  }
}

const NOTHING: ReadonlySet<string> = new Set();
