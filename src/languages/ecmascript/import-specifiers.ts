/** What a text imports, without parsing it. */

const specifierPattern = /\b(?:from|import|require)\b\s*(?:\(\s*)?(?:\/\*[^*]*\*\/\s*)?(['"`])([^'"`\n]+)\1/g;

/** Every text that stands where an import has its module: too many rather than too few. */
export function readSpecifiers(text: string): readonly string[] {
  // A part of a string keeps the whole of it in memory: the parts are copied.
  return Array.from(text.matchAll(specifierPattern), (match) => Buffer.from(match[2] ?? '').toString());
}
