/**
 * SQL that is put together before it runs: texts added to texts, fragments in the holes of templates, statements that a library's
 * helper wrote, names and pieces of SQL among the parameters.
 */
import { splitAtParameters } from '../../sql/format-parameters.ts';
import { parseSql } from '../../sql/parse-sql.ts';
import { scanSql } from '../../sql/scan-sql.ts';
import { getHoleOffsets, joinSqlText } from '../../sql/sql-text.ts';
import type { Run } from '../domain/run.ts';
import { createValue, getAlternatives, joinSources } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { findParameterValue } from './sql-parameters.ts';

export interface AssembledSql {
  readonly texts: readonly string[];
  readonly holes: readonly Value[];
  /** False where other texts are possible, or the text was changed in a way not followed. */
  readonly isCertain: boolean;
  /** True where offsets in the text are offsets in one template or literal of the source. */
  readonly isAsWritten: boolean;
}

const MAX_DEPTH = 8;
/** Methods that give the text with small changes, or none. */
const CHANGES: ReadonlySet<string> = new Set(['replace', 'replaceAll']);
const TRIMS: ReadonlySet<string> = new Set(['trim', 'trimStart', 'trimEnd', 'toString']);

/** Undefined where the value is no text. Of texts that a condition chose between, one that reads or writes rows, in its shortest form. */
export function assembleSql(value: Value, isTagged: boolean, depth = 0): AssembledSql | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const forms = getAlternatives(value);
  if (forms.length > 1) return chooseForm(forms.map((form) => assembleSql(form, isTagged, depth + 1)));
  const [only] = forms;
  if (only !== undefined && only !== value) return assembleSql(only, isTagged, depth + 1);
  const { what } = value;
  switch (what.kind) {
    case 'constant':
      return typeof what.value === 'string'
        ? { texts: [what.value], holes: [], isCertain: true, isAsWritten: true }
        : undefined;
    case 'text': {
      const parts = what.values.map((hole) => assembleHole(hole, isTagged, depth));
      return join(
        what.texts.flatMap((text, index) => [
          text,
          ...(index < parts.length ? [parts[index] ?? what.values[index] ?? ''] : []),
        ]),
        parts.every((part) => part === undefined),
      );
    }
    case 'handle': {
      const inner = what.sql === undefined ? undefined : assembleSql(what.sql, isTagged, depth + 1);
      return inner === undefined ? undefined : { ...inner, isAsWritten: false };
    }
    case 'operation': {
      if (what.operator === 'call' && what.name !== undefined && (CHANGES.has(what.name) || TRIMS.has(what.name))) {
        const [changed] = what.operands;
        const inner = changed === undefined ? undefined : assembleSql(changed, isTagged, depth + 1);
        return inner === undefined
          ? undefined
          : { ...inner, isCertain: inner.isCertain && TRIMS.has(what.name), isAsWritten: false };
      }
      if (what.operator !== '+') return undefined;
      const parts = what.operands.map((operand) => assembleSql(operand, isTagged, depth + 1));
      if (parts.every((part) => part === undefined)) return undefined;
      return join(
        parts.map((part, index) => part ?? what.operands[index] ?? ''),
        parts.every((part) => part?.isAsWritten !== false),
      );
    }
    default:
      return undefined;
  }
}

/** A fragment of SQL in a hole; undefined where the hole stands for a value, which in a tagged template every text does. */
function assembleHole(hole: Value, isTagged: boolean, depth: number): AssembledSql | undefined {
  const { what } = hole;
  if (what.kind === 'handle') {
    const fragment = assembleSql(hole, isTagged, depth + 1);
    // What has parameters of its own would mix them up with those of the text around it.
    return fragment === undefined || hasPlaceholders(fragment) ? undefined : fragment;
  }
  if (isTagged) return undefined;
  if (what.kind === 'constant')
    return what.value === undefined || what.value === null
      ? undefined
      : { texts: [String(what.value)], holes: [], isCertain: true, isAsWritten: false };
  const forms = getAlternatives(hole);
  // Only fragments make a fragment: a hole that may be a value is one.
  if (forms.length > 1) {
    const parts = forms.map((form) => assembleHole(form, isTagged, depth + 1));
    return parts.includes(undefined) ? undefined : chooseForm(parts);
  }
  return assembleSql(hole, isTagged, depth + 1);
}

function hasPlaceholders({ texts }: AssembledSql): boolean {
  const text = { texts };
  return scanSql(joinSqlText(text), getHoleOffsets(text)).tokens.some(
    (token) => token.value?.kind === 'placeholder' && token.value.style !== 'hole',
  );
}

/** What the shortest form says holds for all of them. */
function chooseForm(forms: readonly (AssembledSql | undefined)[]): AssembledSql | undefined {
  const known = forms.filter((form) => form !== undefined);
  // `if (rows.length === 0) return 'select 1 where false'`: a statement that does nothing stands for no statement.
  const effective = known.filter(({ texts }) => parseSql({ texts }).some((statement) => statement.table !== undefined));
  const [first, ...others] = effective.length > 0 ? effective : known;
  if (first === undefined) return undefined;
  const getLength = ({ texts }: AssembledSql): number => texts.join('').length;
  const shortest = others.reduce((a, b) => (getLength(b) < getLength(a) ? b : a), first);
  return { ...shortest, isCertain: shortest.isCertain && others.length === 0 };
}

/** Texts, pieces with holes of their own, and values that are holes, one after the other. */
function join(parts: readonly (string | AssembledSql | Value)[], isAsWritten: boolean): AssembledSql {
  const texts: string[] = [''];
  const holes: Value[] = [];
  let isCertain = true;
  for (const part of parts) {
    if (typeof part === 'string') texts.push((texts.pop() ?? '') + part);
    else if ('what' in part) {
      holes.push(part);
      texts.push('');
    } else {
      const [first = '', ...more] = part.texts;
      texts.push((texts.pop() ?? '') + first, ...more);
      holes.push(...part.holes);
      isCertain &&= part.isCertain;
    }
  }
  return { texts, holes, isCertain, isAsWritten };
}

/** Writes the parameters into the text, those that are names or pieces of SQL as such; the others become holes. */
export function formatSql(run: Run, sql: AssembledSql, parameters: Value): AssembledSql {
  const parts = splitAtParameters(sql).map((part): string | AssembledSql | Value => {
    if (typeof part === 'string') return part;
    const value = findParameterValue(run, part.placeholder, { holes: sql.holes, parameters });
    return (part.isText ? assembleHole(value, false, 0) : undefined) ?? value;
  });
  return { ...join(parts, false), isCertain: sql.isCertain };
}

/** Whether a parameter of the text is a name or a piece of SQL, without which the text cannot be read. */
export function needsFormatting(sql: AssembledSql): boolean {
  return splitAtParameters(sql).some((part) => typeof part !== 'string' && part.isText);
}

/** The assembled text as a value. It has no place in the source. */
export function createSqlValue({ texts, holes }: AssembledSql): Value {
  return createValue({ kind: 'text', texts, values: holes }, joinSources(holes));
}
