import { describe, expect, it } from 'vitest';
import { parseGlob } from '../../src/project/glob.ts';

describe('glob patterns', () => {
  it.each([
    ['src/jobs/*.ts', 'src/jobs/sync.ts'],
    ['src/jobs/*', 'src/jobs/.env'],
    ['./src/a.ts', 'src/a.ts'],
    ['**/*.ts', 'a.ts'],
    ['**/*.ts', 'src/deep/down/a.ts'],
    ['src/**', 'src/a/b.ts'],
    ['src/', 'src/a/b.ts'],
    ['src/**/api/*.ts', 'src/api/a.ts'],
    ['src/**/api/*.ts', 'src/v1/public/api/a.ts'],
    ['src/**/**/a.ts', 'src/a.ts'],
    ['{src,app}/**/*.{js,ts}', 'app/x/y.js'],
    ['{src/{a,b},lib}/x.ts', 'src/b/x.ts'],
    ['{**/jobs,cron}/x.ts', 'deep/jobs/x.ts'],
    ['src/v?/a.ts', 'src/v2/a.ts'],
    ['src/[a-c]*.ts', 'src/beta.ts'],
    ['src/[!a-c]*.ts', 'src/zeta.ts'],
    ['app/\\[id\\]/route.ts', 'app/[id]/route.ts'],
    ['app/(shop)/a+b.ts', 'app/(shop)/a+b.ts'],
    ['src/a,b.ts', 'src/a,b.ts'],
    ['src/*é.ts', 'src/café.ts'],
  ])('%s fits %s', (pattern, path) => {
    expect(parseGlob(pattern)?.test(path)).toBe(true);
  });

  it.each([
    ['src/jobs/*.ts', 'src/jobs/deep/sync.ts'],
    ['src/jobs/*.ts', 'src/jobs/sync.tsx'],
    ['src/jobs/*.ts', 'old/src/jobs/sync.ts'],
    ['src', 'src/a.ts'],
    ['src/**/a.ts', 'srcx/a.ts'],
    ['**/jobs/*.ts', 'src/myjobs/a.ts'],
    ['src/v?/a.ts', 'src/v/a.ts'],
    ['src/v?a.ts', 'src/v/a.ts'],
    ['src/[!a-c]x.ts', 'src//x.ts'],
    ['{src,app}/a.ts', 'lib/a.ts'],
    ['a.ts', 'aXts'],
  ])('%s does not fit %s', (pattern, path) => {
    expect(parseGlob(pattern)?.test(path)).toBe(false);
  });

  it.each(['src/{a,b', 'src/a}', 'src/[abc', 'src/[z-a].ts', 'src/\\'])('%s cannot be read', (pattern) => {
    expect(parseGlob(pattern)).toBeUndefined();
  });

  it('answers in time however many folders there are', () => {
    const pattern = parseGlob('**/a/**/b/**/c/**/d.ts');
    const start = performance.now();
    expect(pattern?.test(`${'a/b/c/'.repeat(30)}e.ts`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
