import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/catalog/index.ts';
import {
  findRegistrationMarks,
  IMPLEMENTS,
  PROMISES,
  REGISTERS,
} from '../../src/evaluation/glances/find-registration-marks.ts';

const marks = findRegistrationMarks(catalog);

describe('a file may register handlers', () => {
  it.each([
    ['it imports a framework', "import { Router } from 'express';"],
    ['it requires one', "const express = require('express');"],
    ['a route of an application it was given', "module.exports = (app) => { app.put('/notes/:id', rename); };"],
    ['a route for every path', "app.all('*', check);"],
    ['a route in an object', "app.route({ method: 'PUT', url: '/notes', handler: rename });"],
    ['middleware', 'app.use(check);'],
    ['a hook', "app.addHook('preHandler', check);"],
    ['a plugin', 'app.register(notes);'],
    ['a procedure', 'export const rename = protectedProcedure.mutation(change);'],
  ])('%s', (_reason, text) => {
    expect(marks(text) & REGISTERS).toBe(REGISTERS);
  });

  it.each([
    ['it calls', "import { rename } from './notes';\nexport const run = () => rename('a');"],
    ['it asks another service', 'const { data } = await client.get(url);'],
    ['it looks something up', 'const name = names.get(id);'],
    ['it shows', 'export const Page = () => <form onSubmit={rename} />;'],
  ])('not where %s', (_reason, text) => {
    expect(marks(text) & REGISTERS).toBe(0);
  });
});

describe('a file may hold what stands behind an interface', () => {
  it('of classes that implement or extend', () => {
    expect(marks('export class StoredNotes implements Notes {}') & IMPLEMENTS).toBe(IMPLEMENTS);
    expect(marks('export class Notes extends Repository<Note> {}') & IMPLEMENTS).toBe(IMPLEMENTS);
    expect(marks('export class Notes {}\nexport interface Extended extends Notes {}') & IMPLEMENTS).toBe(0);
  });

  it('where the interface is asked and answers later', () => {
    expect(marks('export interface Notes { rename(title: string): Promise<void>; }') & PROMISES).toBe(PROMISES);
    expect(marks('export interface Note { title: string; }') & PROMISES).toBe(0);
  });
});
