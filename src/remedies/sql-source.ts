/**
 * A SQL text and its parameters as they stand in a call, and edits of both together.
 */
import type { Access } from '../evaluation/domain/access.ts';
import type { EvaluatedModule } from '../evaluation/domain/frame.ts';
import { getSqlText } from '../evaluation/sql/get-sql-text.ts';
import type { Expression, Range, RecordExpression } from '../languages/program.ts';
import { findNextPlaceholder } from '../sql/edit-sql.ts';
import type { SqlEdit } from '../sql/edit-sql.ts';
import { joinSqlText, locateInTexts } from '../sql/sql-text.ts';
import type { SqlStatement, SqlText, SqlValue } from '../sql/statement.ts';
import { isPlainRecord } from './condition-expression.ts';
import type { TextEdit } from './remedy.ts';

export interface SqlSource {
  readonly statement: SqlStatement;
  readonly text: SqlText;
  readonly joined: string;
  /** What the literal starts and ends with. */
  readonly delimiter: string;
  /** A constant as SQL, spelled for the literal it goes into. */
  quote(value: string): string | undefined;
  /** The edit in the file; undefined where it touches a hole. */
  place(edit: SqlEdit): TextEdit | undefined;
  /** SQL for one more value at `offset`, whose edits `finish` gives. Undefined where there is no place for a value. */
  addParameter(offset: number, expression: string, name: string): string | undefined;
  /** The expression a placeholder stands for. */
  findParameter(value: SqlValue): Expression | undefined;
  /** Edits of the parameter list; undefined where it is not plain how it is written. */
  finish(): readonly TextEdit[] | undefined;
}

