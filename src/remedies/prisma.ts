/**
 * Remedies for Prisma. `update` and `delete` name one row by a unique key; with conditions they become `updateMany` and `deleteMany`,
 * which take any and tell how many rows there were.
 */
import type { Access } from '../evaluation/domain/access.ts';
import { findArithmetic } from './arithmetic.ts';
import { addCheck } from './check-count.ts';
import type { Outcome } from './check-count.ts';
import { appendEntries, readProperties, setProperty, spellConstant, spellEntry } from './object-edits.ts';
import type { Property } from './object-edits.ts';
import { removeUnused } from './remove-unused.ts';
import type { TextEdit } from './remedy.ts';
import type { ComparisonOperator, Requirement, Target } from './requirement.ts';
import type { ChangedWrite, ChangeWrite, StoreRemedies } from './store-remedies.ts';

export const prismaRemedies: StoreRemedies = { change, check };

const MANY: Readonly<Record<string, string>> = {
  update: 'updateMany',
  delete: 'deleteMany',
  updateMany: 'updateMany',
  deleteMany: 'deleteMany',
};
const COUNT: Outcome = { awaits: true, bind: (name) => name, isNone: (name) => `${name}.count === 0` };
const OPERATORS: Readonly<Record<ComparisonOperator, string | undefined>> = {
  '=': undefined,
  '!=': 'not',
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
};
const SCALAR_OPERATORS: ReadonlySet<string> = new Set([
  'set',
  'increment',
  'decrement',
  'multiply',
  'divide',
  'push',
  'unset',
]);

function change(target: Target, { requirements, field, guard }: ChangeWrite): ChangedWrite | undefined {
  const { write, module } = target;
  const call = readCall(write);
  if (call === undefined) return undefined;
  const edits: TextEdit[] = [];
  let expression = '';
  if (field !== undefined) {
    const set = write.sets.find((candidate) => candidate.field === field);
    const property = call.data?.get(field);
    const arithmetic =
      set === undefined || property === undefined ? undefined : findArithmetic(target, set, property.value);
    if (property === undefined || arithmetic?.kind !== 'number') return undefined;
    edits.push(
      setProperty(property, `{ ${arithmetic.operator === '-' ? 'decrement' : 'increment'}: ${arithmetic.text} }`),
      ...removeUnused(module, property.value),
    );
    expression = `${field} ${arithmetic.operator} ${arithmetic.text}`;
  }
  if (requirements.length === 0) return { condition: '', expression, edits };

  const entries = requirements.map((requirement) => spell(target, requirement));
  const added: string[] = [];
  for (const entry of entries) {
    if (entry === undefined) return undefined;
    added.push(entry);
  }
  const many = MANY[call.method];
  const { where } = call;
  const callee = write.call?.callee;
  if (many === undefined || where.value.kind !== 'record' || callee?.kind !== 'member' || !call.isScalar)
    return undefined;
  // The row that `update` gives is not what `updateMany` gives.
  if (many !== call.method && write.outcomeUsed) return undefined;
  const appended = appendEntries(where.value, added);
  const checked = addCheck(target, COUNT, guard);
  if (appended === undefined || checked === undefined) return undefined;
  if (many !== call.method) edits.push({ range: callee.propertyRange, text: many });
  return { condition: added.join(', '), expression, edits: [...edits, appended, ...checked] };
}

interface PrismaCall {
  readonly method: string;
  readonly where: Property;
  readonly data: ReadonlyMap<string, Property> | undefined;
  /** The conditions and the data are of the row's own columns: no compound keys, no other tables. */
  readonly isScalar: boolean;
}

function readCall({ call }: Access): PrismaCall | undefined {
  if (
    call?.kind !== 'call' ||
    call.callee.kind !== 'member' ||
    typeof call.callee.property !== 'string' ||
    call.args.length !== 1
  )
    return undefined;
  const options = readProperties(call.args[0]?.value);
  const where = options?.get('where');
  const conditions = readProperties(where?.value);
  if (options === undefined || where === undefined || conditions === undefined) return undefined;
  const data = readProperties(options.get('data')?.value);
  const isOwn =
    [...options.keys()].every((key) => key === 'where' || key === 'data') &&
    (data !== undefined || !options.has('data'));
  const isPlainWhere = [...conditions.values()].every(
    ({ value }) => value.kind !== 'record' && value.kind !== 'unknown',
  );
  const isPlainData = [...(data?.values() ?? [])].every(
    ({ value }) =>
      value.kind !== 'record' ||
      [...(readProperties(value)?.keys() ?? ['?'])].every((key) => SCALAR_OPERATORS.has(key)),
  );
  return { method: call.callee.property, where, data, isScalar: isOwn && isPlainWhere && isPlainData };
}

function spell({ context, write }: Target, requirement: Requirement): string | undefined {
  const { field } = requirement;
  if (!/^[A-Za-z_$][\w$]*$/.test(field)) return undefined;
  switch (requirement.kind) {
    case 'null':
      return `${field}: ${requirement.isNull ? 'null' : '{ not: null }'}`;
    case 'boolean':
      // `not: true` leaves nulls out, as SQL does.
      return !requirement.is && context.findTable(write)?.columns.get(field)?.nullable === true
        ? undefined
        : `${field}: ${String(requirement.is)}`;
    case 'comparison': {
      const { operand } = requirement;
      const value = operand.kind === 'constant' ? spellConstant(operand.value) : operand.text;
      const operator = OPERATORS[requirement.operator];
      return operator === undefined ? spellEntry(field, value) : `${field}: { ${operator}: ${value} }`;
    }
  }
}

function check(target: Target): readonly TextEdit[] | undefined {
  const method = target.write.call?.callee.kind === 'member' ? target.write.call.callee.property : undefined;
  return method === 'updateMany' || method === 'deleteMany' ? addCheck(target, COUNT, undefined) : undefined;
}
