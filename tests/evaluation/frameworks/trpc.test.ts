import { describe, expect, it } from 'vitest';
import { findIn, findInFolder, findWindows } from '../../windows/find-windows-in.ts';

const prelude =
  "import { initTRPC, TRPCError } from '@trpc/server'; import { prisma } from './db'; import { z } from 'zod'; const t = initTRPC.context<Context>().create(); const publicProcedure = t.procedure;";
const wrong =
  'async ({ ctx, input }) => { const account = await prisma.account.findUnique({ where: { id: input.id } });\nawait prisma.account.update({ where: { id: input.id }, data: { balance: account.balance - input.amount } }); }';
const right =
  'async ({ ctx, input }) => { await prisma.account.update({ where: { id: input.id }, data: { balance: { decrement: input.amount } } }); }';

describe('trpc', () => {
  it('finds what procedures run', () => {
    const inRouter = (handler: string): string =>
      `${prelude}export const accounts = t.router({ pay: publicProcedure.input(z.object({ id: z.string(), amount: z.number() })).mutation(${handler}) });`;
    expect(findWindows(inRouter(wrong))).toEqual(['value certain balance: read 1, written 2']);
    expect(findWindows(inRouter(right))).toEqual([]);
  });

  it('tells the caller from the input', () => {
    expect(
      findIn(
        `${prelude}export const remove = publicProcedure.mutation(async ({ ctx, input }) => {\nawait ctx.prisma.note.deleteMany({ where: { id: input.id, ownerId: ctx.session.user.id, userId: ctx.user.id } }); });`,
      ).accesses,
    ).toEqual(['delete note: 2 where id = body.id, ownerId = identity.user.id, userId = identity.id']);
  });

  it('sees what middleware handed on', () => {
    const load =
      'async ({ ctx, input, next }) => { const account = await prisma.account.findUnique({ where: { id: input.id } }); return next({ ctx: { account } }); }';
    const pay =
      'async ({ ctx, input }) => {\nawait prisma.account.update({ where: { id: input.id }, data: { balance: ctx.account.balance - 1 } }); }';
    expect(
      findWindows(`${prelude}const loaded = publicProcedure.use(${load}); export const pay = loaded.mutation(${pay});`),
    ).toEqual(['value certain balance: read 1, written 2']);
    expect(
      findWindows(
        `${prelude}const loads = t.middleware(${load}); export const pay = publicProcedure.use(loads).mutation(${pay});`,
      ),
    ).toEqual(['value certain balance: read 1, written 2']);
    // What is used on one builder is not used on the one it was made from.
    expect(
      findWindows(
        `${prelude}const loaded = publicProcedure.use(${load}); export const pay = publicProcedure.mutation(${pay});`,
      ),
    ).toEqual([]);
  });

  it('knows a caller that middleware asks for, in another file too', () => {
    const base =
      "export const protectedProcedure = publicProcedure.use(({ ctx, next }) => { if (!ctx.user) throw new TRPCError({ code: 'UNAUTHORIZED' }); return next({ ctx: { user: ctx.user } }); });";
    const remove =
      '.mutation(async function remove({ ctx, input }) { await prisma.note.delete({ where: { id: input.id } }); });';
    expect(findIn(`${prelude}${base} export const remove = protectedProcedure${remove}`).roots).toEqual([
      'handler remove: middleware',
    ]);
    expect(findIn(`${prelude}${base} export const remove = publicProcedure${remove}`).roots).toContain(
      'handler remove: -',
    );
    expect(
      findInFolder({
        'notes.ts': `import { protectedProcedure } from './trpc'; import { prisma } from './db'; export const remove = protectedProcedure${remove}`,
        'trpc.ts': `${prelude}${base}`,
      }).roots,
    ).toEqual(['handler remove: middleware']);
  });

  it('knows procedures by their names where their file is not found', () => {
    expect(
      findWindows(
        `import { protectedProcedure } from '~/trpc'; import { prisma } from './db'; export const pay = protectedProcedure.input(schema).mutation(${wrong});`,
      ),
    ).toEqual(['value certain balance: read 1, written 2']);
  });
});
