import { describe, expect, it } from 'vitest';
import { findIn, findInFolder, findWindows, findWindowsInFolder } from '../windows/find-windows-in.ts';

/** Before the first line of a test's own code. */
const nest =
  "import { Injectable, Inject, Controller, Post, Body, Param, Req, UseGuards, forwardRef, createParamDecorator } from '@nestjs/common';";

const entity = `import { Entity, PrimaryGeneratedColumn, Column } from 'typeorm';
@Entity('orders')
export class Order {
  @PrimaryGeneratedColumn() id: number;
  @Column() stock: number;
}
`;

const take = `async take(id: number, amount: number) {
    const order = await this.orders.findOneBy({ id });
    await this.orders.update({ id }, { stock: order.stock - amount });
  }`;

describe('repositories and models that are injected', () => {
  it('a repository, by an annotation of a constructor parameter', () => {
    expect(
      findWindowsInFolder({
        'src/order.service.ts': `${nest}
        import { InjectRepository } from '@nestjs/typeorm';
        import { Repository } from 'typeorm';
        import { Order } from './order.entity';
        @Injectable()
        export class OrderService {
          constructor(@InjectRepository(Order) private readonly orders: Repository<Order>) {}
          ${take}
        }
      `,
        'src/order.entity.ts': entity,
      }),
    ).toEqual(['value certain stock: read 9, written 10']);
  });

  it('a repository, by an annotation of a field', () => {
    expect(
      findWindowsInFolder({
        'src/order.service.ts': `${nest}
        import { InjectRepository } from '@nestjs/typeorm';
        import { Order } from './order.entity';
        @Injectable()
        export class OrderService {
          @InjectRepository(Order) private readonly orders;
          ${take}
        }
      `,
        'src/order.entity.ts': entity,
      }),
    ).toEqual(['value certain stock: read 8, written 9']);
  });

  it('a repository, by its type alone', () => {
    expect(
      findWindowsInFolder({
        'src/order.service.ts': `
        import { Repository } from 'typeorm';
        import { Order } from './order.entity';
        export class OrderService {
          constructor(private readonly orders: Repository<Order>) {}
          ${take}
        }
      `,
        'src/order.entity.ts': entity,
      }),
    ).toEqual(['value certain stock: read 6, written 7']);
  });

  it('a Mongoose model, by the name of its class', () => {
    expect(
      findWindowsInFolder({
        'src/trips.service.ts': `${nest}
        import { InjectModel } from '@nestjs/mongoose';
        import { Model } from 'mongoose';
        import { Trip, TripDocument } from './trip.schema';
        @Injectable()
        export class TripsService {
          constructor(@InjectModel(Trip.name) private tripModel: Model<TripDocument>) {}
          async book(id: string, seats: number) {
            const trip = await this.tripModel.findById(id).exec();
            if (trip.free < seats) throw new Error('full');
            await this.tripModel.findByIdAndUpdate(id, { free: trip.free - seats }).exec();
          }
        }
      `,
        'src/trip.schema.ts':
          "import { Prop, Schema, SchemaFactory } from '@nestjs/mongoose';\n@Schema() export class Trip { @Prop() free: number; }\nexport type TripDocument = Trip;\nexport const TripSchema = SchemaFactory.createForClass(Trip);\n",
      }),
    ).toEqual(['value certain free: read 9, written 11']);
  });

  it('a Sequelize model, which is the class itself', () => {
    expect(
      findWindowsInFolder({
        'src/users.service.ts': `${nest}
        import { InjectModel } from '@nestjs/sequelize';
        import { User } from './user.model';
        @Injectable()
        export class UsersService {
          constructor(@InjectModel(User) private userModel: typeof User) {}
          async spend(id: number, points: number) {
            const user = await this.userModel.findOne({ where: { id } });
            await this.userModel.update({ points: user.points - points }, { where: { id } });
          }
          async rename(id: number) {
            const user = await this.userModel.findByPk(id);
            user.points = user.points + 1;
            await user.save();
          }
        }
      `,
        'src/user.model.ts':
          "import { Column, Model, Table } from 'sequelize-typescript';\n@Table export class User extends Model { @Column points: number; }\n",
      }),
    ).toEqual(['value certain points: read 8, written 9', 'value certain points: read 12, written 14']);
  });
});

