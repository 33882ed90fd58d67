import { describe, it } from 'vitest';
import { expectProgram } from './expect-program.ts';

describe('declarations', () => {
  it('const, let and var', () => {
    expectProgram(
      `
        const a = 1;
        let b = 2, c;
        var d = 3;
      `,
      `
        const a = 1
        var b = 2
        var c
        var d = 3
      `,
    );
  });

  it('types of a declaration, stated or asserted', () => {
    expectProgram(
      `
        const a: Repository<User> | null = f();
        const b = f() as Map<string, Order>;
        const c = [1] as const;
        let d: Prisma.TransactionClient;
      `,
      `
        const a: Repository User = f()
        const b: Map Order = f()
        const c = [1]
        var d: Prisma.TransactionClient
      `,
    );
  });

  it('functions come first in their block', () => {
    expectProgram(
      `
        run();
        function run() {
          stop();
          return 1;
          function stop() {}
        }
      `,
      `
        const run = function run() {
          const stop = function stop() {}
          stop()
          return 1
        }
        run()
      `,
    );
  });

  it('classes stay in their place', () => {
    expectProgram(
      `
        run();
        class A {}
      `,
      `
        run()
        const A = class A {}
      `,
    );
  });

  it('var in an inner block is declared at the start of the function', () => {
    expectProgram(
      `
        function f(a) {
          if (a) {
            var b = 1;
            var a = 2;
          }
          var c = b;
          var c = 3;
          for (var i = 0, { n } = a; i < n; i++) {}
        }
      `,
      `
        const f = function f(a) {
          var b
          var i
          var n
          if a {
            b = 1
            a = 2
          }
          var c = b
          c = 3
          block {
            i = 0
            const $1 = a
            n = $1.n
            loop while (i < n) {
              i = (i + 1)
            }
          }
        }
      `,
    );
  });

  it('var and destructured parameters', () => {
    expectProgram(
      `
        function f({ a }, [b]) {
          if (a) { var a = 1; var b = 2; var c = 3; }
        }
      `,
      `
        const f = function f($1, $2) {
          var c
          var a = $1.a
          var b = $2["0"]
          if a {
            a = 1
            b = 2
            c = 3
          }
        }
      `,
    );
  });

  it('using holds for the rest of the block', () => {
    expectProgram(
      `
        async function f() {
          before();
          using a = open(), b = open();
          during();
          await using c = open();
          after();
        }
      `,
      `
        const f = async function f() {
          before()
          scope open() as a {
            scope open() as b {
              during()
              scope open() as c {
                after()
              }
            }
          }
        }
      `,
    );
  });
});
