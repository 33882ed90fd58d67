import { describe, it } from 'vitest';
import { expectProgram } from './expect-program.ts';

describe('loops', () => {
  it('while and do while', () => {
    expectProgram(
      `
        while (a()) b();
        do { b(); } while (a());
        while (true) { if (a) break; if (b) continue; c(); }
      `,
      `
        loop while a() {
          b()
        }
        loop while a() at least once {
          b()
        }
        loop while true {
          if a {
            break
          }
          if b {
            continue
          }
          c()
        }
      `,
    );
  });

  it('for', () => {
    expectProgram(
      `
        for (let i = 0; i < n; i++) f(i);
        for (;;) {}
        for (i = 0; ; i += 2, j--) f(i);
      `,
      `
        block {
          var i = 0
          loop while (i < n) {
            f(i)
            i = (i + 1)
          }
        }
        loop {}
        block {
          i = 0
          loop {
            f(i)
            i = (i + 2)
            j = (j - 1)
          }
        }
      `,
    );
  });

  it('for of', () => {
    expectProgram(
      `
        for (const a of items) f(a);
        for (const { id, items: [first] } of orders) f(id, first);
        for (a.b of items) f(a);
        for ([a, b] of items) f(a);
        for (var v of items) f(v);
      `,
      `
        var v
        loop over items {
          const a = element
          f(a)
        }
        loop over orders {
          const $1 = element
          const id = $1.id
          const $2 = $1.items
          const first = $2["0"]
          f(id, first)
        }
        loop over items {
          a.b = element
          f(a)
        }
        loop over items {
          const $3 = element
          a = $3["0"]
          b = $3["1"]
          f(a)
        }
        loop over items {
          v = element
          f(v)
        }
      `,
    );
  });

  it('for in runs over the keys', () => {
    expectProgram(
      'for (const key in record) f(record[key]);',
      `
        loop over Object.keys(record) {
          const key = element
          f(record[key])
        }
      `,
    );
  });

  it('for await', () => {
    expectProgram(
      'async function f() { for await (const chunk of stream) g(chunk); }',
      `
        const f = async function f() {
          loop over stream suspending {
            const chunk = element
            g(chunk)
          }
        }
      `,
    );
  });

  it('for using', () => {
    expectProgram(
      'for (using a of items) f(a);',
      `
        loop over items {
          const $1 = element
          scope $1 as a {
            f(a)
          }
        }
      `,
    );
  });

  it('labels are dropped', () => {
    expectProgram(
      `
        outer: for (const a of b) {
          for (const c of d) {
            if (c) continue outer;
            break outer;
          }
        }
      `,
      `
        loop over b {
          const a = element
          loop over d {
            const c = element
            if c {
              continue
            }
            break
          }
        }
      `,
    );
  });
});