describe('services of other files', () => {
  const walletService = `${nest}
    import { InjectRepository } from '@nestjs/typeorm';
    import { Repository } from 'typeorm';
    import { Order } from './order.entity';
    @Injectable()
    export class WalletService {
      constructor(@InjectRepository(Order) private readonly orders: Repository<Order>) {}
      find(id: number) { return this.orders.findOneBy({ id }); }
      async store(id: number, stock: number) { await this.orders.update({ id }, { stock }); }
    }
  `;
  const service = (parameter: string): string => `${nest}
    import { WalletService } from './wallet.service';
    @Injectable()
    export class TransactionService {
      constructor(${parameter}) {}
      async pay(id: number, amount: number) {
        const wallet = await this.wallets.find(id);
        await this.wallets.store(id, wallet.stock - amount);
      }
    }
  `;

  it.each([
    ['by their type', 'private readonly wallets: WalletService'],
    ['by a token that is the class', '@Inject(WalletService) private readonly wallets'],
    [
      'by a token that is named before its file is loaded',
      '@Inject(forwardRef(() => WalletService)) private readonly wallets: WalletService',
    ],
  ])('%s', (_name, parameter) => {
    expect(
      findWindowsInFolder({
        'src/transaction.service.ts': service(parameter),
        'src/wallet.service.ts': walletService,
        'src/order.entity.ts': entity,
      }),
    ).toEqual(['value certain stock: read wallet.service.ts:8, written wallet.service.ts:9 at 8']);
  });

  it('by an interface and a token, bound in a file that imports both', () => {
    expect(
      findWindowsInFolder({
        'src/transaction.service.ts': service('@Inject(WALLETS) private readonly wallets: Wallets').replace(
          "{ WalletService } from './wallet.service'",
          "{ WALLETS, type Wallets } from './wallets'",
        ),
        'src/wallets.ts':
          "export const WALLETS = Symbol('WALLETS');\nexport interface Wallets { find(id: number): Promise<{ stock: number }>; store(id: number, stock: number): Promise<void>; }\n",
        'src/wallet.service.ts': walletService
          .replace('@Injectable()', "import type { Wallets } from './wallets';\n@Injectable()")
          .replace('class WalletService', 'class WalletService implements Wallets'),
        'src/wallet.module.ts':
          "import { Module } from '@nestjs/common';\nimport { WALLETS } from './wallets';\nimport { WalletService } from './wallet.service';\n@Module({ providers: [{ provide: WALLETS, useClass: WalletService }] })\nexport class WalletModule {}\n",
        'src/order.entity.ts': entity,
      }),
    ).toEqual(['value certain stock: read wallet.service.ts:9, written wallet.service.ts:10 at 8']);
  });

  it('by a field with an annotation', () => {
    expect(
      findWindowsInFolder({
        'src/transaction.service.ts': service('').replace(
          'constructor() {}',
          '@Inject(WalletService) private readonly wallets: WalletService;',
        ),
        'src/wallet.service.ts': walletService,
        'src/order.entity.ts': entity,
      }),
    ).toHaveLength(1);
  });

  it('a repository of the project that extends a generic one', () => {
    expect(
      findWindowsInFolder({
        'src/order.service.ts': `${nest}
        import { OrderRepository } from './order.repository';
        @Injectable()
        export class OrderService {
          constructor(private readonly orders: OrderRepository) {}
          async take(id: number, amount: number) {
            const [order] = await this.orders.findAllBy({ id });
            await this.orders.change(id, { stock: order.stock - amount });
          }
        }
      `,
        'src/order.repository.ts': `${nest}
        import { InjectRepository } from '@nestjs/typeorm';
        import { Repository } from 'typeorm';
        import { BaseRepository } from './base.repository';
        import { Order } from './order.entity';
        @Injectable()
        export class OrderRepository extends BaseRepository<Order> {
          constructor(@InjectRepository(Order) protected readonly repository: Repository<Order>) { super(repository); }
        }
      `,
        'src/base.repository.ts': `
        import { Repository } from 'typeorm';
        export class BaseRepository<T> {
          constructor(protected readonly repository: Repository<T>) {}
          findAllBy(where) { return this.repository.find({ where }); }
          change(id: number, data) { return this.repository.update(id, data); }
        }
      `,
        'src/order.entity.ts': entity,
      }),
    ).toEqual(['value certain stock: read base.repository.ts:4, written base.repository.ts:5 at 8']);
  });

  it('a repository class that extends the library', () => {
    expect(
      findWindowsInFolder({
        'src/order.service.ts': `${nest}
        import { OrderRepository } from './order.repository';
        export class OrderService {
          constructor(private readonly orders: OrderRepository) {}
          ${take}
        }
      `,
        'src/order.repository.ts': `
        import { DataSource, Repository } from 'typeorm';
        import { Order } from './order.entity';
        export class OrderRepository extends Repository<Order> {
          constructor(dataSource: DataSource) { super(Order, dataSource.createEntityManager()); }
        }
      `,
        'src/order.entity.ts': entity,
      }),
    ).toEqual(['value certain stock: read 6, written 7']);
  });
});

