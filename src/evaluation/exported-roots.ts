/**
 * Functions that a module hands out: what other files can call, and what looks like a handler.
 */
import type { FrameworkEntry } from '../catalog/shape.ts';
import type { FunctionExpression, Range } from '../languages/program.ts';
import { createInstance, instantiate } from './class-members.ts';
import type { EvaluatedModule } from './frame.ts';
import type { Run } from './run.ts';
import { createValue, findTarget } from './value.ts';
import type { Value } from './value.ts';

export interface Root {
  readonly kind: 'handler' | 'function';
  readonly name: string | undefined;
  readonly range: Range;
  /** Run one after the other, each handing on to the next. */
  readonly chain: readonly Value[];
  readonly framework: FrameworkEntry | undefined;
}

const MAX_EXPORT_DEPTH = 3;

/** Functions and methods that importers can reach, always in the same order. */
export function findExportedRoots(run: Run, module: EvaluatedModule): readonly Root[] {
  return findRootsIn(run, module, [...module.exports.values(), ...module.stars]);
}

/** Functions of a module that some values are, or hold. */
export function findRootsIn(run: Run, module: EvaluatedModule, values: readonly Value[]): readonly Root[] {
  const roots: Root[] = [];
  const seen = new Set<object>();
  const visit = (value: Value, depth: number): void => {
    const { what } = findTarget(value);
    if (seen.has(what) || depth > MAX_EXPORT_DEPTH) return;
    seen.add(what);
    switch (what.kind) {
      case 'function':
        if (what.closure.module === module) roots.push(createFunctionRoot(run, value, what.closure.node));
        for (const write of run.state.getFields(what.closure.node).values()) visit(write.value, depth + 1);
        return;
      case 'operation':
        // A wrapped function (`asyncHandler(async (req, res) => …)`).
        if (what.operator === 'call') for (const operand of what.operands) if (operand.what.kind === 'function') visit(operand, depth);
        return;
      case 'record':
        for (const field of what.fields.values()) visit(bindTo(field, value), depth + 1);
        for (const write of run.state.getFields(what).values()) visit(write.value, depth + 1);
        return;
      case 'list':
        for (const element of what.elements) visit(element, depth + 1);
        return;
      case 'class':
        if (what.module === module) visitClass(createInstance(run, what, undefined), what);
        return;
      case 'instance':
        if (what.class.module === module) visitClass(value, what.class);
        return;
      case 'handle':
        // Functions added to a model or schema.
        for (const write of run.state.getFields(what).values()) visit(write.value, depth + 1);
        for (const made of what.made) if (made.what.kind === 'handle') visit(made, depth + 1);
        return;
      default:
    }
  };
  const visitClass = (instance: Value, owner: Extract<Value['what'], { kind: 'class' }>): void => {
    for (const member of owner.node.members) {
      if (member.value?.kind !== 'function' || member.kind === 'constructor' || member.name === undefined) continue;
      const closure = { node: member.value, frame: member.value.lexicalThis ? instantiate(owner, instance) : owner.frame, module: owner.module, self: member.isStatic ? createValue(owner) : instance };
      roots.push(createFunctionRoot(run, createValue({ kind: 'function', closure }), member.value));
    }
  };
  for (const value of values) visit(value, 0);
  return roots;
}

/** A method of an object has the object for `this`. */
function bindTo(value: Value, self: Value): Value {
  const { what } = value;
  if (what.kind !== 'function' || what.closure.node.lexicalThis || what.closure.self !== undefined) return value;
  return createValue({ kind: 'function', closure: { ...what.closure, self } }, value.sources);
}

function createFunctionRoot(run: Run, value: Value, node: FunctionExpression): Root {
  const framework = findFramework(run, node);
  return { kind: framework === undefined ? 'function' : 'handler', name: node.name, range: node.range, chain: [value], framework };
}

/** The framework whose handlers a function looks like, by the names of its parameters. */
function findFramework(run: Run, node: FunctionExpression): FrameworkEntry | undefined {
  const names = node.parameters.map((parameter) => parameter.name);
  if (names.length < 2) return undefined;
  return run.catalog.entries.find((entry): entry is FrameworkEntry => entry.kind === 'framework' && entry.handlerParameterNames.length > 0 && names.length <= entry.handlerParameterNames.length && names.every((name, index) => entry.handlerParameterNames[index]?.includes(name) === true || (name.startsWith('$') && index === 0)));
}
