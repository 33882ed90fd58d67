import { spawnSync } from 'node:child_process';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createCheckout } from './checkout.ts';
import { root } from './source-files.ts';

const checkout = createCheckout(
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'tsdown.config.ts',
  'src',
  'rules',
  'tools',
);
afterAll(checkout.remove);

// Stands in for npm: writes down what it was asked, and "installs" by borrowing what is installed here.
const npm = join(checkout.root, 'npm.mjs');
writeFileSync(
  npm,
  `import { appendFileSync, symlinkSync } from 'node:fs';
const [, , command] = process.argv;
appendFileSync('npm.log', command + ' ');
if (command === 'ci') symlinkSync(${JSON.stringify(join(root, 'node_modules'))}, 'node_modules', 'junction');
`,
);

function runSetup(): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/setup.mjs'], {
    cwd: checkout.root,
    encoding: 'utf8',
    env: { ...process.env, npm_execpath: npm },
  });
  return { status, output: stdout + stderr };
}

function touch(path: string): void {
  const later = new Date(Date.now() + 60_000);
  utimesSync(join(checkout.root, path), later, later);
}

// The cases build on each other, in this order.
describe('npm run setup', () => {
  it('installs and builds in a fresh clone', { timeout: 60_000 }, () => {
    expect(runSetup()).toEqual({ status: 0, output: 'installing dependencies …\nbuilding dist/ …\n' });
    expect(readFileSync(join(checkout.root, 'npm.log'), 'utf8')).toBe('ci rebuild ');
    expect(readFileSync(join(checkout.root, 'dist/index.d.ts'), 'utf8')).toContain('plugin as default');
  });

  it('is silent where there is nothing to do', () => {
    expect(runSetup()).toEqual({ status: 0, output: '' });
  });

  it('does not install again because the lock file was checked out again', () => {
    touch('package-lock.json');
    expect(runSetup()).toEqual({ status: 0, output: '' });
  });

  it('builds again after a source changed', { timeout: 60_000 }, () => {
    touch('src/index.ts');
    expect(runSetup()).toEqual({ status: 0, output: 'building dist/ …\n' });
  });

  it('fails with what the build says', { timeout: 60_000 }, () => {
    writeFileSync(join(checkout.root, 'src/index.ts'), "export { nothing } from './no-such-file.ts';\n");
    touch('src/index.ts');
    const { status, output } = runSetup();
    expect(output).toContain('building dist/ failed\n');
    expect(output).toContain('no-such-file');
    expect(status).toBe(1);
  });
});
