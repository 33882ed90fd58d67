import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { root } from './source-files.ts';

it('has every source formatted by Prettier', () => {
  const { stdout, stderr } = spawnSync('npx', ['prettier', '--list-different', '.'], { cwd: root, encoding: 'utf8' });
  expect(`${stdout}${stderr}`).toBe('');
});
