import { describe, expect, it } from 'vitest';
import { findImportCircles } from './import-circles.ts';
import { readSourceFiles } from './source-files.ts';

describe('imports', () => {
  it('go in no circle', () => {
    expect(findImportCircles(readSourceFiles('src', 'rules'))).toEqual([]);
  });

  it('are seen to go in a circle over several files, and beside it', () => {
    const files = [
      { path: 'src/a.ts', text: "import { b } from './b.ts';" },
      { path: 'src/b.ts', text: "export { c } from './inner/c.ts';" },
      { path: 'src/inner/c.ts', text: "const a = await import('../a.ts');\nimport { d } from '../d.ts';" },
      { path: 'src/d.ts', text: '' },
      { path: 'src/e.ts', text: "import { a } from './a.ts';" },
      { path: 'src/self.ts', text: "import { self } from './self.ts';" },
    ];
    expect(findImportCircles(files)).toEqual([['src/a.ts', 'src/b.ts', 'src/inner/c.ts'], ['src/self.ts']]);
  });

  it('of types alone make none', () => {
    const files = [
      { path: 'src/a.ts', text: "import { b } from './b.ts';" },
      { path: 'src/b.ts', text: "import type { A } from './a.ts';\nimport { type B } from './a.ts';" },
    ];
    expect(findImportCircles(files)).toEqual([]);
  });
});
