/**
 * The statement around a call as it is written, which the program, being desugared, only half remembers.
 */
import type { EvaluatedModule } from '../evaluation/domain/frame.ts';
import type {
  CallExpression,
  Expression,
  LetStatement,
  NewExpression,
  Range,
  Statement,
} from '../languages/program.ts';
import { findFunction, getChildren, getNodes, getParent, getStatementLists } from './program-tree.ts';
import type { ProgramNode } from './program-tree.ts';
import { getText } from './reuse-expression.ts';

export interface WrittenStatement {
  /** From its first word to its semicolon, if it has one. */
  readonly range: Range;
  /** White space before its first word. */
  readonly indent: string;
  readonly semicolon: string;
}

/** A statement of a braced block. Undefined where another statement could not simply be put after it. */
export function findWritten(module: EvaluatedModule, statement: Statement): WrittenStatement | undefined {
  const { text } = module;
  const parent = getParent(module, statement);
  const list =
    parent === undefined ? undefined : getStatementLists(parent).find((candidate) => candidate.includes(statement));
  if (list === undefined) return undefined;
  const start = statement.kind === 'let' ? findKeyword(text, statement) : statement.range[0];
  if (start === undefined) return undefined;
  let line = start;
  while (' \t'.includes(text[line - 1] ?? '\n')) line--;
  // Alone at the start of its line, and after another statement, or after the brace that opens the block.
  if (line > 0 && text[line - 1] !== '\n') return undefined;
  const indent = text.slice(line, start);
  const code = findLastCode(text.slice(0, line));
  const isAfterStatement = list.some((other) => other !== statement && other.range[1] <= start);
  // What is written as `a(), b()` is two statements only of the program.
  if (isAfterStatement ? /,\s*(?:\/\/|$)/.test(code) : !/\{\s*(?:\/\/|$)/.test(code)) return undefined;
  const rest = /^[ \t]*;/.exec(text.slice(statement.range[1]));
  return { range: [start, statement.range[1] + (rest?.[0].length ?? 0)], indent, semicolon: rest === null ? '' : ';' };
}

/** The last line of a text that is more than a `//` comment; the comment behind its code is left on it. */
function findLastCode(text: string): string {
  // Backwards, each line once: runs of comments may be long, and files have many.
  for (let rest = text.trimEnd(); ;) {
    const line = rest.slice(rest.lastIndexOf('\n') + 1);
    if (!line.trimStart().startsWith('//')) return line;
    rest = rest.slice(0, -line.length).trimEnd();
  }
}

/** `const x = …`: declarations are known by what follows the keyword; several in one are left alone. */
function findKeyword(text: string, statement: LetStatement): number | undefined {
  const found = /\b(?:const|let|var)\s+$/.exec(text.slice(Math.max(0, statement.range[0] - 40), statement.range[0]));
  if (found === null || /^\s*,/.test(text.slice(statement.range[1]))) return undefined;
  return statement.range[0] - found[0].length;
}

/** How the result of a call is kept. */
export type CallPlace =
  /** `await f();` */
  | { readonly kind: 'dropped'; readonly statement: WrittenStatement; readonly range: Range }
  /** `const x = await f();` */
  | { readonly kind: 'named'; readonly statement: WrittenStatement; readonly name: string; readonly let: LetStatement }
  /** `const { rows } = await f();`, `return f();`, `f().then(…)`, … */
  | { readonly kind: 'other' };

/** `awaits` tells whether the result is there only after an `await`. */
export function findCallPlace(
  module: EvaluatedModule,
  call: CallExpression | NewExpression,
  awaits: boolean,
): CallPlace {
  const outer = getParent(module, call);
  const value: ProgramNode = outer?.kind === 'suspend' ? outer : call;
  if (awaits !== (value !== call)) return { kind: 'other' };
  const statement = getParent(module, value);
  if (statement?.kind === 'effect') {
    const written = findWritten(module, statement);
    return written === undefined || !isWhole(module, statement.range, value.range)
      ? { kind: 'other' }
      : { kind: 'dropped', statement: written, range: value.range };
  }
  if (statement?.kind === 'let' && !statement.name.startsWith('$')) {
    const written = findWritten(module, statement);
    const isPlain =
      written !== undefined &&
      /^(?:const|let|var)\s+([^\s=]+)\s*=\s*$/.exec(module.text.slice(written.range[0], value.range[0]))?.[1] ===
        statement.name &&
      module.text.slice(value.range[1], written.range[1]).replace(';', '').trim() === '';
    return written !== undefined && isPlain
      ? { kind: 'named', statement: written, name: statement.name, let: statement }
      : { kind: 'other' };
  }
  return { kind: 'other' };
}

function isWhole(module: EvaluatedModule, outer: Range, inner: Range): boolean {
  return module.text.slice(outer[0], inner[0]).trim() === '' && module.text.slice(inner[1], outer[1]).trim() === '';
}

/** A name like `wanted` that nothing in the function around `place` goes by. */
export function findFreeName(module: EvaluatedModule, place: ProgramNode, wanted: string): string {
  const scope = getText(module, findFunction(module, place) ?? module.program);
  const taken = new Set(scope.match(/\w+/g));
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}${String(count)}`;
  return name;
}

/** The code decides something by what the declaration binds, or by a variable that is made from it. */
export function isTested(module: EvaluatedModule, declared: LetStatement): boolean {
  const names = new Set([declared.name]);
  const scope = findFunction(module, declared);
  const nodes = [...getNodes(module)].filter((node) => findFunction(module, node) === scope);
  // Twice, since the order of the nodes is not that of the text.
  for (let round = 0; round < 2; round++) {
    for (const node of nodes)
      if (
        node.kind === 'let' &&
        node.value !== undefined &&
        node.value.kind !== 'function' &&
        mentions(node.value, names)
      )
        names.add(node.name);
  }
  return nodes.some(
    (node) =>
      (node.kind === 'if' || node.kind === 'choice' || node.kind === 'loop') &&
      node.test !== undefined &&
      mentions(node.test, names),
  );
}

function mentions(expression: Expression, names: ReadonlySet<string>): boolean {
  const open: ProgramNode[] = [expression];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'name' && names.has(node.name)) return true;
    open.push(...getChildren(node));
  }
  return false;
}