describe('what is handed over is no service', () => {
  it('a class of fields alone describes a request body', () => {
    expect(
      findIn(`${nest}
      import { InjectModel } from '@nestjs/mongoose';
      class CreateUser { email: string; }
      export class UsersService {
        constructor(@InjectModel('User') private users) {}
        async create(dto: CreateUser) { await this.users.create({ email: dto.email }); }
      }
    `).accesses,
    ).toEqual(['insert User: 6 sets email = dto.email']);
  });
});

describe('handlers that annotations register', () => {
  const roots = (text: string): readonly string[] => findIn(text).roots;

  it('run what is guarded', () => {
    expect(
      roots(`${nest}
      import { InjectRepository } from '@nestjs/typeorm';
      import { AuthGuard } from '@nestjs/passport';
      class Staff extends AuthGuard('jwt') {}
      export class OrdersController {
        @Post('a') @UseGuards(JwtAuthGuard) first() {}
        @Post('b') @UseGuards(AuthGuard('jwt')) second() {}
        @Post('c') @UseGuards(Staff) third() {}
        @Post('d') fourth() {}
        @Post('e') @UseGuards(JwtAuthGuard, RolesGuard) fifth() {}
        helper() {}
      }
    `),
    ).toEqual([
      'handler first: JwtAuthGuard',
      'handler second: AuthGuard',
      'handler third: Staff',
      'handler fourth: -',
      'handler fifth: JwtAuthGuard, authorized',
      'function helper: -',
    ]);
  });

  it('are guarded by the annotations of their class', () => {
    expect(
      roots(`${nest}
      @Controller('orders')
      @UseGuards(JwtAuthGuard)
      export class OrdersController {
        @Post() create() {}
      }
    `),
    ).toEqual(['handler create: JwtAuthGuard']);
  });

  it('are given parts of the request', () => {
    expect(
      findIn(`${nest}
      import { InjectModel } from '@nestjs/mongoose';
      const Caller = createParamDecorator((data, context) => context.switchToHttp().getRequest().user);
      export class OrdersController {
        constructor(@InjectModel('Order') private orders) {}
        @Post(':id') async change(@Param('id') id: string, @Body() body, @Req() req, @Caller() caller, @CurrentUser() user) {
          await this.orders.updateOne({ _id: id, owner: req.user.id }, { note: body.note, by: caller.id, as: user.id });
        }
      }
    `).accesses,
    ).toEqual([
      'update Order: 7 where _id = params.id, owner = identity.id sets note = body.note, by = identity.id, as = identity.id',
    ]);
  });

  it('run the services they are given', () => {
    expect(
      findInFolder({
        'src/orders.controller.ts': `${nest}
        import { OrdersService } from './orders.service';
        @Controller('orders')
        export class OrdersController {
          constructor(private readonly orders: OrdersService) {}
          @Post(':id') @UseGuards(JwtAuthGuard) pay(@Param('id') id: string, @Req() req) { return this.orders.pay(id, req.user.id); }
        }
      `,
        'src/orders.service.ts': `${nest}
        import { InjectModel } from '@nestjs/mongoose';
        @Injectable()
        export class OrdersService {
          constructor(@InjectModel('Order') private orders) {}
          async pay(id: string, owner: string) { await this.orders.updateOne({ _id: id, owner }, { paid: true }); }
        }
      `,
      }).accesses,
    ).toEqual(['update Order: orders.service.ts:6 where _id = params.id, owner = identity.id sets paid = true']);
  });
});

describe('silence', () => {
  it('about classes that nothing is known of', () => {
    expect(
      findWindows(`${nest}
      import { Orders } from 'some-orders';
      export class OrderService {
        constructor(@Inject('ORDERS') private readonly orders: Orders) {}
        ${take}
      }
    `),
    ).toEqual([]);
  });
});
