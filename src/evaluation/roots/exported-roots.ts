/**
 * Functions that a module hands out: what other files can call, and what looks like a handler.
 */
import { parse } from 'node:path';
import { isSetUpName } from '../../catalog/naming.ts';
import type { FrameworkEntry } from '../../catalog/shape.ts';
import type { FunctionExpression } from '../../languages/program.ts';
import { createInstance, instantiate } from '../classes/class-members.ts';
import { decorateMethod } from '../classes/decorated-methods.ts';
import type { EvaluatedModule, Frame } from '../domain/frame.ts';
import type { Run } from '../domain/run.ts';
import { createValue, findTarget } from '../domain/value.ts';
import type { Closure, Value } from '../domain/value.ts';
import { findAnnotatedRoot } from './annotated-roots.ts';
import type { Root } from './root.ts';

const MAX_EXPORT_DEPTH = 3;

/** Functions and methods that importers can reach, always in the same order. */
export function findExportedRoots(run: Run, module: EvaluatedModule): readonly Root[] {
  return findRootsIn(run, module, [...module.exports.values(), ...module.stars], [...module.exports.keys()]);
}

/** Functions of a module that some values are, or hold; `names` are what they are exported as. */
export function findRootsIn(
  run: Run,
  module: EvaluatedModule,
  values: readonly Value[],
  names: readonly string[] = [],
): readonly Root[] {
  const roots: Root[] = [];
  const seen = new Set<object>();
  const add = (root: Root, node: FunctionExpression): void => {
    if (root.kind === 'handler' || root.isCandidate === true || !isSetUp(run, node)) roots.push(root);
  };
  const visit = (value: Value, depth: number, name?: string, wrapper?: string): void => {
    const { what } = findTarget(value);
    if (seen.has(what) || depth > MAX_EXPORT_DEPTH) return;
    seen.add(what);
    switch (what.kind) {
      case 'function':
        if (isOwn(what.closure, module))
          add(createFunctionRoot(run, module, value, what.closure.node, { name, wrapper }), what.closure.node);
        for (const write of run.state.getFields(what.closure.node).values()) visit(write.value, depth + 1);
        return;
      case 'operation':
        // A wrapped function (`asyncHandler(async (req, res) => …)`).
        if (what.operator === 'call')
          for (const operand of what.operands)
            if (operand.what.kind === 'function') visit(operand, depth, name, what.name);
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
      const closure = {
        node: member.value,
        frame: member.value.lexicalThis ? instantiate(owner, instance) : owner.frame,
        module: owner.module,
        self: member.isStatic ? createValue(owner) : instance,
      };
      const method = createValue({ kind: 'function', closure: decorateMethod(run, owner, member, closure) });
      const annotated = findAnnotatedRoot(run, owner, member.annotations, method);
      if (annotated === undefined) add(createFunctionRoot(run, module, method, member.value, {}), member.value);
      else roots.push(annotated);
    }
  };
  values.forEach((value, index) => {
    visit(value, 0, names[index]);
  });
  return roots;
}

/** A method of an object has the object for `this`. */
function bindTo(value: Value, self: Value): Value {
  const { what } = value;
  if (what.kind !== 'function' || what.closure.node.lexicalThis || what.closure.self !== undefined) return value;
  return createValue({ kind: 'function', closure: { ...what.closure, self } }, value.sources);
}

/** A function of the module, or a wrapper of another one around such a function. */
function isOwn(closure: Closure, module: EvaluatedModule): boolean {
  if (closure.module === module) return true;
  for (let frame: Frame | undefined = closure.frame; frame !== undefined && !frame.isModuleLevel; frame = frame.parent)
    for (const cell of frame.cells.values())
      if (cell.initial?.what.kind === 'function' && cell.initial.what.closure.module === module) return true;
  return false;
}

/** Runs once when the application starts, as its name says, and is not given anybody it would do it for. */
function isSetUp({ catalog }: Run, { name, parameters }: FunctionExpression): boolean {
  return (
    name !== undefined &&
    isSetUpName(name) &&
    !parameters.some(
      (parameter) =>
        catalog.names.isIdentityName(parameter.name) || catalog.names.isOwnerColumn(parameter.name) !== undefined,
    )
  );
}

function createFunctionRoot(
  run: Run,
  module: EvaluatedModule,
  value: Value,
  node: FunctionExpression,
  exported: Pick<Root, 'wrapper'> & { readonly name?: string | undefined },
): Root {
  const { frameworks } = run.catalog;
  const called = frameworks.find((entry) => isExportedHandler(entry, module, exported.name));
  // What a wrapper that is not seen hands to the function need not be what the framework hands to handlers.
  const framework =
    called === undefined ? findByParameters(frameworks, node, 2) : exported.wrapper === undefined ? called : undefined;
  const isCandidate = framework === undefined && findByParameters(frameworks, node, 1) !== undefined;
  return {
    kind: called === undefined && framework === undefined ? 'function' : 'handler',
    name: node.name,
    range: node.range,
    chain: [value],
    framework,
    isCandidate,
    wrapper: exported.wrapper,
  };
}

/** The framework whose handlers a function looks like, by the names of its parameters. */
function findByParameters(
  frameworks: readonly FrameworkEntry[],
  node: FunctionExpression,
  least: number,
): FrameworkEntry | undefined {
  const names = node.parameters.map((parameter) => parameter.name);
  if (names.length < least) return undefined;
  return frameworks.find(
    (entry) =>
      entry.handlerParameterNames.length > 0 &&
      names.length <= entry.handlerParameterNames.length &&
      names.every(
        (name, index) =>
          entry.handlerParameterNames[index]?.includes(name) === true ||
          (name.startsWith('$') && index === 0 && least > 1),
      ),
  );
}

/** Whether the framework looks for handlers under this name in files such as this one. */
function isExportedHandler(entry: FrameworkEntry, module: EvaluatedModule, name: string | undefined): boolean {
  if (name === undefined) return false;
  return (entry.exportedHandlers ?? []).some(
    ({ names, files, directive, imports }) =>
      (names === undefined || names.includes(name)) &&
      (files === undefined || files.includes(parse(module.file).name)) &&
      (directive === undefined || module.program.directives.includes(directive)) &&
      (imports === undefined || importsAny(module, imports)),
  );
}

function importsAny(module: EvaluatedModule, packages: readonly string[]): boolean {
  return module.program.body.some(
    (statement) =>
      statement.kind === 'let' && statement.value?.kind === 'import' && matchesAny(statement.value.source, packages),
  );
}

function matchesAny(source: string, packages: readonly string[]): boolean {
  return packages.some((name) => (name.endsWith('*') ? source.startsWith(name.slice(0, -1)) : source === name));
}
