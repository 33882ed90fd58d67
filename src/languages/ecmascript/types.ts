import type { TSESTree } from '@typescript-eslint/types';
import { constantKey, isNode, type Node, rangeOf } from './syntax.ts';

/** Types are for finding what is injected: no constructor needs more names than this, and type-level programs have thousands. */
const maximumNames = 32;
const maximumDepth = 20;

const none: readonly string[] = [];

/** The names a type mentions, in order: `Repository<User>` gives `Repository`, `User`; qualified names keep their dots. */
export function typeNames(annotation: Node | null | undefined): readonly string[] {
  if (annotation === null || annotation === undefined) return none;
  const names: string[] = [];
  collect(annotation, names, 0);
  return names.length === 0 ? none : names;
}

/** What can carry a type: names and patterns. */
interface Annotated {
  readonly type: string;
  readonly typeAnnotation?: Node | null | undefined;
}

/** The names that say what a whole pattern stands for. `{ a, b }: { a: A; b: B }` says it of its parts only. */
export function patternTypeNames(pattern: Annotated): readonly string[] {
  return getTypeLiteral(pattern) === undefined ? typeNames(pattern.typeAnnotation) : none;
}

/** The names in the type of one property, where the type of a pattern is written out. */
export function partTypeNames(pattern: Annotated, key: string): readonly string[] {
  for (const member of getTypeLiteral(pattern)?.members ?? []) {
    if (member.type === 'TSPropertySignature' && constantKey(member.key, member.computed) === key)
      return typeNames(member.typeAnnotation);
  }
  return none;
}

function getTypeLiteral({ type, typeAnnotation }: Annotated): TSESTree.TSTypeLiteral | undefined {
  if (type !== 'ObjectPattern' || typeAnnotation?.type !== 'TSTypeAnnotation') return undefined;
  return typeAnnotation.typeAnnotation.type === 'TSTypeLiteral' ? typeAnnotation.typeAnnotation : undefined;
}

/** The names another name is given to, where it is no more than that: `type Tx = PoolClient`, `type Db = Pool | Client`, `type Inner = Omit<Client, 'close'>`. */
export function aliasNames(type: Node, depth = 0): readonly string[] {
  if (depth > maximumDepth) return none;
  if (type.type === 'TSUnionType')
    return type.types.slice(0, maximumNames).flatMap((member) => aliasNames(member, depth + 1));
  if (type.type !== 'TSTypeReference') return none;
  const name = qualifiedName(type.typeName);
  const [part] = type.typeArguments?.params ?? [];
  if (part !== undefined && (name === 'Omit' || name === 'Pick' || name === 'Readonly'))
    return aliasNames(part, depth + 1);
  return name === undefined ? none : [name];
}

/** The heritage of a class; espree leaves both out. */
interface Heritage {
  readonly implements?: readonly Node[] | null;
  readonly superTypeArguments?: Node | null | undefined;
}

/** What a class promises to be: the interfaces it implements, and the type arguments of the class it extends. */
export function heritageNames(node: Heritage): readonly string[] {
  const superArguments = node.superTypeArguments;
  const interfaces = node.implements ?? [];
  if (!superArguments && interfaces.length === 0) return none;
  const names: string[] = [];
  for (const type of interfaces) collect(type, names, 0);
  if (superArguments) collect(superArguments, names, 0);
  return names;
}

function collect(node: Node, names: string[], depth: number): void {
  if (names.length >= maximumNames || depth > maximumDepth) return;
  switch (node.type) {
    case 'TSAnyKeyword':
    case 'TSBigIntKeyword':
    case 'TSBooleanKeyword':
    case 'TSNeverKeyword':
    case 'TSNullKeyword':
    case 'TSNumberKeyword':
    case 'TSObjectKeyword':
    case 'TSStringKeyword':
    case 'TSSymbolKeyword':
    case 'TSThisType':
    case 'TSUndefinedKeyword':
    case 'TSUnknownKeyword':
    case 'TSVoidKeyword':
    case 'TSLiteralType':
      return;
    case 'TSTypeReference':
      addName(node.typeName, names);
      collectOptional(node.typeArguments, names, depth);
      return;
    case 'TSClassImplements':
    case 'TSInterfaceHeritage':
      addName(node.expression, names);
      collectOptional(node.typeArguments, names, depth);
      return;
    case 'TSTypeQuery':
      if (node.exprName.type === 'TSImportType') collect(node.exprName, names, depth + 1);
      else addName(node.exprName, names);
      return;
    case 'TSImportType':
      if (node.qualifier) addName(node.qualifier, names);
      collectOptional(node.typeArguments, names, depth);
      return;
    case 'TSTypePredicate':
      collectOptional(node.typeAnnotation, names, depth);
      return;
    case 'TSTypeAnnotation':
      collect(node.typeAnnotation, names, depth);
      return;
    case 'TSTypeParameterInstantiation':
      for (const parameter of node.params) collect(parameter, names, depth + 1);
      return;
    case 'TSUnionType':
    case 'TSIntersectionType':
      for (const type of node.types) collect(type, names, depth + 1);
      return;
    case 'TSArrayType':
      collect(node.elementType, names, depth + 1);
      return;
    default:
      collectFromKeys(node, names, depth);
  }
}

function collectOptional(node: Node | null | undefined, names: string[], depth: number): void {
  if (node) collect(node, names, depth + 1);
}

/** Mapped, conditional, function and literal types: the names of all the types inside, sorted by place since parsers order keys differently. */
function collectFromKeys(node: Node, names: string[], depth: number): void {
  const children: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (key === 'parent' || key === 'loc' || key === 'range') continue;
    if (isNode(value)) children.push(value);
    else if (Array.isArray(value)) for (const item of value) if (isNode(item)) children.push(item);
  }
  children.sort((left, right) => rangeOf(left)[0] - rangeOf(right)[0]);
  for (const child of children) collect(child, names, depth + 1);
}

function addName(node: Node, names: string[]): void {
  const name = qualifiedName(node);
  if (name !== undefined) names.push(name);
}

/** `A.B.C`; undefined for what is not made of names, or goes on for longer than any name does. */
export function qualifiedName(node: Node): string | undefined {
  const parts: string[] = [];
  let current = node;
  while (parts.length < maximumDepth) {
    switch (current.type) {
      case 'Identifier':
        parts.push(current.name);
        return parts.reverse().join('.');
      case 'ThisExpression':
        parts.push('this');
        return parts.reverse().join('.');
      case 'TSQualifiedName':
        parts.push(current.right.name);
        current = current.left;
        break;
      case 'MemberExpression':
        if (current.property.type !== 'Identifier') return undefined;
        parts.push(current.property.name);
        current = current.object;
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}
