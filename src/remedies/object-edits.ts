/**
 * Edits of object literals in the arguments of a call.
 */
import type { Expression, RecordEntry, RecordExpression } from '../languages/program.ts';
import { isPlainRecord } from './condition-expression.ts';
import type { TextEdit } from './remedy.ts';

export type Property = Extract<RecordEntry, { kind: 'property' }>;

/** The entries of a literal without spreads and computed keys; undefined for anything else. */
export function readProperties(expression: Expression | undefined): ReadonlyMap<string, Property> | undefined {
  if (expression?.kind !== 'record' || !isPlainRecord(expression)) return undefined;
  const properties = new Map<string, Property>();
  for (const entry of expression.entries)
    if (entry.kind === 'property' && typeof entry.key === 'string') properties.set(entry.key, entry);
  return properties;
}

/** Writes more entries behind the last one. */
export function appendEntries(record: RecordExpression, entries: readonly string[]): TextEdit | undefined {
  const last = record.entries.at(-1);
  return last === undefined ? undefined : { range: [last.range[1], last.range[1]], text: `, ${entries.join(', ')}` };
}

/** Gives a property another value, also where its name stood for it. */
export function setProperty(property: Property, value: string): TextEdit {
  return property.shorthand && typeof property.key === 'string'
    ? { range: property.range, text: `${property.key}: ${value}` }
    : { range: property.value.range, text: value };
}

export function spellEntry(field: string, value: string): string {
  return field === value ? field : `${field}: ${value}`;
}

/** A constant as JavaScript. */
export function spellConstant(value: string | number | boolean): string {
  return typeof value === 'string'
    ? `'${JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
    : String(value);
}
