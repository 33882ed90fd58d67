import { describe, it } from 'vitest';
import { expectProgram } from './expect-program.ts';

describe('then', () => {
  it('a function', () => {
    expectProgram(
      'load(id).then((user) => user.name);',
      `
        (arrow(user) {
          return user.name
        })(suspend load(id))
      `,
    );
  });

  it('a name or member', () => {
    expectProgram(
      `
        a.then(f);
        a.then(b.c);
      `,
      `
        f(suspend a)
        b.c(suspend a)
      `,
    );
  });

  it('the value', () => {
    expectProgram(
      `
        const a = await b.then((c) => c.d);
        return_(b.then(f));
      `,
      `
        const a = (arrow(c) {
          return c.d
        })(suspend b)
        return_(f(suspend b))
      `,
    );
  });

  it('chained', () => {
    expectProgram(
      'a.then(b).then((c) => d(c)).then(e);',
      `
        e(suspend (arrow(c) {
          return d(c)
        })(suspend b(suspend a)))
      `,
    );
  });

  it('rejected', () => {
    expectProgram(
      `
        a.then(b, c);
        const d = await a.then(b, c);
      `,
      `
        try {
          b(suspend a)
        } catch $1 {
          c($1)
        }
        const d = do {
          var $2
          try {
            $2 = b(suspend a)
          } catch $3 {
            $2 = c($3)
          }
          => $2
        }
      `,
    );
  });

  it('null stands for no handler', () => {
    expectProgram(
      `
        a.then(null, b);
        a.then(undefined, b);
        a.then(b, undefined);
        a.then(null);
      `,
      `
        try {
          suspend a
        } catch $1 {
          b($1)
        }
        try {
          suspend a
        } catch $2 {
          b($2)
        }
        b(suspend a)
        a.then(null)
      `,
    );
  });

  it('optional and asserted', () => {
    expectProgram(
      `
        a?.then(b);
        a!.then(b!);
        (a.then(b) as C).then(d);
      `,
      `
        b(suspend a)
        b(suspend a)
        d(suspend b(suspend a))
      `,
    );
  });
});

describe('catch and finally', () => {
  it('catch', () => {
    expectProgram(
      `
        a.catch(next);
        a.catch((error) => { console.error(error); });
        a.then(b).catch(console.error);
      `,
      `
        try {
          suspend a
        } catch $1 {
          next($1)
        }
        try {
          suspend a
        } catch $2 {
          (arrow(error) {
            console.error(error)
          })($2)
        }
        try {
          b(suspend a)
        } catch $3 {
          console.error($3)
        }
      `,
    );
  });

  it('catch in the middle', () => {
    expectProgram(
      'a.catch(b).then(c);',
      `
        c(suspend (do {
          var $1
          try {
            $1 = suspend a
          } catch $2 {
            $1 = b($2)
          }
          => $1
        }))
      `,
    );
  });

  it('finally', () => {
    expectProgram(
      `
        a.finally(() => done());
        a.then(b).catch(c).finally(d);
      `,
      `
        try {
          suspend a
        } finally {
          (arrow() {
            return done()
          })()
        }
        try {
          try {
            b(suspend a)
          } catch $1 {
            c($1)
          }
        } finally {
          d()
        }
      `,
    );
  });

  it('values', () => {
    expectProgram(
      `
        function f() {
          return a.then(b).catch(c);
        }
        async function g() {
          const h = await a.catch(() => null);
          await a.then(b).catch(c);
          void a.finally(d);
        }
      `,
      `
        const f = function f() {
          return do {
            var $1
            try {
              $1 = b(suspend a)
            } catch $2 {
              $1 = c($2)
            }
            => $1
          }
        }
        const g = async function g() {
          const h = do {
            var $3
            try {
              $3 = suspend a
            } catch $4 {
              $3 = (arrow() {
                return null
              })($4)
            }
            => $3
          }
          try {
            b(suspend a)
          } catch $5 {
            c($5)
          }
          try {
            suspend a
          } finally {
            d()
          }
        }
      `,
    );
  });
});

describe('what is no chain', () => {
  it('other arguments', () => {
    expectProgram(
      `
        a.then();
        a.then(b());
        a.then(b, c, d);
        a.catch(1);
        a.finally(b, c);
        a.then(...b);
        a["then"](b);
        then(b);
        a.then(b, 1);
      `,
      `
        a.then()
        a.then(b())
        a.then(b, c, d)
        a.catch(1)
        a.finally(b, c)
        a.then(...b)
        a.then(b)
        then(b)
        a.then(b, 1)
      `,
    );
  });
});
