/**
 * The constant a value is, products and sums of constants included: `60 * 60 * 24`.
 */
import type { Value } from '../evaluation/domain/value.ts';

export function computeConstant({ what }: Value): string | number | undefined {
  if (what.kind === 'constant')
    return typeof what.value === 'string' || typeof what.value === 'number' ? what.value : undefined;
  if (what.kind !== 'operation' || what.operands.length !== 2) return undefined;
  const [left, right] = what.operands.map(computeConstant);
  if (typeof left !== 'number' || typeof right !== 'number') return undefined;
  switch (what.operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return undefined;
  }
}
