/**
 * What an import gives: the catalog's word for packages it knows, else the project's own module.
 */
import type { CatalogEntry } from '../../catalog/shape.ts';
import type { ImportExpression } from '../../languages/program.ts';
import type { Run } from '../domain/run.ts';
import { createUnknown, createValue } from '../domain/value.ts';
import type { Value } from '../domain/value.ts';
import { getExport } from './exports.ts';

/** What an import expression gives: the catalog's word for packages it knows, else the project's own module. */
export function evaluateImport(run: Run, expression: ImportExpression): Value {
  for (const entry of run.catalog.findPackage(expression.source)) {
    const value = getPackageExport(run, entry, expression.name);
    if (value !== undefined) return value;
  }
  const module = run.modules.load(expression.source, run.module, expression.name);
  if (module === undefined)
    return createUnknown(
      expression.name === '*' || expression.name === 'default' ? getModuleName(expression.source) : expression.name,
      [],
      expression.source,
    );
  if (expression.name !== '*') return getExport(run, module, expression.name);
  const whole = module.exports.get('=');
  return whole ?? createValue({ kind: 'module', module });
}

function getPackageExport(run: Run, entry: CatalogEntry, name: string): Value | undefined {
  // `require` of a module with a default export gives that, or the module: both names are tried.
  const found = Object.hasOwn(entry.exports, name)
    ? entry.exports[name]
    : name === '*'
      ? entry.exports['default']
      : name === 'default'
        ? entry.exports['*']
        : undefined;
  if (found !== undefined) return getCatalogued(run, entry, found, name);
  if (name !== '*') return undefined;
  // A module without a value of its own: its members are its exports.
  const fields = new Map<string, Value>();
  for (const [key, value] of Object.entries(entry.exports)) fields.set(key, getCatalogued(run, entry, value, key));
  return fields.size === 0 ? undefined : createValue({ kind: 'record', fields, spreads: [], shared: true });
}

export function getCatalogued(
  run: Run,
  entry: CatalogEntry,
  found: CatalogEntry['exports'][string],
  name: string,
): Value {
  if ('type' in found)
    return run.evaluator.makeReturns(
      run,
      { kind: 'type', type: found.type, connection: 'new' },
      { entry, receiver: undefined, args: [], member: name },
    );
  return createValue({ kind: 'behaviour', entry, name, behaviour: found, receiver: undefined, construct: found });
}

function getModuleName(source: string): string {
  return source
    .slice(Math.max(source.lastIndexOf('/'), source.lastIndexOf(':')) + 1)
    .replace(/\.[cm]?[jt]sx?$/, '')
    .replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
}
