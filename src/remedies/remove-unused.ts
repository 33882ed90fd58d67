/**
 * Takes a variable away that nothing uses any more, for projects whose compiler forbids such.
 */
import type { EvaluatedModule } from '../evaluation/domain/frame.ts';
import type { Expression } from '../languages/program.ts';
import { findWritten } from './enclosing-statement.ts';
import { findDeclaration, getNodes } from './program-tree.ts';
import type { TextEdit } from './remedy.ts';

/** `use` was the only place that read the variable; a declaration that does something stays. */
export function removeUnused(module: EvaluatedModule, use: Expression): readonly TextEdit[] {
  if (use.kind !== 'name') return [];
  const declared = findDeclaration(module, use, use.name);
  if (
    declared === undefined ||
    !('kind' in declared) ||
    declared.kind !== 'let' ||
    declared.value === undefined ||
    !isQuiet(declared.value)
  )
    return [];
  for (const node of getNodes(module))
    if (
      node !== use &&
      node.kind === 'name' &&
      node.name === use.name &&
      findDeclaration(module, node, node.name) === declared
    )
      return [];
  const written = findWritten(module, declared);
  if (written === undefined || !module.text.startsWith('\n', written.range[1])) return [];
  return [{ range: [written.range[0] - written.indent.length, written.range[1] + 1], text: '' }];
}

function isQuiet(expression: Expression): boolean {
  switch (expression.kind) {
    case 'constant':
    case 'name':
      return true;
    case 'member':
      return typeof expression.property === 'string' && isQuiet(expression.object);
    case 'operation':
      return expression.operands.every(isQuiet);
    case 'template':
      return expression.values.every(isQuiet);
    default:
      return false;
  }
}
