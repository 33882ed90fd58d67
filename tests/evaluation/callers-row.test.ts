/** Who calls, by the row that a function gives; and the client a project generates. */
import { describe, expect, it } from 'vitest';
import { findWindows, findWindowsInFolder } from '../windows/find-windows-in.ts';

describe('the row that a function named for the caller gives', () => {
  const route = (name: string, owner: string): string => `
    import { headers } from 'next/headers';
    import { PrismaClient } from '@prisma/client';
    const prisma = new PrismaClient();
    async function ${name}() {
      return prisma.user.findUnique({ where: { id: await readCookie(headers()) } });
    }
    export async function rename(noteId, text) {
      const user = await ${name}();
      const note = await prisma.note.findUnique({ where: { id: noteId } });
      if (note.userId !== ${owner}) throw new Error('not yours');
      await prisma.note.update({ where: { id: noteId }, data: { text } });
    }
  `;

  it('says who calls', () => {
    expect(findWindows(route('getCurrentUser', 'user.id'))).toEqual(['ownership certain userId: read 9, written 11']);
  });

  it('does not by another column, or under another name', () => {
    expect(findWindows(route('getCurrentUser', 'user.groupId'))).toEqual(['guard possible userId: read 9, written 11']);
    expect(findWindows(route('findMascot', 'user.id'))).toEqual(['guard possible userId: read 9, written 11']);
  });

  it('does where it was found by who calls', () => {
    expect(
      findWindows(`
      import express from 'express';
      import { PrismaClient } from '@prisma/client';
      const prisma = new PrismaClient();
      express().post('/notes/:id', async (req, res) => {
        const owner = await prisma.user.findUnique({ where: { id: req.user.id } });
        const note = await prisma.note.findUnique({ where: { id: req.params.id } });
        if (note.userId !== owner.id) return res.sendStatus(403);
        await prisma.note.update({ where: { id: req.params.id }, data: { text: req.body.text } });
      });
    `),
    ).toEqual(['ownership certain userId: read 6, written 8']);
  });
});

describe('a client that is generated into the project, and not there', () => {
  const client =
    "import { PrismaClient } from '../generated/client';\nexport const prisma = globalThis.cached ?? new PrismaClient();\n";
  const route = (body: string): string => `
    import { prisma } from './client';
    export async function vote(userId, pollId) {
      ${body}
    }
  `;

  it('is one client, kept for the next time or made now', () => {
    expect(
      findWindowsInFolder({
        'src/vote.ts': route(
          'const poll = await prisma.poll.findUnique({ where: { id: pollId } }); await prisma.poll.update({ where: { id: pollId }, data: { votes: poll.votes + 1 } });',
        ),
        'src/client.ts': client,
      }),
    ).toEqual(['value certain votes: read 3, written 3']);
  });

  it('has transactions, with a handle of their own', () => {
    const text = (handle: string): string =>
      route(`
      await prisma.$transaction(async (tx) => {
        const poll = await tx.poll.findUnique({ where: { id: pollId } });
        await ${handle}.poll.update({ where: { id: pollId }, data: { votes: poll.votes + 1 } });
      });
    `);
    expect(findWindowsInFolder({ 'src/vote.ts': text('tx'), 'src/client.ts': client })).toEqual([
      'value certain votes: read 5, written 6 [transaction]',
    ]);
    expect(findWindowsInFolder({ 'src/vote.ts': text('prisma'), 'src/client.ts': client })).toEqual([
      'value certain votes: read 5, written 6',
    ]);
  });
});
