/**
 * What plain data must look like, as data, and the walk that names each place where it does not: with its path, what is wanted,
 * what is there, and the nearest word that would do.
 */
import { findNearest } from './find-nearest.ts';

export interface ObjectShape {
  readonly kind: 'object';
  /** With its article: `an object with roots`. */
  readonly description: string;
  readonly fields: Readonly<Record<string, Field>>;
}

export type DataShape =
  | {
      readonly kind: 'text';
      readonly description: string;
      readonly pattern?: RegExp;
      readonly isValid?: (text: string) => boolean;
    }
  | { readonly kind: 'index'; readonly description: string }
  | { readonly kind: 'boolean' }
  /** A text, number or boolean. */
  | { readonly kind: 'constant' }
  | { readonly kind: 'undefined' }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'list'; readonly description: string; readonly of: DataShape }
  | { readonly kind: 'record'; readonly description: string; readonly of: DataShape }
  | ObjectShape
  /** Objects told apart by their `kind`. */
  | {
      readonly kind: 'variants';
      readonly description: string;
      readonly variants: Readonly<Record<string, ObjectShape>>;
    }
  /** The first alternative the value is like: by its sort, and for objects by a key it has. */
  | { readonly kind: 'either'; readonly description: string; readonly alternatives: readonly Alternative[] }
  /** For shapes that hold themselves. */
  | { readonly kind: 'later'; readonly get: () => DataShape };

interface Alternative {
  readonly shape: DataShape;
  readonly has?: string;
}

export interface Field {
  readonly shape: DataShape;
  readonly isRequired: boolean;
}

interface Visit {
  /** As the user would write it: `settings['atomic-auth'].roots`. */
  readonly path: string;
  readonly faults: string[];
  /** The objects around the value: data that holds itself would never end. */
  readonly around: readonly object[];
}

/** One sentence for each fault, without a full stop; empty where all is well. */
export function findShapeFaults(value: unknown, shape: DataShape, path: string): readonly string[] {
  const faults: string[] = [];
  check(value, shape, { path, faults, around: [] });
  return faults;
}

function check(value: unknown, shape: DataShape, visit: Visit): void {
  const resolved = shape.kind === 'later' ? shape.get() : shape;
  if (!isLike(value, resolved)) {
    const nearest =
      typeof value === 'string' && resolved.kind === 'choice' ? findNearest(value, resolved.values) : undefined;
    visit.faults.push(
      `${visit.path} must be ${describeShape(resolved)}, but is ${describeValue(value)}${suggest(nearest)}`,
    );
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  if (visit.around.includes(value)) {
    visit.faults.push(`${visit.path} holds itself`);
    return;
  }
  checkInside(value, resolved, { ...visit, around: [...visit.around, value] });
}

function checkInside(value: object, shape: DataShape, visit: Visit): void {
  switch (shape.kind) {
    case 'list':
      if (Array.isArray(value))
        value.forEach((element: unknown, index) => {
          check(element, shape.of, { ...visit, path: `${visit.path}[${String(index)}]` });
        });
      return;
    case 'record':
      for (const [key, element] of Object.entries(value))
        check(element, shape.of, { ...visit, path: join(visit.path, key) });
      return;
    case 'object':
      checkFields(value, shape, visit);
      return;
    case 'variants':
      checkVariant(value, shape.variants, visit);
      return;
    case 'either': {
      const alternative = shape.alternatives.find((candidate) => isAlternative(value, candidate));
      if (alternative !== undefined) check(value, alternative.shape, { ...visit, around: visit.around.slice(0, -1) });
      return;
    }
    default:
  }
}

function checkFields(value: object, shape: ObjectShape, visit: Visit): void {
  const keys = Object.keys(shape.fields);
  for (const [key, element] of Object.entries(value)) {
    const field = Object.hasOwn(shape.fields, key) ? shape.fields[key] : undefined;
    if (field === undefined)
      visit.faults.push(
        `${visit.path} has an unknown key ${quote(key)}${suggest(findNearest(key, keys))}; the keys are ${keys.map(quote).join(', ')}`,
      );
    // A key that is there with the value undefined is a key left out.
    else if (element !== undefined || field.isRequired)
      check(element, field.shape, { ...visit, path: join(visit.path, key) });
  }
  for (const [key, field] of Object.entries(shape.fields)) {
    if (field.isRequired && !Object.hasOwn(value, key))
      visit.faults.push(`${visit.path} lacks the key ${quote(key)}: ${describeShape(field.shape)}`);
  }
}

function checkVariant(value: object, variants: Readonly<Record<string, ObjectShape>>, visit: Visit): void {
  const kind: unknown = 'kind' in value ? value.kind : undefined;
  const kinds = Object.keys(variants);
  const variant = typeof kind === 'string' && Object.hasOwn(variants, kind) ? variants[kind] : undefined;
  if (variant !== undefined) {
    checkFields(
      value,
      {
        ...variant,
        fields: { kind: { shape: { kind: 'choice', values: kinds }, isRequired: true }, ...variant.fields },
      },
      visit,
    );
    return;
  }
  const nearest = typeof kind === 'string' ? findNearest(kind, kinds) : undefined;
  visit.faults.push(
    `${visit.path}.kind must be ${listChoices(kinds)}, but is ${describeValue(kind)}${suggest(nearest)}`,
  );
}

/** Whether the value is of the sort that the shape wants, whatever is inside. */
function isLike(value: unknown, shape: DataShape): boolean {
  switch (shape.kind) {
    case 'text':
      return typeof value === 'string' && (shape.pattern?.test(value) ?? true) && (shape.isValid?.(value) ?? true);
    case 'index':
      return Number.isInteger(value) && Number(value) >= 0;
    case 'boolean':
      return typeof value === 'boolean';
    case 'constant':
      return ['string', 'number', 'boolean'].includes(typeof value);
    case 'undefined':
      return value === undefined;
    case 'choice':
      return typeof value === 'string' && shape.values.includes(value);
    case 'list':
      return Array.isArray(value);
    case 'record':
    case 'object':
    case 'variants':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'either':
      return shape.alternatives.some((alternative) => isAlternative(value, alternative));
    case 'later':
      return isLike(value, shape.get());
  }
}

function isAlternative(value: unknown, { shape, has }: Alternative): boolean {
  return (
    isLike(value, shape) &&
    (has === undefined || (typeof value === 'object' && value !== null && Object.hasOwn(value, has)))
  );
}

function describeShape(shape: DataShape): string {
  switch (shape.kind) {
    case 'boolean':
      return 'true or false';
    case 'constant':
      return 'a text, a number, true or false';
    case 'undefined':
      return 'undefined';
    case 'choice':
      return listChoices(shape.values);
    case 'later':
      return describeShape(shape.get());
    default:
      return shape.description;
  }
}

function listChoices(values: readonly string[]): string {
  const quoted = values.map(quote);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1) ?? ''}`;
}

function describeValue(value: unknown): string {
  if (typeof value === 'string') return quote(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty array' : 'an array';
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

function suggest(nearest: string | undefined): string {
  return nearest === undefined ? '' : ` (did you mean ${quote(nearest)}?)`;
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}

function join(path: string, key: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? `${path}.${key}` : `${path}[${quote(key)}]`;
}
