import type { Module, Range } from '../../../src/languages/program.ts';

/** Any node of a program, as far as tests of all of them need it. */
export interface ProgramNode {
  readonly kind: string;
  readonly range: Range;
  readonly propertyRange?: Range;
  readonly keyRange?: Range;
  readonly textRanges?: readonly Range[];
}

/** Every node of a program, entries and members included, outermost first. */
export function nodesOf(module: Module): readonly ProgramNode[] {
  const nodes: ProgramNode[] = [];
  collect(module, nodes);
  return nodes;
}

function collect(value: unknown, nodes: ProgramNode[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, nodes);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (isProgramNode(value)) nodes.push(value);
  for (const child of Object.values(value)) if (typeof child === 'object') collect(child, nodes);
}

function isProgramNode(value: object): value is ProgramNode {
  return 'kind' in value && 'range' in value;
}
