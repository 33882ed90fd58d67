/**
 * Remedies for statements written as SQL: conditions and arithmetic move into the statement, whatever its placeholders look like.
 */
import type { Access, AccessSet } from '../evaluation/domain/access.ts';
import { getSqlText } from '../evaluation/sql/get-sql-text.ts';
import { addCondition, addRowLock, makeRelative } from '../sql/edit-sql.ts';
import { joinSqlText } from '../sql/sql-text.ts';
import type { SqlStatement } from '../sql/statement.ts';
import { isSameResource } from '../windows/relate-accesses.ts';
import { addCheck } from './check-count.ts';
import { findArithmetic } from './arithmetic.ts';
import type { Arithmetic } from './arithmetic.ts';
import type { ChangeWrite, StoreRemedies } from './store-remedies.ts';
import { removeUnused } from './remove-unused.ts';
import type { TextEdit } from './remedy.ts';
import { hasNullSafeInequality } from './requirement.ts';
import type { Requirement, Target } from './requirement.ts';
import { openSql } from './sql-source.ts';
import type { SqlSource } from './sql-source.ts';
import { findSqlOutcome } from './sql-outcome.ts';

/** Stores whose databases lock rows with FOR UPDATE. */
const LOCKING: ReadonlySet<string> = new Set(['pg', 'postgres', 'mysql2', 'mysql2-promise']);
/** Stores of PostgreSQL, which has IS DISTINCT FROM and joins texts with `||`. */
const POSTGRESQL: ReadonlySet<string> = new Set(['pg', 'postgres']);

export const sqlRemedies: StoreRemedies = { change, check, lockRow };

