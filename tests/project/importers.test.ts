import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolder, makeProject } from './make-folder.ts';

/** Names of the files that are found for `src/notes.js`. */
function find(files: Readonly<Record<string, string>>, isWanted?: (name: string) => boolean): readonly string[] {
  const folder = makeFolder({ 'package.json': '{}', 'src/notes.js': '', ...files });
  const wanted = isWanted === undefined ? undefined : (file: string): boolean => isWanted(basename(file));
  return makeProject(folder)
    .findImporters(join(folder.path, 'src/notes.js'), 24, wanted)
    .map((file) => basename(file));
}

const files = {
  'src/index.js': "export * from './notes.js';",
  'src/routes.js': "import { rename } from './index.js';",
  'src/app.js': "import './routes.js';",
  'src/page.js': "import { rename } from './notes.js';",
  'src/site.js': "import './page.js';",
  'src/other.js': "import './another.js';",
};

describe('files that import a file', () => {
  it('are found with those that import them, the nearest first', () => {
    expect(find(files)).toEqual(['index.js', 'page.js', 'routes.js', 'site.js', 'app.js']);
  });

  it('are those that are wanted, and those behind which a wanted one lies', () => {
    expect(find(files, (name) => name === 'routes.js')).toEqual(['routes.js', 'app.js']);
    expect(find(files, () => false)).toEqual([]);
  });

  it('may import each other', () => {
    expect(find({ 'src/a.js': "import './notes.js'; import './b.js';", 'src/b.js': "import './a.js';" })).toEqual([
      'a.js',
      'b.js',
    ]);
  });

  it('are not tests or what was built', () => {
    expect(find({ 'src/notes.test.js': "import './notes.js';", 'dist/notes.js': "import '../src/notes.js';" })).toEqual(
      [],
    );
  });
});
