import { describe, expect, it } from 'vitest';
import { findIn, findWindows } from '../../windows/find-windows-in.ts';

const prelude = "import { prisma } from './db.server'; import { requireUserId } from './auth.server';";
const router = `${prelude}import { redirect } from 'react-router';`;

describe('remix', () => {
  it('finds actions and loaders', () => {
    const action =
      "export async function action({ request, params }) { const account = await prisma.account.findUnique({ where: { id: params.id } });\nconst form = await request.formData();\nawait prisma.account.update({ where: { id: params.id }, data: { balance: account.balance - Number(form.get('amount')) } });\nreturn redirect('/'); }";
    expect(findWindows(`${router}${action}`)).toEqual(['value certain balance: read 1, written 3']);
    expect(findIn(`${router}${action}`).roots).toEqual(['handler action: -']);
    expect(findIn(`${router}${action.replace('action', 'loader')}`).roots).toEqual(['handler loader: -']);
    expect(findIn(`${router}${action.replace('action', 'change')}`).roots).toEqual(['function change: -']);
    expect(findIn(`${prelude}${action}`).roots).toEqual(['function action: -']);
    expect(
      findWindows(
        `${router}export async function action({ request }) { const form = await request.formData(); await prisma.account.update({ where: { id: form.get('id') }, data: { balance: { decrement: 1 } } }); }`,
      ),
    ).toEqual([]);
  });

  it('tells the parts of a request from each other', () => {
    expect(
      findIn(
        `${prelude}import type { Route } from './+types/note'; export async function action({ request, params }: Route.ActionArgs) { const userId = await requireUserId(request); const form = await request.formData();\nawait prisma.note.deleteMany({ where: { id: params.noteId, tag: form.get('tag'), ownerId: userId } }); }`,
      ).accesses,
    ).toEqual(['delete note: 2 where id = params.noteId, tag = body.tag, ownerId = identity.']);
  });
});
