import { describe, it } from 'vitest';
import { expectProgram } from './expect-program.ts';

describe('values', () => {
  it('literals', () => {
    expectProgram(
      `f(1, "a", true, null, undefined, 10n, /a\\/b/giu, 0x10);`,
      `f(1, "a", true, null, undefined, 10n, "/a\\\\/b/giu", 16)`,
    );
  });

  it('names, this, super, new.target, import.meta', () => {
    expectProgram(
      `
        class A extends B {
          m() { super.m(this, new.target, import.meta.url); }
        }
      `,
      `
        const A = class A extends B {
          method m = function m() {
            super.m(this, ?new.target(), ?import.meta().url)
          }
        }
      `,
    );
  });

  it('operators', () => {
    expectProgram(
      `
        f(a + b - c * d / e % g ** h, a & b | c ^ d, a << 1 >> 2 >>> 3);
        f(a == b, a === b, a != b, a !== b, a < b, a <= b, a > b, a >= b);
        f(a && b || c, a ?? b, a in b, a instanceof B, !a, -a, +a, ~a, typeof a, void a, delete a.b);
      `,
      `
        f(((a + b) - (((c * d) / e) % (g ** h))), ((a & b) | (c ^ d)), (((a << 1) >> 2) >>> 3))
        f((a == b), (a == b), (a != b), (a != b), (a < b), (a <= b), (a > b), (a >= b))
        f(((a and b) or c), (a ?? b), (a in b), (a is B), (not a), (negate a), (plus a), (~ a), (typeof a), (void a), (delete a.b))
      `,
    );
  });

  it('choice, sequence, spread, new', () => {
    expectProgram(
      `
        f(a ? b : c, (d, e), ...g);
        new A(...b);
        new a.B;
      `,
      `
        f((a ? b : c), do {
          d
          => e
        }, ...g)
        new A(...b)
        new a.B()
      `,
    );
  });

  it('arrays', () => {
    expectProgram(
      'f([1, , ...a]);',
      'f([1, undefined, ...a])',
    );
  });

  it('templates', () => {
    expectProgram(
      `
        f(\`a\${b}c\\n\${d}\`);
        f(\`plain\`);
      `,
      `
        f(\`a\${b}c\\n\${d}\`)
        f(\`plain\`)
      `,
    );
  });

  it('tagged templates', () => {
    expectProgram(
      `
        sql\`select \${id} from t\`;
        db.$queryRaw<User>\`select 1\`;
      `,
      `
        sql\`select \${id} from t\`
        db.$queryRaw\`select 1\`
      `,
    );
  });

  it('await and yield', () => {
    expectProgram(
      'async function* f() { await a(); const b = yield a; yield; yield* c; }',
      `
        const f = async generator function f() {
          suspend a()
          const b = suspend a
          suspend undefined
          suspend c
        }
      `,
    );
  });

  it('in with a private name', () => {
    expectProgram(
      'class A { #b; static is(a) { return #b in a; } }',
      `
        const A = class A {
          field #b
          static method is = function is(a) {
            return ("#b" in a)
          }
        }
      `,
    );
  });
});

describe('members', () => {
  it('plain, constant and computed keys', () => {
    expectProgram(
      `
        f(a.b, a["c"], a[0], a[\`d\`], a[e], a[b.c]);
        class A { #b = 1; m() { return this.#b; } }
      `,
      `
        f(a.b, a.c, a["0"], a.d, a[e], a[b.c])
        const A = class A {
          field #b = 1
          method m = function m() {
            return this.#b
          }
        }
      `,
    );
  });

  it('optional chaining drops the question mark', () => {
    expectProgram(
      'f(a?.b, a?.[b], a?.(), a?.b.c?.(d), (a?.b).c);',
      'f(a.b, a[b], a(), a.b.c(d), a.b.c)',
    );
  });

  it('type syntax is dropped', () => {
    expectProgram(
      'f(a!, a as B, <B>a, a satisfies B, (a as B)!.c, f<B>, f<B>(a), ((a)));',
      'f(a, a, a, a, a.c, f, f(a), a)',
    );
  });
});

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

describe('records', () => {
  it('properties', () => {
    expectProgram(
      'f({ a: 1, b, "c-d": 2, 3: 4, [e]: 5, ["g"]: 6, ...h });',
      'f({ a: 1, b, "c-d": 2, "3": 4, [e]: 5, g: 6, ...h })',
    );
  });

  it('methods and accessors', () => {
    expectProgram(
      `
        const a = {
          b() {},
          async *c() {},
          get d() { return 1; },
          set d(value) {},
          [e]() {},
        };
      `,
      `
        const a = {
          b: function b() {}
          c: async generator function c() {}
          d: (function d() {
            return 1
          })()
          [?set d()]: function d(value) {}
          [e]: function() {}
        }
      `,
    );
  });
});

