import { describe, it } from 'vitest';
import { expectProgram } from './expect-program.ts';

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
