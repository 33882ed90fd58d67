/**
 * The outline of a text that was not parsed. One pass over its tokens, with as much of the grammar as tells functions, methods and
 * statements of the top level apart. What it takes for one part may be several; no word is lost.
 */
import { callOf, memberOf, Receiver, Use } from '../outline.ts';
import type { Outline, WordTable } from '../outline.ts';
import { createBindings, readHead } from './outline-bindings.ts';
import { close, createDraft, merge, note, noteAccess, noteCall, noteHead } from './outline-draft.ts';
import type { Draft } from './outline-draft.ts';
import { Tokens } from './outline-tokens.ts';
import { outlineWhole } from './outline-whole.ts';
import { BEGINNINGS, CLOSED_ENDS, CONTINUATIONS, DECLARATORS, MODIFIERS, SHARED } from './outline-words.ts';

/** `this`, where something is assigned to a member of it. */
const SELF = -2;
const NOTHING = -1;
const MAX_TYPES = 16;

/** A class or an object whose members are parts of their own. */
interface Body {
  readonly kind: 'class' | 'object';
  /** Brackets around its members. */
  readonly depth: number;
  readonly header: Draft;
}

export function outlineText(text: string, table: WordTable): Outline {
  return new OutlineReader(text, table).read() ?? outlineWhole(text, table);
}

// Closures would be made, and optimised, anew for each text.
class OutlineReader {
  private readonly text: string;
  private readonly table: WordTable;
  private readonly tokens: Tokens;
  private readonly bindings = createBindings();
  private readonly drafts: Draft[] = [];
  /** Names that something is assigned to, other than where they are declared. */
  private readonly assigned: { readonly draft: Draft; readonly id: number }[] = [];
  private readonly types = new Map<number, number[]>();

  private statement: Draft = createDraft(0);
  /** Nothing but words that a declaration may begin with was met. */
  private isFresh = true;
  private isClass = false;
  private depth = 0;
  /** The bracket that was opened in the statement itself. */
  private outermost = '';
  /** What was called, by the brackets that are open. */
  private readonly callees: number[] = [];

  private body: Body | undefined = undefined;
  private member: Draft | undefined = undefined;
  private memberName: string | undefined = undefined;
  /** The member's name is complete. */
  private isNamed = false;
  private isFunction = false;

  private previous = '';
  private previousWord = '';
  /** The word before the bracket that `previous` is. */
  private wordBefore = '';
  /** The word before, where it stands by itself. */
  private plain = NOTHING;
  private called = NOTHING;
  /** What the member before was taken from. */
  private holder: number = Receiver.unknown;
  /** `plain`, until the token after it. */
  private ended = NOTHING;
  /** Of the member that may follow. */
  private receiver: number = Receiver.unknown;
  /** The first name of `a.b.c`. */
  private root = NOTHING;
  private isDeclaring = false;
  /** The name that a colon or an equals sign would say something of; the one that it said something of. */
  private candidate = NOTHING;
  private typed = NOTHING;
  private made = NOTHING;
  /** Brackets around an annotation's arguments; 0: none is open. */
  private annotationDepth = 0;
  private isInAnnotation = false;

  constructor(text: string, table: WordTable) {
    this.text = text;
    this.table = table;
    this.tokens = new Tokens(text);
  }

  read(): Outline | undefined {
    const { tokens } = this;
    for (let kind = tokens.next(); kind !== 'end'; kind = tokens.next()) {
      if (this.ended >= 0) this.noteWhole();
      if (this.previous === '') this.statement.ranges[0] = tokens.start;
      else if (this.depth === 0) this.splitStatements(kind === 'word');
      if (this.depth === this.body?.depth) this.splitMembers(this.body, kind);
      this.leaveAnnotation(kind === 'word');
      noteHead(this.statement, tokens.value, kind === 'string', this.depth);
      if (kind === 'word') this.readWord();
      else if (kind === 'string') this.readString();
      else this.readPunctuation();
      if (this.depth < 0) return undefined;
    }
    if (this.depth !== 0) return undefined;
    this.endStatement(this.text.length);
    const { table, drafts, bindings, types } = this;
    const declared = new Set<number>();
    for (const draft of drafts) for (const name of draft.names) declared.add(table.idOf(name));
    for (const { draft, id } of this.assigned) if (declared.has(id)) draft.assignsShared = true;
    return { ...bindings, parts: drafts.map(close), types, isWhole: false };
  }

