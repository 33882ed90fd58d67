import { describe, expect, it } from 'vitest';
import { findIn } from '../../windows/find-windows-in.ts';

const prelude =
  "import { NextRequest, NextResponse } from 'next/server'; import { redirect } from 'next/navigation'; import { auth } from '@/auth'; import { prisma } from '@/db';";

describe('route handlers', () => {
  const inRoute = (code: string, name = '/app/api/notes/route.ts'): ReturnType<typeof findIn> =>
    findIn(`${prelude}${code}\n`, name);
  const wrong = `export async function POST(request: Request, { params }) {
    const { id } = await params;
    const { amount } = await request.json();
    const account = await prisma.account.findUnique({ where: { id } });
    await prisma.account.update({ where: { id }, data: { balance: account.balance - amount } });
    return NextResponse.json(account);
  }`;

  it('are found by file and name', () => {
    expect(inRoute(wrong).windows).toEqual(['value certain balance: read 4, written 5']);
    expect(inRoute(wrong).roots).toEqual(['handler POST: -']);
    expect(inRoute(wrong, '/app/api/notes/service.ts').roots).toEqual(['function POST: -']);
    expect(inRoute(wrong.replace('POST', 'save')).roots).toEqual(['function save: -']);
    expect(
      inRoute(
        'export async function POST(request: Request) { await prisma.account.update({ where: { id: (await request.json()).id }, data: { balance: { decrement: 1 } } }); }',
      ).windows,
    ).toEqual([]);
  });

  it('get the request and the parameters of the path', () => {
    expect(
      inRoute(`
      export async function DELETE(req: NextRequest, { params }: { params: Promise<{ id: string }> }) {
        const form = await req.formData();
        await prisma.note.deleteMany({ where: { id: (await params).id, box: req.nextUrl.searchParams.get('box'), tag: form.get('tag') } });
      }
    `).accesses,
    ).toEqual(['delete note: 4 where id = params.id, box = query.box, tag = body.tag']);
  });

  it('are known through their wrappers', () => {
    const handler =
      'async ({ session, params }) => { await prisma.note.deleteMany({ where: { id: params.id, ownerId: session.user.id } }); }';
    expect(
      inRoute(`import { withAuth } from '@/with-auth'; export const DELETE = withAuth(${handler});`).roots,
    ).toEqual(['handler -: withAuth']);
    expect(
      inRoute(`import { withCache } from '@/with-cache'; export const DELETE = withCache(${handler});`).roots,
    ).toEqual(['handler -: -']);
  });

  it('end where they redirect', () => {
    const handler = (check: string): string => `export async function POST(request: Request) {
      const session = await auth();
      const { id } = await request.json();
      const note = await prisma.note.findUnique({ where: { id } });
      ${check}
      await prisma.note.update({ where: { id }, data: { text: '' } });
    }`;
    expect(inRoute(handler("if (note.ownerId !== session.user.id) redirect('/');")).windows).toEqual([
      'ownership certain ownerId: read 4, written 6',
    ]);
    expect(inRoute(handler("if (note.ownerId !== session.user.id) console.warn('/');")).windows).toEqual([]);
  });
});

describe('server actions', () => {
  const action =
    'export async function remove(id: string, path: string) { const user = await currentUser(); if (!user) return; await prisma.note.delete({ where: { id } }); }\nasync function helper(id: string) { await prisma.note.delete({ where: { id } }); }';

  it('are what a module of them exports', () => {
    const { roots, unscoped, accesses } = findIn(
      `'use server';\n${prelude}import { currentUser } from '@/auth';\n${action}`,
    );
    expect(roots).toEqual(['handler remove: currentUser']);
    expect(accesses).toEqual(['delete note: 3 where id = body.id']);
    expect(unscoped).toEqual(['possible id (-): 3']);
  });

  it('are not what other modules export', () => {
    const { roots, unscoped } = findIn(`${prelude}import { currentUser } from '@/auth';\n${action}`);
    expect(roots).toEqual(['function remove: currentUser']);
    expect(unscoped).toEqual([]);
  });

  const editing = (check: string): ReturnType<typeof findIn> =>
    findIn(`'use server';
    import { cache } from 'react'; import { prisma } from '@/db';
    const currentUser = cache(async () => { const session = await getSession(); return prisma.user.findUnique({ where: { id: session.id } }); });
    export async function edit(id: string, userId: string) {
      const user = await currentUser();
      if (!user) return;
      const note = await prisma.note.findUnique({ where: { id } });
      ${check}
      await prisma.note.update({ where: { id }, data: { text: '' } });
    }
    export async function list(userId: string) { return prisma.note.findMany({ where: { userId } }); }
  `);

  it('know the caller by the name of a function that was wrapped', () => {
    expect(editing('').roots[0]).toBe('handler edit: currentUser');
    expect(editing('').unscoped).toEqual(['certain id (userId): 9']);
  });

  it('may ask for the rank of the caller, or whose the row is, by rows that were looked up', () => {
    expect(editing("if (user.role !== 'admin') return;").unscoped).toEqual([]);
    expect(editing('if (!user.isAdmin) return;').unscoped).toEqual([]);
    expect(editing('if (note.userId !== user.id) return;').unscoped).toEqual([]);
    expect(editing('if (!(await prisma.note.findFirst({ where: { id, userId: user.id } }))) return;').unscoped).toEqual(
      [],
    );
    expect(editing('if (!(await prisma.note.findFirst({ where: { id, box: user.id } }))) return;').unscoped).toEqual([
      'certain id (userId): 9',
    ]);
    expect(editing("if (note.state !== 'open') return;").unscoped).toEqual(['certain id (userId): 9']);
  });

  it('use the client of the process, whichever way it was made', () => {
    const make =
      "import { PrismaClient } from '@prisma/client'; const create = () => new PrismaClient(); let kept; const globalForPrisma = { db: create() };";
    const once =
      'export async function pay(id: string) { const account = await db.account.findUnique({ where: { id } }); await db.account.update({ where: { id }, data: { balance: account.balance - 1 } }); }';
    // The generated client is not in the repository.
    expect(
      findIn(
        `'use server';\nimport { PrismaClient } from './generated/client'; const db = globalThis.db ?? new PrismaClient();\n${once}`,
      ).windows,
    ).toEqual(['value certain balance: read 3, written 3']);
    expect(findIn(`'use server';\n${make} const db = globalThis.db ?? create();\n${once}`).windows).toEqual([
      'value certain balance: read 3, written 3',
    ]);
    expect(findIn(`'use server';\n${make} const db = globalForPrisma.db ?? create();\n${once}`).windows).toEqual([
      'value certain balance: read 3, written 3',
    ]);
  });

  it('do not get the environment from the client', () => {
    expect(
      findIn(
        `'use server';\n${prelude}export async function sweep() { await prisma.note.deleteMany({ where: { box: process.env.BOX } }); }`,
      ).accesses,
    ).toEqual(['delete note: 2 where box']);
  });

  it('get each argument from the client', () => {
    expect(
      findIn(
        `'use server';\n${prelude}export async function rename(id: string, data: { name: string }, form: FormData) { await prisma.note.update({ where: { id }, data: { name: data.name, text: form.get('text') } }); }`,
      ).accesses,
    ).toEqual(['update note: 2 where id = body.id sets name = body.data.name, text = body.text']);
  });
});
