/**
 * The program upwards: what a node stands in. Made once for each module, when its first remedy is looked for.
 */
import type { EvaluatedModule } from '../evaluation/domain/frame.ts';
import { assertExhaustive } from '../languages/program.ts';
import type { Expression, FunctionExpression, Module, Parameter, Statement } from '../languages/program.ts';

export type ProgramNode = Module | Statement | Expression;

const parents = new WeakMap<Module, ReadonlyMap<ProgramNode, ProgramNode>>();

/** What the node stands directly in. Nodes that a lowering uses twice (`x += 1`) are known by their first place. */
export function getParent(module: EvaluatedModule, node: ProgramNode): ProgramNode | undefined {
  return getParents(module.program).get(node);
}

/** Every node of the module, in no order to rely on. */
export function getNodes(module: EvaluatedModule): Iterable<ProgramNode> {
  return getParents(module.program).keys();
}

function getParents(program: Module): ReadonlyMap<ProgramNode, ProgramNode> {
  const known = parents.get(program);
  if (known !== undefined) return known;
  const found = new Map<ProgramNode, ProgramNode>();
  const open: ProgramNode[] = [program];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const child of getChildren(node)) {
      if (found.has(child)) continue;
      found.set(child, node);
      open.push(child);
    }
  }
  parents.set(program, found);
  return found;
}

/** The lists of statements that a node holds directly, each a block of its own. */
export function getStatementLists(node: ProgramNode): readonly (readonly Statement[])[] {
  switch (node.kind) {
    case 'module':
    case 'block':
    case 'loop':
    case 'scope':
    case 'function':
      return [node.body];
    case 'if':
      return [node.consequent, node.alternate];
    case 'try':
      return [node.body, node.handler?.body ?? [], node.finalizer];
    case 'sequence':
      return [node.statements];
    default:
      return [];
  }
}

/** The function that a node runs in; undefined at the top of the module. */
export function findFunction(module: EvaluatedModule, node: ProgramNode): FunctionExpression | undefined {
  for (let outer = getParent(module, node); outer !== undefined; outer = getParent(module, outer))
    if (outer.kind === 'function') return outer;
  return undefined;
}

/** What a name is bound by. */
export type Declaration = Extract<Statement, { kind: 'let' | 'try' | 'scope' }> | Parameter | FunctionExpression;

/** What `name` means at a node; undefined for globals. */
export function findDeclaration(module: EvaluatedModule, node: ProgramNode, name: string): Declaration | undefined {
  let inner: ProgramNode = node;
  for (let outer = getParent(module, node); outer !== undefined; inner = outer, outer = getParent(module, outer)) {
    const from = inner;
    if (outer.kind === 'function' && name === 'this' && !outer.lexicalThis) return outer;
    for (const list of getStatementLists(outer)) {
      // What a block declares is seen by its own statements, and by the value of a sequence.
      if (!list.some((statement) => statement === from) && outer.kind !== 'sequence') continue;
      const declared = list.find((statement) => statement.kind === 'let' && statement.name === name);
      if (declared?.kind === 'let') return declared;
    }
    if (outer.kind === 'function') {
      const parameter = outer.parameters.find((candidate) => candidate.name === name);
      if (parameter !== undefined) return parameter;
    }
    if (
      outer.kind === 'try' &&
      outer.handler?.name === name &&
      outer.handler.body.some((statement) => statement === from)
    )
      return outer;
    if (outer.kind === 'scope' && outer.name === name && outer.body.some((statement) => statement === from))
      return outer;
  }
  return undefined;
}

/** What a node is made of, in the order of the text. */
export function getChildren(node: ProgramNode): readonly ProgramNode[] {
  switch (node.kind) {
    case 'module':
    case 'block':
      return node.body;
    case 'let':
      return node.value === undefined ? [] : [node.value];
    case 'assign':
      return [node.target, node.value];
    case 'effect':
      return [node.expression];
    case 'if':
      return [node.test, ...node.consequent, ...node.alternate];
    case 'loop':
      return [
        ...(node.over === undefined ? [] : [node.over]),
        ...(node.test === undefined ? [] : [node.test]),
        ...node.body,
      ];
    case 'try':
      return [...node.body, ...(node.handler?.body ?? []), ...node.finalizer];
    case 'return':
    case 'throw':
      return node.value === undefined ? [] : [node.value];
    case 'scope':
      return [node.manager, ...node.body];
    case 'export':
    case 'suspend':
      return [node.value];
    case 'member':
      return typeof node.property === 'string' ? [node.object] : [node.object, node.property];
    case 'call':
      return [
        node.callee,
        ...node.args.map((argument) => argument.value),
        ...node.keywords.map((keyword) => keyword.value),
      ];
    case 'new':
      return [node.callee, ...node.args.map((argument) => argument.value)];
    case 'function':
      return [
        ...node.annotations,
        ...node.parameters.flatMap((parameter) => [
          ...parameter.annotations,
          ...(parameter.default === undefined ? [] : [parameter.default]),
        ]),
        ...node.body,
      ];
    case 'class':
      return [
        ...node.annotations,
        ...(node.superclass === undefined ? [] : [node.superclass]),
        ...node.members.flatMap((member) => [
          ...member.annotations,
          ...(member.value === undefined ? [] : [member.value]),
        ]),
      ];
    case 'record':
      return node.entries.flatMap((entry) =>
        entry.kind === 'spread' || typeof entry.key === 'string' ? [entry.value] : [entry.key, entry.value],
      );
    case 'list':
      return node.elements.map((element) => element.value);
    case 'template':
      return node.values;
    case 'operation':
      return node.operands;
    case 'choice':
      return [node.test, node.consequent, node.alternate];
    case 'sequence':
      return [...node.statements, node.value];
    case 'unknown':
      return node.children;
    case 'constant':
    case 'name':
    case 'import':
    case 'element':
    case 'jump':
      return [];
    default:
      return assertExhaustive(node);
  }
}
