import { describe, expect, it } from 'vitest';
import { join, relative } from 'node:path';
import { makeClock, makeFolder, makeProject } from './make-folder.ts';

function find(files: readonly string[], folders: readonly string[], name: string): string | undefined {
  const folder = makeFolder(Object.fromEntries(files.map((file) => [file, ''])));
  const found = makeProject(folder).findDefinition(folders, name);
  return found === undefined ? undefined : relative(folder.path, found);
}

describe('the file a folder has for a name', () => {
  it.each([
    ['User', 'src/db/models/User.js'],
    ['User', 'models/user.ts'],
    ['User', 'models/user.model.ts'],
    ['User', 'models/user-model.js'],
    ['User', 'models/UserModel.js'],
    ['OrderItem', 'models/order-item.ts'],
    ['OrderItem', 'models/order_item.ts'],
  ])('%s is %s', (name, file) => {
    expect(find([file, 'models/Other.js', 'views/User.js'], ['models'], name)).toBe(file);
  });

  it('is none in another folder, in tests, and in what was built', () => {
    expect(
      find(
        ['services/User.js', 'tests/models/User.js', 'dist/models/User.js', 'node_modules/a/models/User.js'],
        ['models', 'model'],
        'User',
      ),
    ).toBeUndefined();
  });

  it('is none where two files have the name, unless one has it as written', () => {
    expect(find(['a/models/User.js', 'b/models/User.js'], ['models'], 'User')).toBeUndefined();
    expect(find(['a/models/User.js', 'b/models/user.js'], ['models'], 'User')).toBe('a/models/User.js');
  });

  it('is found when it was added, and not any more when it was removed', () => {
    const clock = makeClock();
    const folder = makeFolder({ 'package.json': '{}' });
    const project = makeProject(folder, clock);
    const findAgain = (): string | undefined => {
      clock.advance(3_000);
      project.refresh();
      return project.findDefinition(['models'], 'User');
    };
    expect(findAgain()).toBeUndefined();
    folder.write('models/User.js', '');
    expect(findAgain()).toBe(join(folder.path, 'models/User.js'));
    folder.remove('models/User.js');
    expect(findAgain()).toBeUndefined();
  });
});
