/**
 * What methods of a language's own values do, by name. They are followed on values that come from a row, where the
 * type is not known: `order.items.find(f)` is an element of `order.items`, `user.roles.push(x)` appends to a field.
 */

/** Give one element of a list. `id` is how sub-documents are looked up. */
export const elementMethods: ReadonlySet<string> = new Set(['find', 'findLast', 'at', 'pop', 'shift', 'id']);
/** Give a list of the same elements. */
export const sameListMethods: ReadonlySet<string> = new Set(['filter', 'slice', 'sort', 'reverse', 'toSorted', 'toReversed', 'concat', 'flat', 'values', 'entries']);
/** Call a function with each element. */
export const loopMethods: ReadonlySet<string> = new Set(['forEach', 'map', 'flatMap', 'filter', 'find', 'findLast', 'findIndex', 'findLastIndex', 'some', 'every', 'reduce', 'reduceRight', 'sort', 'toSorted']);
/** Change the list they are called on. */
export const appendMethods: ReadonlySet<string> = new Set(['push', 'unshift', 'addToSet', 'splice', 'pull', 'add', 'delete', 'fill', 'pop', 'shift', 'set', 'remove']);
/** Compare the receiver with the argument. */
export const equalityMethods: ReadonlySet<string> = new Set(['equals', 'isEqual', 'localeCompare', 'includes', 'has', 'indexOf', 'some', 'every', 'startsWith', 'endsWith', 'match', 'test', 'isBefore', 'isAfter', 'isSame', 'timingSafeEqual']);
/** Give the receiver in another form. */
export const sameValueMethods: ReadonlySet<string> = new Set(['toString', 'toJSON', 'toObject', 'valueOf', 'toHexString', 'toLowerCase', 'toUpperCase', 'trim', 'get', 'lean', 'clone']);
/** Functions without effects: their result comes from their arguments. */
export const pureFunctions: ReadonlySet<string> = new Set([
  'Number', 'String', 'Boolean', 'BigInt', 'parseInt', 'parseFloat', 'Number.parseInt', 'Number.parseFloat', 'Number.isNaN', 'isNaN', 'Number.isFinite',
  'Math.max', 'Math.min', 'Math.abs', 'Math.round', 'Math.floor', 'Math.ceil', 'Math.trunc', 'JSON.parse', 'JSON.stringify', 'structuredClone',
  'Object.keys', 'Object.values', 'Object.entries', 'Object.freeze', 'Array.from', 'Array.isArray', 'Date.parse', 'Object.fromEntries',
  'encodeURIComponent', 'decodeURIComponent', 'Buffer.from',
]);
/** Methods whose result is computed from the receiver and the arguments alone. */
export const pureMethods: ReadonlySet<string> = new Set([
  ...elementMethods, ...sameListMethods, ...equalityMethods, ...sameValueMethods,
  'map', 'flatMap', 'reduce', 'reduceRight', 'findIndex', 'findLastIndex', 'join', 'split', 'substring', 'replace', 'replaceAll', 'padStart', 'toFixed', 'toPrecision', 'getTime', 'getFullYear', 'toISOString', 'keys', 'size',
  'plus', 'minus', 'times', 'add', 'sub', 'subtract', 'mul', 'div', 'dividedBy', 'toNumber', 'gt', 'gte', 'lt', 'lte', 'eq', 'isGreaterThan', 'isLessThan', 'lessThan', 'greaterThan', 'negated', 'abs', 'max', 'min', 'pow', 'sqrt', 'sign',
]);
