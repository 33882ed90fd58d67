/**
 * The condition a write should carry itself, in words of the check that was made before it: `status = 'active'`.
 */
import type { AccessCondition } from '../evaluation/domain/access.ts';
import type { Value } from '../evaluation/domain/value.ts';
import { readTests } from '../windows/read-tests.ts';
import type { Test } from '../windows/read-tests.ts';
import { isSameField } from '../windows/relate-accesses.ts';
import type { Window } from '../windows/window.ts';
import { getLastName } from './phrases.ts';

const NEGATED: Readonly<Record<string, string>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};
const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

export function describeCondition({ read, field, guard }: Window): string {
  const name = field === undefined ? 'it' : getLastName(field);
  const tests = guard === undefined ? [] : readTests(guard).filter((candidate) => candidate.operands.some(isDecisive));
  const [test] = tests;
  // Several tests of one field: no single comparison says what they say together.
  const described =
    tests.length > 1
      ? undefined
      : test === undefined
        ? describeAsked(read.where.find((condition) => field !== undefined && isSameField(condition.field, field)))
        : describeTest(test);
  return described ?? `\`${name}\` as it was checked`;

  function isDecisive(operand: Value): boolean {
    return operand.sources.some((source) => source.kind === 'read' && source.access === read && source.path === field);
  }

  function describeTest({ operator, operands, holds, isAlternative }: Test): string | undefined {
    if (holds === undefined || isAlternative) return undefined;
    // Entries of a list were looked through for one.
    if (operator === 'truthy' && field?.endsWith('.*') === true)
      return `\`${name}\` still ${holds ? 'with' : 'without'} such an entry`;
    if (operator === 'truthy') return `\`${name}\` still ${holds ? 'set' : 'unset'}`;
    const at = operands.findIndex(isDecisive);
    const other = operands[1 - at];
    const own = operands[at]?.what;
    if (own?.kind === 'operation' && own.operator !== 'call') return undefined;
    const compared = own?.kind === 'operation' && own.name === 'length' ? `${name}.length` : name;
    const effective = holds ? operator : NEGATED[operator];
    if (other === undefined || effective === undefined) return undefined;
    return compare(compared, at === 0 ? effective : (MIRRORED[effective] ?? effective), other);
  }
}

/** The read's own condition, where the check was made by the read. */
function describeAsked(condition: AccessCondition | undefined): string | undefined {
  return condition === undefined
    ? undefined
    : compare(
        getLastName(condition.field),
        condition.operator === '=' || condition.operator === 'is' ? '==' : condition.operator,
        condition.value,
      );
}

function compare(name: string, operator: string, { what }: Value): string | undefined {
  if (!(operator in NEGATED)) return undefined;
  if (what.kind === 'list') return `\`${name} ${operator === '!=' ? 'not in' : 'in'} …\``;
  const shown = operator === '==' ? '=' : operator;
  if (what.kind !== 'constant') return `\`${name} ${shown} …\``;
  if (what.value === null || what.value === undefined)
    return `\`${name}\` still ${operator === '==' ? 'empty' : 'set'}`;
  return `\`${name} ${shown} ${typeof what.value === 'string' ? `'${what.value}'` : String(what.value)}\``;
}