describe('assignments', () => {
  it('plain', () => {
    expectProgram(
      `
        a = 1;
        a.b = 2;
        a[b] = 3;
        a = b = 4;
        a.b = c.d = f();
      `,
      `
        a = 1
        a.b = 2
        a[b] = 3
        b = 4
        a = 4
        const $1 = f()
        c.d = $1
        a.b = $1
      `,
    );
  });

  it('compound', () => {
    expectProgram(
      `
        a += 1;
        a.b -= c;
        a.b[c] **= 2;
        a++;
        --a.b;
      `,
      `
        a = (a + 1)
        a.b = (a.b - c)
        a.b[c] = (a.b[c] ** 2)
        a = (a + 1)
        a.b = (a.b - 1)
      `,
    );
  });

  it('objects and keys with effects are evaluated once', () => {
    expectProgram(
      `
        f().a += 1;
        (await f()).b.c++;
        a[i()] -= 2;
        this.balance += await fetch();
      `,
      `
        const $1 = f()
        $1.a = ($1.a + 1)
        const $2 = (suspend f()).b
        $2.c = ($2.c + 1)
        const $3 = i()
        a[$3] = (a[$3] - 2)
        this.balance = (this.balance + suspend fetch())
      `,
    );
  });

  it('logical', () => {
    expectProgram(
      `
        a ??= f();
        a.b ||= () => 1;
        a &&= b;
      `,
      `
        if (a == null) {
          a = f()
        }
        if (not a.b) {
          a.b = arrow b() {
            return 1
          }
        }
        if a {
          a = b
        }
      `,
    );
  });

  it('as expressions', () => {
    expectProgram(
      `
        f(a = 1);
        f(a = g());
        f(a.b = g());
        f(a += 1);
        f(a++, ++a, a.b--);
        f(a ??= g());
        while ((row = next())) use(row);
        if ((match = find(a)) !== null) use(match);
      `,
      `
        f(do {
          a = 1
          => 1
        })
        f(do {
          a = g()
          => a
        })
        f(do {
          const $1 = g()
          a.b = $1
          => $1
        })
        f(do {
          a = (a + 1)
          => a
        })
        f(do {
          const $2 = a
          a = ($2 + 1)
          => $2
        }, do {
          a = (a + 1)
          => a
        }, do {
          const $3 = a.b
          a.b = ($3 - 1)
          => $3
        })
        f(do {
          if (a == null) {
            a = g()
          }
          => a
        })
        loop while do {
          row = next()
          => row
        } {
          use(row)
        }
        if (do {
          match = find(a)
          => match
        } != null) {
          use(match)
        }
      `,
    );
  });

  it('destructuring', () => {
    expectProgram(
      `
        [a, b] = [b, a];
        ({ a, b: c.d, ...rest } = f());
        [a.b, [c], ...d] = e;
        f({ a } = b);
        [a = 1] = b;
      `,
      `
        const $1 = [b, a]
        a = $1["0"]
        b = $1["1"]
        const $2 = f()
        a = $2.a
        c.d = $2.b
        rest = { ...$2 }
        const $3 = e
        a.b = $3["0"]
        const $4 = $3["1"]
        c = $4["0"]
        d = $3.slice(2)
        f(do {
          const $5 = b
          a = $5.a
          => b
        })
        const $6 = b
        a = ($6["0"] ?? 1)
      `,
    );
  });

  it('targets under type syntax', () => {
    expectProgram(
      `
        (a as B) = 1;
        a! += 1;
        [(a as B)] = c;
      `,
      `
        a = 1
        a = (a + 1)
        const $1 = c
        a = $1["0"]
      `,
    );
  });
});

describe('destructuring', () => {
  it('objects', () => {
    expectProgram(
      'const { a, b: c, ["d"]: e, [f]: g, "h-i": j } = k();',
      `
        const $1 = k()
        const a = $1.a
        const c = $1.b
        const e = $1.d
        const g = $1[f]
        const j = $1["h-i"]
      `,
    );
  });

  it('defaults and nesting', () => {
    expectProgram(
      'let { a = 1, b: { c, d = () => {} } = {} } = e();',
      `
        const $1 = e()
        var a = ($1.a ?? 1)
        const $2 = ($1.b ?? {})
        var c = $2.c
        var d = ($2.d ?? arrow d() {})
      `,
    );
  });

  it('rest', () => {
    expectProgram(
      `
        const { a, ...rest } = b();
        const [c, ...others] = d();
      `,
      `
        const $1 = b()
        const a = $1.a
        const rest = { ...$1 }
        const $2 = d()
        const c = $2["0"]
        const others = $2.slice(1)
      `,
    );
  });

  it('arrays', () => {
    expectProgram(
      'const [a, , { b }] = await Promise.all([f(), g()]);',
      `
        const $1 = suspend Promise.all([f(), g()])
        const a = $1["0"]
        const $2 = $1["2"]
        const b = $2.b
      `,
    );
  });

  it('of a name', () => {
    expectProgram(
      `
        const { a, b } = req;
        const { user } = this;
        var { c } = a;
        let [d] = a;
      `,
      `
        const a = req.a
        const b = req.b
        const user = this.user
        const $1 = a
        var c = $1.c
        var d = a["0"]
      `,
    );
  });

  it('of a typed value', () => {
    expectProgram(
      'const { a, b }: Body = req;',
      `
        const $1: Body = req
        const a = $1.a
        const b = $1.b
      `,
    );
  });
});
