import { describe, expect, it } from 'vitest';
import { computeGeneratedFiles, replaceSection } from '../../tools/generated-files.ts';
import { root } from './source-files.ts';

describe('generated files', () => {
  it('are what `npm run generate` writes', async () => {
    const files = await computeGeneratedFiles(root);
    expect(files.map(({ path }) => path)).toContain('src/registry.ts');
    const differing = files.filter(({ current, expected }) => current !== expected);
    expect(differing.map(({ path }) => path)).toEqual([]);
  });

  it('keep what stands around a section', () => {
    const text = 'before\n<!-- rules:start -->\nold\n<!-- rules:end -->\nafter\n';
    expect(replaceSection(text, 'rules', 'new', 'README.md')).toBe(
      'before\n<!-- rules:start -->\nnew\n<!-- rules:end -->\nafter\n',
    );
  });

  it('need their markers', () => {
    expect(() => replaceSection('# Title\n', 'rules', 'new', 'README.md')).toThrow(
      'README.md lacks the markers <!-- rules:start --> and <!-- rules:end -->',
    );
  });
});
