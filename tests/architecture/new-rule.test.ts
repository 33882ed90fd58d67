import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createCheckout } from './checkout.ts';

const checkout = createCheckout(
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'vitest.config.ts',
  'src',
  'rules',
  'docs',
  'tools',
  'tests/setup.ts',
  'tests/rule-tester.ts',
);
checkout.borrowDependencies();
afterAll(checkout.remove);

interface Outcome {
  readonly status: number | null;
  readonly output: string;
}

function run(...args: readonly string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: checkout.root, encoding: 'utf8' });
  return { status, output: stdout + stderr };
}

function runTool(tool: string, ...args: readonly string[]): Outcome {
  return run('node_modules/jiti/lib/jiti-cli.mjs', `tools/${tool}.ts`, ...args);
}

// The cases build on each other, in this order.
describe('npm run new-rule', () => {
  it.each([[], ['noCamelCase'], ['single'], ['../outside-of-it']])('refuses the name %s', (...name) => {
    expect(runTool('new-rule', ...name)).toEqual({
      status: 1,
      output: 'usage: npm run new-rule <name>, with a name such as no-lost-update\n',
    });
  });

  it('writes a rule, its test and its page, and registers it', () => {
    expect(runTool('new-rule', 'no-sample-race')).toEqual({
      status: 0,
      output: [
        'wrote rules/no-sample-race.ts',
        'wrote tests/rules/no-sample-race.test.ts',
        'wrote docs/rules/no-sample-race.md',
        'wrote src/registry.ts',
        'wrote docs/rules/no-sample-race.md',
        '',
      ].join('\n'),
    });
    expect(readFileSync(join(checkout.root, 'src/registry.ts'), 'utf8')).toContain(
      "  'no-sample-race': noSampleRace,\n",
    );
    expect(readFileSync(join(checkout.root, 'docs/rules/no-sample-race.md'), 'utf8')).toContain(
      '# atomic-auth/no-sample-race\n',
    );
  });

  it('leaves nothing for `npm run generate` to do', () => {
    expect(runTool('generate', '--check')).toEqual({ status: 0, output: '' });
  });

  it('gives a test that runs', { timeout: 60_000 }, () => {
    const { status, output } = run(
      'node_modules/vitest/vitest.mjs',
      'run',
      'tests/rules/no-sample-race.test.ts',
      '--reporter=json',
    );
    expect(output).toContain('"numPassedTests":1,');
    expect(status).toBe(0);
  });

  it('does not overwrite', () => {
    expect(runTool('new-rule', 'no-sample-race')).toEqual({
      status: 1,
      output: 'rules/no-sample-race.ts exists already\n',
    });
  });

  it('is noticed by `npm run generate -- --check` where the generated files are stale', () => {
    const page = join(checkout.root, 'docs/rules/no-sample-race.md');
    writeFileSync(page, readFileSync(page, 'utf8').replace('Disallow …', 'Disallow nothing'));
    expect(runTool('generate', '--check')).toEqual({
      status: 1,
      output: 'docs/rules/no-sample-race.md is not what `npm run generate` writes\n',
    });
  });
});