function change(
  target: Target,
  { requirements, field, guard }: ChangeWrite,
): { readonly condition: string; readonly expression: string; readonly edits: readonly TextEdit[] } | undefined {
  const { write, module } = target;
  const source = openSql(write, module);
  if (source === undefined || !isPlain(source.statement)) return undefined;
  const edits: TextEdit[] = [];
  const computed = field === undefined ? undefined : compute(target, source, field);
  if (field !== undefined && computed === undefined) return undefined;
  edits.push(...(computed?.edits ?? []));

  const conditions: string[] = [];
  const shown: string[] = [];
  for (const requirement of requirements) {
    const condition = spell(target, source, requirement, computed);
    if (condition === undefined) return undefined;
    conditions.push(condition.sql);
    shown.push(condition.shown);
  }
  const added =
    conditions.length === 0
      ? []
      : addCondition(source.text, source.statement, conditions.join(' AND '))?.map((edit) => source.place(edit));
  const parameters = source.finish();
  const checked = conditions.length === 0 ? [] : addCheck(target, findSqlOutcome(write, module), guard);
  if (added === undefined || parameters === undefined || checked === undefined) return undefined;
  for (const edit of added) {
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return {
    condition: shown.join(' AND '),
    expression: computed?.shown ?? '',
    edits: [...edits, ...parameters, ...checked],
  };
}

/** One table, all of whose conditions are known, so that a bare column can only be its own. */
function isPlain(statement: SqlStatement): boolean {
  return (
    (statement.kind === 'update' || statement.kind === 'delete') &&
    statement.hasWhere &&
    statement.whereIsComplete &&
    statement.tablesRead.length === 0
  );
}

interface Computed {
  readonly edits: readonly TextEdit[];
  readonly shown: string;
  /** The amount, and the placeholder it now stands behind. */
  readonly amount: string;
  readonly placeholder: string;
  readonly field: string;
}

function compute(target: Target, source: SqlSource, field: string): Computed | undefined {
  const { write, module } = target;
  const index = write.sets.findIndex((set) => set.field === field);
  const set: AccessSet | undefined = write.sets[index];
  const assignment = source.statement.assignments[index];
  if (
    set === undefined ||
    assignment?.column !== field ||
    assignment.value.kind !== 'placeholder' ||
    assignment.value.style === 'named'
  )
    return undefined;
  const parameter = source.findParameter(assignment.value);
  const arithmetic = findArithmetic(target, set, parameter);
  if (parameter === undefined || arithmetic === undefined || isUsedTwice(source, assignment.value.index))
    return undefined;
  const placeholder = source.joined.slice(...assignment.value.range);
  const isHole = assignment.value.style === 'hole';
  const statement =
    arithmetic.kind === 'number'
      ? makeRelative(source.text, source.statement, field, arithmetic.operator)?.map((edit) => source.place(edit))
      : join(target, source, field, arithmetic);
  if (statement === undefined) return undefined;
  const edits: TextEdit[] = [];
  for (const edit of statement) {
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  edits.push({ range: parameter.range, text: arithmetic.text }, ...removeUnused(module, parameter));
  const shown =
    arithmetic.kind === 'number'
      ? `${field} ${arithmetic.operator} ${arithmetic.text}`
      : arithmetic.side === 'end'
        ? `${field} || ${arithmetic.text}`
        : `${arithmetic.text} || ${field}`;
  return { edits, shown, amount: arithmetic.text, placeholder: isHole ? `\${${arithmetic.text}}` : placeholder, field };
}

/** A numbered placeholder may stand in several places, of which only one is the new value. */
function isUsedTwice(source: SqlSource, index: number): boolean {
  const { assignments, where } = source.statement;
  const values = [...assignments, ...where]
    .map((part) => part.value)
    .filter((value) => value.kind === 'placeholder' && value.style === 'numbered' && value.index === index);
  const mentioned = (source.joined.match(/\$\d+/g) ?? []).filter((found) => found === `$${String(index + 1)}`);
  return values.length > 1 || mentioned.length > 1;
}

function join(
  { context, write }: Target,
  source: SqlSource,
  field: string,
  arithmetic: Extract<Arithmetic, { kind: 'text' }>,
): readonly (TextEdit | undefined)[] | undefined {
  // Elsewhere `||` means OR; and a null makes the whole text null.
  if (!POSTGRESQL.has(write.store.name) || context.findTable(write)?.columns.get(field)?.nullable !== false)
    return undefined;
  const assignment = source.statement.assignments.find((candidate) => candidate.column === field);
  if (assignment === undefined) return undefined;
  const [start, end] = assignment.value.range;
  return arithmetic.side === 'end'
    ? [source.place({ offset: start, end: start, text: `${field} || ` })]
    : [source.place({ offset: end, end, text: ` || ${field}` })];
}

/** A requirement as SQL, its values as parameters. */
function spell(
  target: Target,
  source: SqlSource,
  requirement: Requirement,
  computed: Computed | undefined,
): { readonly sql: string; readonly shown: string } | undefined {
  const column = spellColumn(target, source, requirement.field);
  if (column === undefined) return undefined;
  switch (requirement.kind) {
    case 'null': {
      const sql = `${column} IS ${requirement.isNull ? '' : 'NOT '}NULL`;
      return { sql, shown: sql };
    }
    case 'boolean': {
      const isNullable = target.context.findTable(target.write)?.columns.get(requirement.field)?.nullable !== false;
      const sql = isNullable
        ? `${column} IS ${requirement.is ? '' : 'NOT '}TRUE`
        : `${column} = ${requirement.is ? 'TRUE' : 'FALSE'}`;
      return { sql, shown: sql };
    }
    case 'comparison': {
      const { operand } = requirement;
      const operator =
        requirement.operator === '!='
          ? hasNullSafeInequality(target.write)
            ? 'IS DISTINCT FROM'
            : '<>'
          : requirement.operator;
      if (operand.kind === 'expression') {
        const placeholder =
          findPresent(target, source, requirement.field, operand.text, computed) ??
          source.addParameter(source.statement.whereEnd ?? 0, operand.text, requirement.field);
        return placeholder === undefined
          ? undefined
          : {
              sql: `${column} ${operator} ${placeholder}`,
              shown: `${requirement.field} ${requirement.operator} ${operand.text}`,
            };
      }
      const literal =
        typeof operand.value === 'string'
          ? source.quote(operand.value)
          : typeof operand.value === 'number'
            ? String(operand.value)
            : operand.value
              ? 'TRUE'
              : 'FALSE';
      return literal === undefined
        ? undefined
        : {
            sql: `${column} ${operator} ${literal}`,
            shown: `${requirement.field} ${requirement.operator} ${typeof operand.value === 'string' ? `'${operand.value}'` : literal}`,
          };
    }
  }
}

/** `$1` stands for the amount already: the database takes it for one type, so only where it belongs to the same column. */
function findPresent(
  { module }: Target,
  source: SqlSource,
  field: string,
  text: string,
  computed: Computed | undefined,
): string | undefined {
  if (computed?.field === field && computed.amount === text && /^\$\d+$/.test(computed.placeholder))
    return computed.placeholder;
  const assignment = source.statement.assignments.find((candidate) => candidate.column === field);
  if (assignment?.value.kind !== 'expression' || !assignment.relative) return undefined;
  const placeholder = assignment.value.operands.find(
    (value) => value.kind === 'placeholder' && value.style === 'numbered',
  );
  const expression = placeholder === undefined ? undefined : source.findParameter(placeholder);
  if (placeholder === undefined || expression === undefined || module.text.slice(...expression.range) !== text)
    return undefined;
  return source.joined.slice(...placeholder.range);
}

/** As a statement of the file on the same table spells it; a name that none of them spells only where it needs no quotes. */
function spellColumn({ write, context }: Target, source: SqlSource, field: string): string | undefined {
  if (!/^[A-Za-z_]\w*$/.test(field)) return undefined;
  const others = context
    .getRoots()
    .flatMap((root) => root.accesses)
    .filter((access) => access.store === write.store && isSameResource(access, write));
  for (const joined of [
    source.joined,
    ...others.map((access) =>
      access.sql?.text === undefined ? '' : joinSqlText(getSqlText(access.sql.text)?.text ?? { texts: [] }),
    ),
  ]) {
    const places = findPlaces(joined, field);
    const quoted = places.find(
      ({ before, after }) => /["`]/.test(after) && before.endsWith(after) && !/[\w.]/.test(before.slice(0, -1)),
    );
    if (quoted !== undefined) {
      const quote = quoted.after;
      return quote === source.delimiter ? undefined : `${quote}${field}${quote}`;
    }
    if (places.some(({ before, after }) => !/[\w."'`$:@]$/.test(before) && !/[\w."'`(]/.test(after))) return field;
  }
  const column = context.findTable(write)?.columns.get(field)?.column ?? field;
  return /^[a-z_][a-z0-9_]*$/.test(column) && !RESERVED.has(column) ? column : undefined;
}

interface Place {
  /** Up to two characters. */
  readonly before: string;
  /** One character, if there is one. */
  readonly after: string;
}

/** What stands around each mention of a name. */
function findPlaces(text: string, name: string): readonly Place[] {
  const places: Place[] = [];
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length))
    places.push({
      before: text.slice(Math.max(0, at - 2), at),
      after: text.slice(at + name.length, at + name.length + 1),
    });
  return places;
}

/** Names that people give columns and databases keep for themselves. */
const RESERVED: ReadonlySet<string> = new Set([
  'user',
  'order',
  'group',
  'check',
  'default',
  'references',
  'primary',
  'key',
  'index',
  'limit',
  'offset',
  'end',
  'from',
  'to',
  'when',
  'case',
  'table',
  'column',
  'grant',
  'usage',
  'rank',
  'system',
  'all',
  'any',
  'desc',
  'asc',
  'left',
  'right',
  'select',
  'where',
  'values',
  'set',
  'update',
  'delete',
  'insert',
  'current_user',
  'session_user',
]);

function check(target: Target): readonly TextEdit[] | undefined {
  return addCheck(target, findSqlOutcome(target.write, target.module), undefined);
}

function lockRow(
  read: Access,
  target: Target,
): { readonly lock: string; readonly edits: readonly TextEdit[] } | undefined {
  if (!LOCKING.has(read.store.name)) return undefined;
  const source = openSql(read, target.module);
  const edit = source === undefined ? undefined : addRowLock(source.statement);
  const placed = edit === undefined ? undefined : source?.place(edit);
  return placed === undefined ? undefined : { lock: 'FOR UPDATE', edits: [placed] };
}
