/** The small parts that shapes are made of, tied to the types they describe. */
import type { DataShape, Field, ObjectShape } from './data-shape.ts';

type RequiredField = Field & { readonly isRequired: true };
type OptionalField = Field & { readonly isRequired: false };

/** A field for each key of an object type, required or optional as it is there. */
export type Fields<Described> = {
  readonly [Key in keyof Described]-?: Described extends Required<Pick<Described, Key>> ? RequiredField : OptionalField;
};

export const required = (shape: DataShape): RequiredField => ({ shape, isRequired: true });
export const optional = (shape: DataShape): OptionalField => ({ shape, isRequired: false });

export function object<Described>(
  description: string,
  fields: Fields<Described> & Readonly<Record<string, Field>>,
): ObjectShape {
  return { kind: 'object', description, fields };
}

/** A record instead of a list, so that the compiler asks for every member of a union. */
export function choiceOf<Choice extends string>(values: Readonly<Record<Choice, true>>): DataShape {
  return { kind: 'choice', values: Object.keys(values) };
}

export const listOf = (of: DataShape, description: string): DataShape => ({ kind: 'list', of, description });
export const recordOf = (of: DataShape, description: string): DataShape => ({ kind: 'record', of, description });

export const text: DataShape = { kind: 'text', description: 'a text' };
export const names: DataShape = listOf(text, 'an array of names');
export const constant: DataShape = { kind: 'constant' };
export const yesOrNo: DataShape = { kind: 'boolean' };

const ARGUMENT_PATH = /^(?:\d+|last|rest(?::\d+)?|receiver|member)(?:\.(?:#?[\w$-]+|\*))*$/;

/** Whether a text is an `ArgumentPath`. */
export function isArgumentPath(path: string): boolean {
  return ARGUMENT_PATH.test(path);
}

export const argumentPath: DataShape = {
  kind: 'text',
  description: "the path of an argument ('0', '0.where', 'last', 'rest:1', 'receiver')",
  pattern: ARGUMENT_PATH,
};
export const argumentPaths: DataShape = {
  kind: 'either',
  description: 'the path of an argument, or an array of them',
  alternatives: [{ shape: argumentPath }, { shape: listOf(argumentPath, 'an array of paths of arguments') }],
};
export const typeName: DataShape = {
  kind: 'text',
  description: "the name of a type: 'Type', or 'entry/Type' of another entry",
  pattern: /^[^/]+(?:\/[^/]+)?$/,
};
