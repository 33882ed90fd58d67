import type { TSESTree } from '@typescript-eslint/types';
import type { ImportExpression } from '../program.ts';
import { constantKey, constantText, type Node, rangeOf } from './syntax.ts';

/** What an assignment to it exports: `=` for `module.exports`, `a` for `exports.a` and `module.exports.a`, undefined for other targets. */
export function exportedName(target: Node): string | undefined {
  if (target.type !== 'MemberExpression') return undefined;
  const key = constantKey(target.property, target.computed);
  if (key === undefined) return undefined;
  const object: Node = target.object;
  if (object.type === 'Identifier') {
    if (object.name === 'exports') return key;
    return object.name === 'module' && key === 'exports' ? '=' : undefined;
  }
  return exportedName(object) === '=' ? key : undefined;
}

/** `require('x')` with a constant source. */
export function lowerRequire(node: TSESTree.CallExpression): ImportExpression | undefined {
  if (node.callee.type !== 'Identifier' || node.callee.name !== 'require' || node.arguments.length !== 1)
    return undefined;
  const argument = node.arguments[0];
  const source = argument === undefined ? undefined : constantText(argument);
  return source === undefined
    ? undefined
    : { kind: 'import', source, name: '*', typeOnly: false, range: rangeOf(node) };
}
