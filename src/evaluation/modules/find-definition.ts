/**
 * What a file of the project defines under a name that no import leads to: a model in a folder of models that is loaded as a
 * whole, or any module the code reaches by its folder and name (`app.services.orders`).
 */
import type { EvaluatedModule } from '../domain/frame.ts';
import { ROOT_BUDGET } from '../domain/run.ts';
import type { Run } from '../domain/run.ts';
import { createConstant, createUnknown, createValue, findTarget, getPath } from '../domain/value.ts';
import type { HandleWhat, Value } from '../domain/value.ts';
import { recogniseByName } from '../names/recognise-name.ts';

const models = new WeakMap<EvaluatedModule, { readonly entry: HandleWhat['entry']; readonly value: Value }>();

/** The model as its own file defines it, on the connection of `what`; undefined where there is no such file, or it defines something else. */
export function findModelDefinition(run: Run, folders: readonly string[], what: HandleWhat): Value | undefined {
  if (what.resource === undefined) return undefined;
  const module = run.modules.findDefinition(folders, what.resource);
  const exported = module === undefined ? undefined : getWhole(module);
  if (module === undefined || exported === undefined) return undefined;
  const known = models.get(module);
  const value = known?.entry === what.entry ? known.value : define(run, module, exported, what);
  if (value === undefined) return undefined;
  models.set(module, { entry: what.entry, value });
  const defined = value.what;
  return defined.kind === 'handle'
    ? createValue({ ...defined, connection: what.connection, certainty: what.certainty }, value.sources)
    : undefined;
}

/** The function that `path` names, such as `app.services.orders.pay`: the module whose folder and name it ends with, and has it. */
export function findPathFunction(run: Run, path: string, name: string): Value | undefined {
  const [holder = '', folder] = path.split('.').reverse();
  if (folder === undefined || !/^[\w$]+$/.test(holder)) return undefined;
  const module = run.modules.findDefinition([folder], holder);
  const exported = module === undefined ? undefined : getWhole(module);
  if (module === undefined || exported === undefined) return undefined;
  const { what } = findTarget(exported);
  const member = what.kind === 'record' ? what.fields.get(name) : module.exports.get(name);
  return member !== undefined && findTarget(member).what.kind === 'function' ? member : undefined;
}

function getWhole(module: EvaluatedModule): Value | undefined {
  return (
    module.exports.get('=') ??
    module.exports.get('default') ??
    ([...module.exports.values()].length === 1 ? [...module.exports.values()][0] : createUnknown(undefined))
  );
}

function define(run: Run, module: EvaluatedModule, exported: Value, what: HandleWhat): Value | undefined {
  const found = findTarget(exported);
  switch (found.what.kind) {
    case 'handle':
      return isSameKind(run, found.what, what) ? found : undefined;
    case 'function': {
      const made = findTarget(callDefinition(run, module, found, undefined));
      return made.what.kind === 'handle' && isSameKind(run, made.what, what) ? made : undefined;
    }
    case 'record':
      return defineFromRecord(run, module, found, what);
    default:
      return undefined;
  }
}

function isSameKind(run: Run, made: HandleWhat, wanted: HandleWhat): boolean {
  const rows = (what: HandleWhat): string | undefined => run.catalog.findType(what.entry, what.type)?.definition.rows;
  return made.entry === wanted.entry && rows(made) !== undefined && rows(made) === rows(wanted);
}

/**
 * A record that the project's own loader makes a model of: `{ name, schema: { email: { type: … } }, finders() { return { … } } }`. Its columns are
 * the field that looks like columns; its functions are called as the model's, since what they return may be functions of the model.
 */
function defineFromRecord(run: Run, module: EvaluatedModule, record: Value, what: HandleWhat): Value | undefined {
  if (record.what.kind !== 'record') return undefined;
  const columns = [...record.what.fields.values()].find(isColumns);
  if (columns === undefined) return undefined;
  const name = createConstant(what.resource);
  const made = [name, columns, record];
  const model = createValue({ ...what, made, isShared: true });
  const added = [...record.what.fields.values()]
    .filter((field) => findTarget(field).what.kind === 'function')
    .map((field) => callDefinition(run, module, field, model))
    .filter((value) => findTarget(value).what.kind === 'record');
  // The functions see the whole model: each other, and the methods of its rows.
  made.push(...added);
  return model;
}

/** Every field says its type. */
function isColumns(value: Value): boolean {
  const { what } = findTarget(value);
  if (what.kind !== 'record' || what.fields.size === 0) return false;
  return [...what.fields.values()].every((field) => {
    const column = findTarget(field).what;
    return column.kind === 'record' && column.fields.has('type');
  });
}

/** Runs a function of the definition while nothing is requested, with what its parameters' names say. */
function callDefinition(run: Run, module: EvaluatedModule, callee: Value, self: Value | undefined): Value {
  const { what } = findTarget(callee);
  if (what.kind !== 'function' || run.making.has(what.closure.node)) return createUnknown(undefined);
  const { phase, state, budget, isCutShort } = run;
  run.making.add(what.closure.node);
  run.phase = 'module';
  run.state = run.modules.base;
  run.budget = ROOT_BUDGET;
  try {
    const args = what.closure.node.parameters.map(
      ({ name }) => recogniseByName(run, name) ?? createUnknown(name.startsWith('$') ? undefined : name),
    );
    return run.evaluator.callFunction(
      run,
      self === undefined ? what.closure : { ...what.closure, self },
      args,
      module.program.range,
    );
  } finally {
    run.making.delete(what.closure.node);
    run.phase = phase;
    run.state = state;
    run.budget = budget;
    run.isCutShort = isCutShort;
  }
}

/** The first name of a path: what a loader that binds the application to its functions gives them first. */
export function bindRoot(callee: Value, path: string, args: readonly Value[]): readonly Value[] {
  const { what } = findTarget(callee);
  const [root = ''] = path.split('.');
  const [first] = what.kind === 'function' ? what.closure.node.parameters : [];
  const isBound = first?.name === root && (args[0] === undefined || getPath(args[0]) !== root);
  return isBound ? [createUnknown(root), ...args] : args;
}