/** Undefined where the text is not written out in the call itself: others may use it too. */
export function openSql(access: Access, module: EvaluatedModule): SqlSource | undefined {
  const { sql, call } = access;
  if (sql === undefined || call === undefined || access.module !== module || sql.text.module !== module)
    return undefined;
  const { node } = sql.text;
  const text = getSqlText(sql.text)?.text;
  const ranges = node === undefined ? undefined : getTextRanges(node, module);
  if (
    node === undefined ||
    text === undefined ||
    ranges?.length !== text.texts.length ||
    !isWithin(node.range, call.range)
  )
    return undefined;
  // Offsets in the text are offsets in the file only where nothing is escaped.
  if (!text.texts.every((part, index) => part === module.text.slice(...(ranges[index] ?? [0, 0])))) return undefined;
  const delimiter = module.text.charAt(node.range[0]);
  const parameters = openParameters(access, module, text, node);
  return {
    statement: sql.statement,
    text,
    joined: joinSqlText(text),
    delimiter,
    quote(value) {
      if (/[\\\n\r$`]/.test(value)) return undefined;
      const literal = `'${value.replaceAll("'", "''")}'`;
      return node.kind === 'template' ? literal : literal.replaceAll(delimiter, `\\${delimiter}`);
    },
    place({ offset, end, text: inserted }) {
      const from = locateInTexts(text, offset);
      const part = text.texts[from.textIndex];
      const range = ranges[from.textIndex];
      if (part === undefined || range === undefined || from.offsetInText + (end - offset) > part.length)
        return undefined;
      const start = range[0] + from.offsetInText;
      return { range: [start, start + (end - offset)], text: inserted };
    },
    ...parameters,
  };
}

function getTextRanges(node: Expression, module: EvaluatedModule): readonly Range[] | undefined {
  if (node.kind === 'template') return node.textRanges;
  const isLiteral =
    node.kind === 'constant' && typeof node.value === 'string' && /['"`]/.test(module.text.charAt(node.range[0]));
  return isLiteral ? [[node.range[0] + 1, node.range[1] - 1]] : undefined;
}

function isWithin(inner: Range, outer: Range): boolean {
  return inner[0] >= outer[0] && inner[1] <= outer[1];
}

type Parameters = Pick<SqlSource, 'addParameter' | 'findParameter' | 'finish'>;

/** Values in a row, and where more can be written between them. */
interface ValueList {
  readonly elements: readonly Expression[];
  /** Undefined where it is not plain what stands between two values. */
  insert(index: number, texts: readonly string[]): TextEdit | undefined;
}

function openParameters(access: Access, module: EvaluatedModule, text: SqlText, node: Expression): Parameters {
  const { sql, call } = access;
  const given = sql?.parameters?.node;
  const list = call === undefined ? undefined : findList(module, given, node, call);
  const record = call === undefined ? undefined : findRecord(given, node, call);
  const isTagged = call?.kind === 'call' && call.tagged && node.kind === 'template';
  const added: { readonly index: number; readonly text: string }[] = [];
  return {
    addParameter(offset, expression, name) {
      if (isTagged) return `\${${expression}}`;
      const next = findNextPlaceholder(text, offset, name);
      switch (next?.kind) {
        case 'numbered': {
          if (record !== undefined || list?.elements.length !== next.parameterIndex) return undefined;
          added.push({ index: next.parameterIndex, text: expression });
          return `${next.text.charAt(0)}${String(next.parameterIndex + added.length)}`;
        }
        case 'positional':
          if (list === undefined || record !== undefined || list.elements.length < next.parameterIndex)
            return undefined;
          added.push({ index: next.parameterIndex, text: expression });
          return next.text;
        case 'named': {
          const isPlain =
            record?.entries.every(
              (entry) => entry.kind === 'property' && typeof entry.key === 'string' && /^\w+$/.test(entry.key),
            ) ?? false;
          if (!isPlain || added.length > 0) return undefined;
          added.push({ index: 0, text: expression === next.name ? expression : `${next.name}: ${expression}` });
          return next.text;
        }
        default:
          // A hole of a plain template is text, not a value.
          return undefined;
      }
    },
    findParameter(value) {
      if (value.kind !== 'placeholder') return undefined;
      if (value.style === 'hole') return isTagged ? node.values[value.index] : undefined;
      if (value.style !== 'named') return list?.elements[value.index];
      return record?.entries.find((entry) => entry.kind === 'property' && entry.key === value.name)?.value;
    },
    finish() {
      const [first] = added;
      if (first === undefined) return [];
      const texts = added.map((value) => value.text);
      if (list !== undefined && record === undefined) {
        const edit = list.insert(first.index, texts);
        return edit === undefined ? undefined : [edit];
      }
      const last = record?.entries.at(-1);
      return last === undefined
        ? undefined
        : [{ range: [last.range[1], last.range[1]], text: `, ${texts.join(', ')}` }];
    },
  };
}

/** `{ id, title }` for named values, handed over with the statement or to a prepared one. */
function findRecord(
  given: Expression | undefined,
  text: Expression,
  call: NonNullable<Access['call']>,
): RecordExpression | undefined {
  const record =
    given ?? (isWithin(text.range, call.callee.range) && call.args.length === 1 ? call.args[0]?.value : undefined);
  return record?.kind === 'record' && isWithin(record.range, call.range) && isPlainRecord(record) ? record : undefined;
}

/** The elements of the list of values, or the arguments where they are given one by one to a prepared statement (`prepare('…').run(a, b)`). */
function findList(
  module: EvaluatedModule,
  given: Expression | undefined,
  text: Expression,
  call: NonNullable<Access['call']>,
): ValueList | undefined {
  const isList = given?.kind === 'list' && isWithin(given.range, call.range);
  const isPrepared = given === undefined && isWithin(text.range, call.callee.range);
  if (!isList && !isPrepared) return undefined;
  const [only] = call.args;
  const list = isList ? given : call.args.length === 1 && only?.value.kind === 'list' ? only.value : undefined;
  const items = list?.elements ?? call.args;
  if (items.some((item) => item.spread)) return undefined;
  const elements = items.map((item) => item.value);
  const start = list === undefined ? module.text.indexOf('(', call.callee.range[1]) : list.range[0];
  const end = (list ?? call).range[1] - 1;
  return {
    elements,
    insert(index, texts) {
      const before = elements[index];
      const from = elements[index - 1]?.range[1] ?? start + 1;
      const between = module.text.slice(from, before?.range[0] ?? end);
      if (before !== undefined)
        return (index === 0 ? /^\s*$/ : /^\s*,\s*$/).test(between)
          ? insertAt(before.range[0], `${texts.join(', ')}, `)
          : undefined;
      if (index === 0) return /^\s*$/.test(between) ? insertAt(from, texts.join(', ')) : undefined;
      const isTrailing = /^\s*,\s*$/.test(between);
      return isTrailing || /^\s*$/.test(between) ? insertAt(from, `, ${texts.join(', ')}`) : undefined;
    },
  };
}

function insertAt(offset: number, text: string): TextEdit {
  return { range: [offset, offset], text };
}
