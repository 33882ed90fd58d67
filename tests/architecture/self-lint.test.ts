import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';
import { root } from './source-files.ts';

const minutes = 60_000;

function typeCheck(project: string): string {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, '--noEmit', '-p', project], {
    cwd: root,
    encoding: 'utf8',
  });
  return stdout + stderr;
}

describe('the project’s own sources', () => {
  it.each(['.', 'tools'])('type-check (%s)', { timeout: 2 * minutes }, (project) => {
    expect(typeCheck(project)).toBe('');
  });

  it('pass their own lint', { timeout: 3 * minutes }, async () => {
    const eslint = new ESLint({ cwd: root });
    const results = await eslint.lintFiles(['.']);
    const problems = results.flatMap(({ filePath, messages }) =>
      messages.map(({ line, ruleId, message }) => `${filePath}:${line} ${message} (${ruleId ?? 'fatal'})`),
    );
    expect(results.length).toBeGreaterThan(20);
    expect(problems).toEqual([]);
  });
});