  private get draft(): Draft {
    return this.member ?? this.statement;
  }

  /** Ends the statement before a token that begins another one. */
  private splitStatements(isWord: boolean): void {
    const { tokens, previous, statement } = this;
    const begins = isWord ? !CONTINUATIONS.has(tokens.value) : tokens.value === '@';
    if (!begins || (this.isFresh && statement.isAnnotated)) return;
    const isEnded =
      previous === ';' ||
      previous === '}' ||
      (tokens.isAfterLineBreak && CLOSED_ENDS.has(previous) && !MODIFIERS.has(this.previousWord));
    if (isEnded) this.endStatement(tokens.start);
  }

  private splitMembers({ kind }: Body, token: string): void {
    const { tokens, member, previous } = this;
    const { value, start } = tokens;
    if (member === undefined) {
      if (value !== '}' && value !== ';' && value !== ',') this.startMember(start);
      return;
    }
    if (kind !== 'class') return;
    const begins = token !== 'punctuation' || value === '@' || value === '#' || value === '*';
    const isAfterBody = previous === '}' && (begins || value === '}');
    const isAfterLine =
      tokens.isAfterLineBreak &&
      begins &&
      value !== '*' &&
      this.isNamed &&
      CLOSED_ENDS.has(previous) &&
      !CONTINUATIONS.has(value);
    if (!isAfterBody && !isAfterLine) return;
    this.endMember(start);
    if (value !== '}') this.startMember(start);
  }

  private startMember(at: number): void {
    this.body?.header.ranges.push(at);
    this.member = createDraft(at);
  }

  private endStatement(at: number): void {
    this.endMember(at);
    const { statement } = this;
    statement.ranges.push(at);
    // Imports and lists of exports run nothing.
    const isCode = readHead(this.text, statement, this.bindings);
    const { words, accesses, names, sources } = statement;
    if (isCode && words.size + accesses.size + names.length + sources.length > 0) this.drafts.push(statement);
    this.statement = createDraft(at);
    this.isFresh = true;
    this.isClass = false;
    this.body = undefined;
  }

  private endMember(at: number): void {
    const { body, member, memberName, table } = this;
    if (body === undefined || member === undefined) return;
    member.ranges.push(at);
    // `{ pay }` names what is called so.
    if (body.kind === 'object' && !this.isNamed && memberName !== undefined) note(member.words, table.idOf(memberName));
    const isConstructor = memberName === 'constructor';
    if (memberName === undefined || isConstructor || !this.isFunction) {
      if (isConstructor) member.assignsShared = false;
      merge(body.header, member);
    } else {
      member.member = memberName;
      if (body.kind === 'object') body.header.hasMembers = true;
      this.drafts.push(member);
    }
    // The class or object goes on.
    body.header.ranges.push(at);
    this.member = undefined;
    this.memberName = undefined;
    this.isNamed = false;
    this.isFunction = false;
  }

  private leaveAnnotation(isWord: boolean): void {
    if (!this.isInAnnotation || this.annotationDepth > 0) return;
    const { value } = this.tokens;
    const isName = isWord && (this.previous === '@' || this.previous === '.');
    if (value !== '.' && value !== '(' && !isName) this.isInAnnotation = false;
  }

