/**
 * Models as the code defines them, before anybody says what their keys mean.
 */

/** Data as it stands in the code. */
export type Definition =
  | { readonly kind: 'constant'; readonly value: string | number | boolean | bigint | null | undefined }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly elements: readonly Definition[] }
  | { readonly kind: 'record'; readonly fields: ReadonlyMap<string, Definition>; readonly isOpen: boolean }
  /** The definition another schema was made with. */
  | { readonly kind: 'nested'; readonly definition: Definition }
  | ClassDefinition
  | { readonly kind: 'unknown' };

/** `@Prop({ unique: true })`, by the name it is written with. */
export interface Annotation {
  readonly name: string;
  readonly args: readonly Definition[];
}

export interface ClassField {
  readonly name: string;
  readonly annotations: readonly Annotation[];
}

/** A class whose annotations define a model, with the fields of the classes it extends. */
export interface ClassDefinition {
  readonly kind: 'class';
  readonly annotations: readonly Annotation[];
  readonly fields: readonly ClassField[];
  /** It extends something that cannot be read. */
  readonly isOpen: boolean;
}
