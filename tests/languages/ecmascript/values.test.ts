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
    expectProgram('f([1, , ...a]);', 'f([1, undefined, ...a])');
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
    expectProgram('f(a?.b, a?.[b], a?.(), a?.b.c?.(d), (a?.b).c);', 'f(a.b, a[b], a(), a.b.c(d), a.b.c)');
  });

  it('type syntax is dropped', () => {
    expectProgram(
      'f(a!, a as B, <B>a, a satisfies B, (a as B)!.c, f<B>, f<B>(a), ((a)));',
      'f(a, a, a, a, a.c, f, f(a), a)',
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