  private readWord(): void {
    const { table, tokens, depth, previous, previousWord, statement, draft } = this;
    const { value } = tokens;
    const id = table.idOf(value);
    const isMember = previous === '.';
    const isSelf = value === 'this';
    const isInBody = this.member !== undefined && depth === this.body?.depth;
    if (isMember) {
      this.plain = NOTHING;
      if (id >= 0) noteAccess(draft, this.receiver, id);
      this.holder = this.receiver;
    } else {
      this.readPlainWord(id, isInBody);
      this.isDeclaring = DECLARATORS.has(previousWord);
      this.root = isSelf || SHARED.has(value) ? SELF : id;
      if (id >= 0 && this.typed >= 0 && (previous === ':' || previousWord === 'new')) this.addType(this.typed, id);
    }
    if (isMember ? this.receiver === Receiver.self : previous !== ':' && previousWord !== 'new') this.candidate = id;
    // `a.b.c`: what `b` is declared as elsewhere says nothing of this one, save where `a` is `this`.
    if (isSelf) this.receiver = Receiver.self;
    else if (isMember && this.receiver !== Receiver.self) this.receiver = id >= 0 ? memberOf(id) : Receiver.unknown;
    else this.receiver = id >= 0 ? id : Receiver.unknown;
    this.called = id;
    if (depth === 0) {
      if (value === 'class' && !isMember) this.isClass = true;
      this.isFresh &&= BEGINNINGS.has(value) || (statement.isAnnotated && this.isInAnnotation);
      // `const a = 1, b = 2`.
      if (previous === ',' && statement.isHeadClosed && DECLARATORS.has(statement.head[0] ?? ''))
        statement.names.push(value);
    }
    if (isInBody && !this.isInAnnotation && !this.isNamed) this.memberName = value;
    if (value === 'function') this.isFunction = true;
    this.previous = 'word';
    this.previousWord = value;
    this.wordBefore = '';
  }

  private readPlainWord(id: number, isInBody: boolean): void {
    const { previous, tokens } = this;
    // The name that a declaration gives is none that it uses.
    const isDeclared =
      this.previousWord === 'function' ||
      this.previousWord === 'class' ||
      (isInBody && !this.isNamed && !this.isInAnnotation);
    // Types and annotations run nothing by themselves.
    const isType = (previous === ':' || this.isInAnnotation) && tokens.value.charCodeAt(0) < 97;
    this.plain = id >= 0 && !isDeclared && !isType ? id : NOTHING;
    if (this.plain >= 0) note(this.draft.words, this.plain);
    this.ended = this.plain;
  }

  /** Whether the word before was meant as a whole shows in what comes after it. */
  private noteWhole(): void {
    const { value } = this.tokens;
    const { ended, draft } = this;
    this.ended = NOTHING;
    const known = ended < 0 || value === '.' || value === '(' ? undefined : draft.words.get(ended);
    if (known !== undefined) draft.words.set(ended, known | Use.whole);
  }

  private addType(name: number, type: number): void {
    const list = this.types.get(name);
    if (list === undefined) this.types.set(name, [type]);
    // A name of so many things says nothing of any.
    else if (list.length < MAX_TYPES && !list.includes(type)) list.push(list.length + 1 < MAX_TYPES ? type : NOTHING);
    this.typed = NOTHING;
  }

  private readString(): void {
    const { tokens, table, draft } = this;
    const isLoaded = this.previous === '(' && (this.wordBefore === 'import' || this.wordBefore === 'require');
    if (isLoaded) draft.sources.push(tokens.content());
    if (this.member !== undefined && this.depth === this.body?.depth && !this.isNamed)
      this.memberName = tokens.content();
    if (tokens.isKey()) {
      const id = table.idOf(tokens.content());
      if (id >= 0) noteAccess(draft, Receiver.unknown, id);
    }
    this.previous = 'string';
    this.previousWord = '';
    this.wordBefore = '';
  }

