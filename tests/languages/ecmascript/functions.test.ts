import { describe, it } from 'vitest';
import { expectProgram } from './expect-program.ts';

describe('functions', () => {
  it('arrow functions', () => {
    expectProgram(
      `
        const a = (b) => b.c;
        const d = async () => { await e(); };
        f(() => ({ g: 1 }));
      `,
      `
        const a = arrow a(b) {
          return b.c
        }
        const d = async arrow d() {
          suspend e()
        }
        f(arrow() {
          return { g: 1 }
        })
      `,
    );
  });

  it('names by what they are bound to', () => {
    expectProgram(
      `
        const a = function () {};
        b = () => {};
        c.d = async function () {};
        const e = { f: () => {}, g() {}, ["h"]: function () {} };
        const i = function j() {};
        const k = l ? () => {} : function () {};
      `,
      `
        const a = function a() {}
        b = arrow b() {}
        c.d = async function d() {}
        const e = { f: arrow f() {}, g: function g() {}, h: function h() {} }
        const i = function j() {}
        const k = (l ? arrow k() {} : function k() {})
      `,
    );
  });

  it('parameters', () => {
    expectProgram(
      'function f(this: Context, a: Request, b?: B, c = 1, ...rest: Item[]): Promise<Result> {}',
      'const f = function f(a: Request, b: B, c = 1, ...rest: Item): Promise Result {}',
    );
  });

  it('destructured parameters', () => {
    expectProgram(
      'function f({ a, b: { c = 1 }, ...rest }: Body, [d, , ...e] = [], ...[g]) { h(a); }',
      `
        const f = function f($1: Body, $3 = [], ...$4) {
          var a = $1.a
          const $2 = $1.b
          var c = ($2.c ?? 1)
          var rest = { ...$1 }
          var d = $3["0"]
          var e = $3.slice(2)
          var g = $4["0"]
          h(a)
        }
      `,
    );
  });

  it('generators and directives in functions', () => {
    expectProgram(
      'async function* f() { "use server"; }',
      `
        const f = async generator function f() {
          "use server"
        }
      `,
    );
  });

  it('immediately called', () => {
    expectProgram(
      `
        (async () => { await a(); })();
        !function () { b(); }();
        void (async () => {})();
      `,
      `
        (async arrow() {
          suspend a()
        })()
        (not (function() {
          b()
        })())
        (void (async arrow() {})())
      `,
    );
  });
});
