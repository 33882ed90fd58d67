import { describe, expect, it } from 'vitest';
import { findIn, findWindows, findWindowsInFolder } from '../windows/find-windows-in.ts';

/** Before the first line of a test's own code. */
const nest =
  "import { Controller, Post, Param, UseGuards, UseInterceptors } from '@nestjs/common'; import { AsyncLocalStorage } from 'node:async_hooks'; import { DataSource, Entity, Column } from 'typeorm'; const managers = new AsyncLocalStorage(); @Entity() class Seat { @Column() free: number; }";

const typescriptDecorator = `function Transactional() {
  return (target, name, descriptor) => {
    const method = descriptor.value;
    descriptor.value = function (this, ...args) { return this.dataSource.transaction((manager) => managers.run(manager, () => method.apply(this, args))); };
  };
}`;
const returningDecorator = typescriptDecorator
  .replace('descriptor.value = function', 'return { ...descriptor, value: function')
  .replace('method.apply(this, args))); };', 'method.apply(this, args))); } };');
const standardDecorator = `function Transactional() {
  return (method, context) => function (...args) { return this.dataSource.transaction((manager) => managers.run(manager, () => method.call(this, ...args))); };



}`;

const service = (
  annotation: string,
  lock: string,
  manager = '(managers.getStore() ?? this.dataSource.manager)',
): string => `export class Seats {
  constructor(private readonly dataSource: DataSource) {}
  ${annotation} async take(id: number, count: number) {
    const seat = await ${manager}.findOne(Seat, { where: { id }${lock} });
    await ${manager}.update(Seat, { id }, { free: seat.free - count });
  }
}`;
const LOCK = ", lock: { mode: 'pessimistic_write' }";

describe("an annotation of the project's own that puts another function in the place of a method", () => {
  it.each([
    ['by assigning to the descriptor', typescriptDecorator],
    ['by giving a descriptor', returningDecorator],
    ['by giving a function', standardDecorator],
  ])('%s', (_name, decorator) => {
    expect(findWindows(`${nest}\n${decorator}\n${service('@Transactional()', LOCK)}`)).toEqual([
      'value certain free: read 11, written 12 [row-lock, transaction]',
    ]);
    // The transaction is there, and the statements are not in it.
    expect(findWindows(`${nest}\n${decorator}\n${service('@Transactional()', '', 'this.dataSource.manager')}`)).toEqual(
      ['value certain free: read 11, written 12'],
    );
  });

  it('in another file, for a call in a third one', () => {
    expect(
      findWindowsInFolder({
        'src/booking.ts': `
        import { DataSource } from 'typeorm';
        import { Seats } from './seats';
        import { Transactional } from './transactional';
        export class Booking {
          constructor(private readonly dataSource: DataSource, private readonly seats: Seats) {}
          async book(id: number, count: number) { await this.bookAll(id, count); }
          @Transactional() async bookAll(id: number, count: number) {
            const seat = await this.seats.lock(id);
            await this.seats.store(id, seat.free - count);
          }
          @Transactional() async bookLoosely(id: number, count: number) {
            const seat = await this.seats.find(id);
            await this.seats.storeOutside(id, seat.free - count);
          }
        }
      `,
        'src/seats.ts': `
        import { DataSource, Entity, Column } from 'typeorm';
        import { manager } from './transactional';
        @Entity() class Seat { @Column() free: number; }
        export class Seats {
          constructor(private readonly dataSource: DataSource) {}
          lock(id: number) { return manager(this.dataSource).findOne(Seat, { where: { id }, lock: { mode: 'pessimistic_write' } }); }
          find(id: number) { return this.dataSource.manager.findOneBy(Seat, { id }); }
          store(id: number, free: number) { return manager(this.dataSource).update(Seat, { id }, { free }); }
          storeOutside(id: number, free: number) { return this.dataSource.manager.update(Seat, { id }, { free }); }
        }
      `,
        'src/transactional.ts': `
        import { AsyncLocalStorage } from 'node:async_hooks';
        const managers = new AsyncLocalStorage();
        export const manager = (dataSource) => managers.getStore() ?? dataSource.manager;
        export ${typescriptDecorator}
      `,
      }),
    ).toEqual([
      'value certain free: read seats.ts:6, written seats.ts:8 at 9 [row-lock, transaction]',
      'value certain free: read seats.ts:7, written seats.ts:9 at 13',
    ]);
  });

  it('leaves handlers what they are, and their parameters', () => {
    const { roots, accesses } = findIn(`${nest}
      ${typescriptDecorator}
      @Controller('seats')
      export class SeatsController {
        constructor(private readonly dataSource: DataSource) {}
        @Post(':id') @UseGuards(JwtAuthGuard) @Transactional()
        async free(@Param('id') id: string) { await managers.getStore().delete(Seat, { id }); }
      }
    `);
    expect(roots).toEqual(['handler free: JwtAuthGuard']);
    expect(accesses).toEqual(['delete Seat: 12 where id = params.id']);
  });

  it('calls each of several methods', () => {
    expect(
      findIn(`${nest}
      ${typescriptDecorator}
      export class Seats {
        constructor(private readonly dataSource: DataSource) {}
        @Transactional() async one(id: number) { await managers.getStore().delete(Seat, { id }); }
        @Transactional() async two(id: number) { await managers.getStore().delete(Seat, { id }); }
        @Transactional() async both(id: number) { await this.one(id); await this.two(id); }
      }
    `).accesses,
    ).toEqual(['delete Seat: 10 where id = id', 'delete Seat: 11 where id = id']);
  });
});

describe('an annotation that is not seen', () => {
  it.each([
    '@Transactional()',
    '@Transaction()',
    '@InTransaction',
    "@WithLock('seats')",
    '@UseInterceptors(TransactionInterceptor)',
  ])('%s: its name is reason enough to keep quiet', (annotation) => {
    expect(findWindows(`${nest}\n${service(annotation, '')}`)).toEqual([
      expect.stringMatching(/^value certain free: read 5, written 6 \[transaction\]$/),
    ]);
  });

  it('nor one that only leaves a note for others', () => {
    expect(
      findWindows(
        `${nest} import { SetMetadata } from '@nestjs/common';\nconst Transactional = () => SetMetadata('transactional', true);\n${service('@Transactional()', '')}`,
      ),
    ).toEqual([expect.stringContaining('[transaction]')]);
  });

  it.each([
    '@Post()',
    '@UseInterceptors(LoggingInterceptor)',
    '@ApiOkResponse(Transaction)',
    '@Cached()',
    '@TransactionOwner()',
  ])('%s: any other changes nothing', (annotation) => {
    expect(findWindows(`${nest}\n${service(annotation, '')}`)).toEqual(['value certain free: read 5, written 6']);
  });

  it('holds until its method ends', () => {
    expect(
      findWindows(`${nest}
      export class Seats {
        constructor(private readonly dataSource: DataSource) {}
        @Transactional() note(id: number) { return this.dataSource.manager.insert(Note, { id }); }
        async take(id: number, count: number) {
          await this.note(id);
          const seat = await this.dataSource.manager.findOneBy(Seat, { id });
          await this.dataSource.manager.update(Seat, { id }, { free: seat.free - count });
        }
      }
    `),
    ).toEqual(['value certain free: read 7, written 8']);
  });
});
