/** The code blocks of a rule's page that stand under a heading `Incorrect` or `Correct`. */

export interface Example {
  readonly kind: 'incorrect' | 'correct';
  readonly code: string;
  /** 1-based line of the page on which the code starts. */
  readonly line: number;
}

export function readExamples(page: string): readonly Example[] {
  const examples: Example[] = [];
  let kind: Example['kind'] | undefined;
  let block: string[] | undefined;
  let start = 0;
  for (const [index, line] of page.split('\n').entries()) {
    if (block !== undefined) {
      if (!line.startsWith('```')) {
        block.push(line);
        continue;
      }
      if (kind !== undefined) examples.push({ kind, code: `${block.join('\n')}\n`, line: start });
      block = undefined;
    } else if (line.startsWith('```')) {
      block = [];
      start = index + 2;
    } else if (line.startsWith('#')) {
      const heading = line.replace(/^#+ */u, '').toLowerCase();
      kind = heading === 'incorrect' || heading === 'correct' ? heading : undefined;
    }
  }
  return examples;
}
