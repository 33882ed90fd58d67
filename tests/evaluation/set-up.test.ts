/** What runs when the application starts, or by the clock, is no entry of requests (DESIGN §3); beside each its nearest twin that is one. */
import { describe, expect, it } from 'vitest';
import { findIn, findInFolder } from '../windows/find-windows-in.ts';

const body = `
  const kinds = await prisma.kind.findMany();
  if (kinds.length === 0) await prisma.kind.create({ data: { name: 'starter' } });
`;

function findRoots(text: string): readonly string[] {
  return findIn(`import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient();\n${text}\n`).roots;
}

describe('a function that sets things up', () => {
  it('is no root, whatever it is exported in', () => {
    expect(findRoots(`export async function ensureDefaultKind(app) {${body}}`)).toEqual([]);
    expect(findRoots(`export const kinds = { seedKinds: async function () {${body}} };`)).toEqual([]);
    expect(findRoots(`export class Kinds { async seed() {${body}} }`)).toEqual([]);
  });

  it('is one where it does so for somebody, or for a request', () => {
    expect(findRoots(`export async function ensureDefaultKind(userId) {${body}}`)).toEqual([
      'function ensureDefaultKind: -',
    ]);
    expect(findRoots(`export async function seedKinds(req, res) {${body}}`)).toEqual(['handler seedKinds: -']);
    expect(findRoots(`export class Kinds { async ensureDefault(owner) {${body}} }`)).toEqual([
      'function ensureDefault: -',
    ]);
  });

  it('is followed by what leads to it', () => {
    expect(
      findIn(
        `import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient();\nexport async function list() { await seedKinds(); }\nexport async function seedKinds() {${body}}\n`,
      ).accesses,
    ).toHaveLength(2);
  });
});

describe('a file that is run by the clock', () => {
  const text = `import { PrismaClient } from '@prisma/client'; const prisma = new PrismaClient();\nexport async function run() {${body}}\n`;

  it('has no roots, as its name says', () => {
    expect(findInFolder({ 'src/billing/trialTask.ts': text }).roots).toEqual([]);
    expect(findInFolder({ 'src/billing/assignTask.ts': text }).roots).toEqual(['function run: -']);
  });
});
