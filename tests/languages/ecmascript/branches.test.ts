import { describe, it } from 'vitest';
import { expectProgram } from './expect-program.ts';

describe('branches', () => {
  it('if, else if, else', () => {
    expectProgram(
      `
        if (a) b();
        else if (c) { d(); }
        else e();
      `,
      `
        if a {
          b()
        } else if c {
          d()
        } else {
          e()
        }
      `,
    );
  });

  it('operators as statements', () => {
    expectProgram(
      `
        a && b();
        a || b();
        a ?? b();
        a ? b() : c();
        a && b && (c = 1);
      `,
      `
        if a {
          b()
        }
        if (not a) {
          b()
        }
        if (a == null) {
          b()
        }
        if a {
          b()
        } else {
          c()
        }
        if (a and b) {
          c = 1
        }
      `,
    );
  });

  it('throw and return', () => {
    expectProgram(
      `
        function f(a) {
          if (!a) throw new Error("no");
          if (a.b) return;
          return a.c;
        }
      `,
      `
        const f = function f(a) {
          if (not a) {
            throw new Error("no")
          }
          if a.b {
            return
          }
          return a.c
        }
      `,
    );
  });

  it('try, catch, finally', () => {
    expectProgram(
      `
        try { a(); } catch (error) { b(error); } finally { c(); }
        try { a(); } catch { b(); }
        try { a(); } catch ({ code, cause: { message } }) { b(code, message); }
        try { a(); } finally { b(); }
      `,
      `
        try {
          a()
        } catch error {
          b(error)
        } finally {
          c()
        }
        try {
          a()
        } catch {
          b()
        }
        try {
          a()
        } catch $1 {
          var code = $1.code
          const $2 = $1.cause
          var message = $2.message
          b(code, message)
        }
        try {
          a()
        } finally {
          b()
        }
      `,
    );
  });

  it('empty statements, debugger, blocks, labels', () => {
    expectProgram(
      `
        ;
        debugger;
        { let a; { a(); } }
        label: { a(); }
        label: other: a();
      `,
      `
        block {
          var a
          block {
            a()
          }
        }
        block {
          a()
        }
        a()
      `,
    );
  });
});
