import { describe, it } from 'vitest';
import { expectProgram } from './expect-program.ts';

describe('classes', () => {
  it('members', () => {
    expectProgram(
      `
        class A {
          a = 1;
          b;
          #c: number = 2;
          static d = () => {};
          declare e: string;
          "f-g" = 3;
          [h] = 4;
          constructor() { this.a = 2; }
          m() {}
          static async *n() {}
          get o() { return 1; }
          set o(value) {}
          #p() {}
          accessor q = 5;
          static { init(); }
          [key: string]: unknown;
        }
      `,
      `
        const A = class A {
          field a = 1
          field b
          field #c = 2
          static field d = arrow d() {}
          field e
          field f-g = 3
          field = 4
          constructor constructor = function constructor() {
            this.a = 2
          }
          method m = function m() {}
          static method n = async generator function n() {}
          getter o = function o() {
            return 1
          }
          setter o = function o(value) {}
          method #p = function #p() {}
          field q = 5
          static field = do {
            init()
            => undefined
          }
        }
      `,
    );
  });

  it('expressions and names', () => {
    expectProgram(
      `
        const A = class {};
        const B = class C extends f(D) {};
        f(class {});
      `,
      `
        const A = class A {}
        const B = class C extends f(D) {}
        f(class {})
      `,
    );
  });

  it('inheritance', () => {
    expectProgram(
      'class A extends BaseRepository<User> implements IUsers, OnModuleInit { constructor() { super(1); } }',
      `
        const A = class A extends BaseRepository: IUsers OnModuleInit User {
          constructor constructor = function constructor() {
            super(1)
          }
        }
      `,
    );
  });

  it('parameter properties', () => {
    expectProgram(
      `
        class A {
          constructor(private readonly users: UserService, @InjectRepository(User) protected repository: Repository<User>, public n = 1, plain: Plain) {
            this.start();
          }
        }
      `,
      `
        const A = class A {
          field users: UserService
          field repository: Repository User
          field n
          constructor constructor = function constructor(users: UserService, @InjectRepository(User) repository: Repository User, n = 1, plain: Plain) {
            this.users = users
            this.repository = repository
            this.n = n
            this.start()
          }
        }
      `,
    );
  });

  it('abstract members and overloads', () => {
    expectProgram(
      `
        abstract class A {
          abstract a: Repository;
          abstract b(id: string): Promise<User>;
          protected abstract get c(): Order;
          d(a: string): void;
          d(a: number): void;
          d(a: unknown) {}
        }
      `,
      `
        const A = abstract class A {
          field a: Repository
          method b: Promise User
          getter c: Order
          method d = function d(a) {}
        }
      `,
    );
  });

  it('declared', () => {
    expectProgram(
      'declare class A { a(): User; b: Order; constructor(a: string); }',
      `
        const A = class A {
          method a: User
          field b: Order
          constructor constructor
        }
      `,
    );
  });

  it('decorators', () => {
    expectProgram(
      `
        @Controller("orders")
        @UseGuards(AuthGuard)
        export class A {
          @Column({ unique: true }) email: string;
          @Post(":id") @HttpCode(201)
          create(@Body() body: CreateOrder, @Param("id") id: string) {}
          @Query() get q() { return 1; }
        }
      `,
      `
        const A = @Controller("orders") @UseGuards(AuthGuard) class A {
          @Column({ unique: true }) field email
          @Post(":id") @HttpCode(201) method create = function create(@Body() body: CreateOrder, @Param("id") id) {}
          @Query() getter q = function q() {
            return 1
          }
        }
        export A = A
      `,
    );
  });
});
