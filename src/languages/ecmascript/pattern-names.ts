import { maximumDepth } from './context.ts';
import { type Node, skipWrappers } from './syntax.ts';

/** The names a pattern binds, in order. */
export function namesOf(wrapped: Node, names: string[] = [], depth = 0): readonly string[] {
  if (depth > maximumDepth) return names;
  const pattern = skipWrappers(wrapped);
  switch (pattern.type) {
    case 'Identifier':
      names.push(pattern.name);
      break;
    case 'AssignmentPattern':
      namesOf(pattern.left, names, depth + 1);
      break;
    case 'RestElement':
      namesOf(pattern.argument, names, depth + 1);
      break;
    case 'ObjectPattern':
      for (const property of pattern.properties)
        namesOf(property.type === 'RestElement' ? property : property.value, names, depth + 1);
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element !== null) namesOf(element, names, depth + 1);
      break;
    default:
      break;
  }
  return names;
}