  private readPunctuation(): void {
    const { tokens, draft } = this;
    const { value } = tokens;
    this.noteTyped(value);
    switch (value) {
      case '(':
      case '[':
      case '{':
        this.open(value);
        break;
      case ')':
      case ']':
      case '}':
        this.shut(tokens.start);
        break;
      case '=':
        if (this.isInBody()) {
          this.isNamed = true;
          if (this.body?.kind === 'class') this.isFunction = true;
        }
        if (!this.isDeclaring && (this.previous === 'word' || this.previous === ']')) {
          if (this.root === SELF) draft.assignsShared = true;
          else if (this.root >= 0) this.assigned.push({ draft, id: this.root });
        }
        break;
      case '=>':
        if (this.depth === 0) this.statement.kind = 'function';
        this.isFunction = true;
        break;
      case ':':
      case '?':
      case '!':
      case '<':
        if (this.isInBody() && this.memberName !== undefined && !this.isInAnnotation) {
          if (!this.isNamed && value === '<') this.isFunction = true;
          this.isNamed = true;
        }
        break;
      case ';':
        if (this.isInBody()) this.endMember(tokens.start);
        break;
      case ',':
        if (this.body?.kind === 'object' && this.isInBody()) this.endMember(tokens.start);
        break;
      case '@':
        this.isInAnnotation = true;
        this.annotationDepth = 0;
        if (this.depth === 0) this.statement.isAnnotated = true;
        else if (this.isInBody()) draft.isAnnotated = true;
        break;
      default:
    }
    this.wordBefore = value === '(' ? this.previousWord : '';
    this.previous = value;
    this.previousWord = '';
  }

  private isInBody(): boolean {
    return this.member !== undefined && this.depth === this.body?.depth;
  }

  /** What follows a name may say what it is: `a: Type`, `a = new Type()`, `a = make()`. */
  private noteTyped(value: string): void {
    if (value === '=') this.made = this.candidate >= 0 ? this.candidate : this.typed;
    else if (value !== '.' && value !== '(') this.made = NOTHING;
    if (value === ':' || value === '=') this.typed = this.candidate;
    else if (value !== '?' && value !== '!') this.typed = NOTHING;
    if (value !== '?' && value !== '!' && value !== '.') this.candidate = NOTHING;
  }

  private open(bracket: string): void {
    const { draft, depth, previous, called, plain } = this;
    const isCall = bracket === '(' && previous === 'word';
    this.callees.push(isCall && called >= 0 ? callOf(called) : Receiver.unknown);
    if (isCall && called >= 0 && this.made >= 0) this.addType(this.made, called);
    if (isCall && plain >= 0) noteCall(draft.words, plain);
    else if (isCall && called >= 0) noteCall(draft.accesses.get(this.holder), called);
    this.made = NOTHING;
    this.receiver = Receiver.unknown;
    if (bracket === '(' && this.isInBody() && !this.isInAnnotation && !this.isNamed && this.memberName !== undefined) {
      this.isNamed = true;
      this.isFunction = true;
    }
    if (bracket === '{' && this.body === undefined) this.openBody();
    if (depth === 0) this.outermost = bracket;
    this.depth++;
    if (this.isInAnnotation && this.annotationDepth === 0) this.annotationDepth = this.depth;
  }

  private openBody(): void {
    const { depth, previous, statement } = this;
    const isClass = depth === 0 && this.isClass;
    const isObject =
      (depth === 0 && (previous === '=' || this.previousWord === 'default')) ||
      (depth === 1 && this.outermost === '(' && previous === '(' && !statement.isAnnotated);
    if (isClass || isObject) this.body = { kind: isClass ? 'class' : 'object', depth: depth + 1, header: statement };
  }

  private shut(at: number): void {
    if (this.isInAnnotation && this.depth === this.annotationDepth) this.isInAnnotation = false;
    this.depth--;
    this.receiver = this.callees.pop() ?? Receiver.unknown;
    if (this.body === undefined || this.depth >= this.body.depth) return;
    this.endMember(at);
    // Another object of the same statement is another body.
    this.body = undefined;
    this.isClass = false;
  }
}
