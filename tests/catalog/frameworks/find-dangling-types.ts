import type { CatalogEntry } from '../../../src/catalog/shape.ts';

/** Names of types that an entry refers to and does not have, those of other entries (`express/Request`) included. */
export function findDanglingTypes(entry: CatalogEntry, others: readonly CatalogEntry[]): readonly string[] {
  const known = new Set([
    ...Object.keys(entry.types),
    ...others.flatMap((other) => Object.keys(other.types).map((type) => `${other.name}/${type}`)),
  ]);
  const named: string[] = [];
  const collect = (value: unknown, key: string): void => {
    if (typeof value === 'string' && (key === 'type' || key === 'handleType')) named.push(value);
    if (Array.isArray(value))
      value.forEach((item) => {
        if (
          typeof item === 'string' &&
          (key === 'extends' || key === 'handlerParameters' || key === 'errorHandlerParameters')
        )
          named.push(item);
        collect(item, '');
      });
    else if (typeof value === 'object' && value !== null)
      Object.entries(value).forEach(([name, item]) => {
        collect(item, name);
      });
  };
  collect(
    {
      ...entry,
      types: Object.values(entry.types).map((type) => ({ ...type, members: Object.values(type.members ?? {}) })),
      exports: Object.values(entry.exports),
      globals: Object.values(entry.globals ?? {}),
    },
    '',
  );
  return [...new Set(named)].filter((name) => !known.has(name));
}
