/**
 * Remedies for Mongoose: conditions go into the filter, arithmetic into `$inc`; a document that is changed and saved becomes one
 * `findOneAndUpdate`.
 */
import type { CallExpression, RecordExpression } from '../languages/program.ts';
import { findArithmetic, spellChange } from './arithmetic.ts';
import { addCheck } from './check-count.ts';
import type { Outcome } from './check-count.ts';
import { replaceSave } from './mongoose-save.ts';
import { appendEntries, readProperties, spellConstant, spellEntry } from './object-edits.ts';
import { removeUnused } from './remove-unused.ts';
import type { TextEdit } from './remedy.ts';
import type { ComparisonOperator, Requirement, Target } from './requirement.ts';
import { getText } from './reuse-expression.ts';
import type { ChangedWrite, ChangeWrite, StoreRemedies } from './store-remedies.ts';

export const mongooseRemedies: StoreRemedies = { change, check };

const OPERATORS: Readonly<Record<ComparisonOperator, string | undefined>> = {
  '=': undefined,
  '!=': '$ne',
  '<': '$lt',
  '<=': '$lte',
  '>': '$gt',
  '>=': '$gte',
};
/** Methods that name the row by its id alone, and those that take a filter instead. */
const BY_FILTER: Readonly<Record<string, string>> = {
  findByIdAndUpdate: 'findOneAndUpdate',
  findByIdAndDelete: 'findOneAndDelete',
};
const NONE: Readonly<Record<string, (name: string) => string>> = {
  updateOne: (name) => `${name}.matchedCount === 0`,
  deleteOne: (name) => `${name}.deletedCount === 0`,
  findOneAndUpdate: (name) => `!${name}`,
  findOneAndDelete: (name) => `!${name}`,
};

function change(target: Target, wanted: ChangeWrite): ChangedWrite | undefined {
  const { write, module } = target;
  const conditions = spellAll(wanted.requirements);
  if (conditions === undefined) return undefined;
  if (write.entity !== undefined) return replaceSave(target, wanted, conditions);
  const { call } = write;
  if (
    call?.kind !== 'call' ||
    call.callee.kind !== 'member' ||
    typeof call.callee.property !== 'string' ||
    call.args.some((argument) => argument.spread)
  )
    return undefined;
  const method = BY_FILTER[call.callee.property] ?? call.callee.property;
  const isNone = NONE[method];
  if (isNone === undefined) return undefined;
  const edits: TextEdit[] = [];
  let expression = '';
  if (wanted.field !== undefined) {
    const computed = compute(target, call, wanted.field);
    if (computed === undefined) return undefined;
    edits.push(...computed.edits);
    expression = computed.shown;
  }
  if (conditions.length === 0) return { condition: '', expression, edits };

  const filter = call.args[0]?.value;
  if (filter === undefined) return undefined;
  if (method !== call.callee.property) {
    if (filter.kind === 'record' || getText(module, filter).includes('\n')) return undefined;
    edits.push(
      { range: call.callee.propertyRange, text: method },
      { range: filter.range, text: `{ _id: ${[getText(module, filter), ...conditions].join(', ')} }` },
    );
  } else {
    const properties = readProperties(filter);
    const appended = filter.kind === 'record' ? appendEntries(filter, conditions) : undefined;
    if (properties === undefined || appended === undefined || [...properties.keys()].some((key) => key.startsWith('$')))
      return undefined;
    edits.push(appended);
  }
  const outcome: Outcome = { awaits: true, bind: (name) => name, isNone };
  const checked = addCheck(target, outcome, wanted.guard);
  return checked === undefined
    ? undefined
    : { condition: conditions.join(', '), expression, edits: [...edits, ...checked] };
}

function compute(
  target: Target,
  call: CallExpression,
  field: string,
): { readonly shown: string; readonly edits: readonly TextEdit[] } | undefined {
  const data = call.args[1]?.value;
  if (data?.kind !== 'record') return undefined;
  const inner = readProperties(data)?.get('$set')?.value ?? data;
  const property = readProperties(inner)?.get(field);
  const set = target.write.sets.find((candidate) => candidate.field === field);
  if (property === undefined || set === undefined || !isSole(data) || (inner.kind === 'record' && !isSole(inner)))
    return undefined;
  const arithmetic = findArithmetic(target, set, property.value);
  if (arithmetic?.kind !== 'number') return undefined;
  return {
    shown: `${field} ${arithmetic.operator} ${arithmetic.text}`,
    edits: [
      { range: data.range, text: `{ $inc: { ${field}: ${spellChange(arithmetic)} } }` },
      ...removeUnused(target.module, property.value),
    ],
  };
}

function isSole(record: RecordExpression): boolean {
  return record.entries.length === 1;
}

function spellAll(requirements: readonly Requirement[]): readonly string[] | undefined {
  const conditions: string[] = [];
  for (const requirement of requirements) {
    if (!/^[A-Za-z_$][\w$]*$/.test(requirement.field)) return undefined;
    conditions.push(spell(requirement));
  }
  return conditions;
}

function spell(requirement: Requirement): string {
  const { field } = requirement;
  switch (requirement.kind) {
    case 'null':
      return `${field}: ${requirement.isNull ? 'null' : '{ $ne: null }'}`;
    case 'boolean':
      // A field that was never set is as good as false.
      return `${field}: ${requirement.is ? 'true' : '{ $ne: true }'}`;
    case 'comparison': {
      const { operand } = requirement;
      const value = operand.kind === 'constant' ? spellConstant(operand.value) : operand.text;
      const operator = OPERATORS[requirement.operator];
      return operator === undefined ? spellEntry(field, value) : `${field}: { ${operator}: ${value} }`;
    }
  }
}

function check(target: Target): readonly TextEdit[] | undefined {
  const { callee } = target.write.call ?? {};
  const method =
    callee?.kind === 'member' && typeof callee.property === 'string'
      ? (BY_FILTER[callee.property] ?? callee.property)
      : '';
  const isNone = NONE[method];
  return isNone === undefined ? undefined : addCheck(target, { awaits: true, bind: (name) => name, isNone }, undefined);
}
