import { describe, it } from 'vitest';
import { expectProgram } from './expect-program.ts';

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
