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

describe('switch', () => {
  it('cases that end', () => {
    expectProgram(
      `
        switch (order.status) {
          case "paid":
            ship();
            break;
          case "open": {
            pay();
            break;
          }
          case "new":
          case "draft":
            drop();
            break;
          default:
            fail();
        }
      `,
      `
        if (order.status == "paid") {
          ship()
        } else if (order.status == "open") {
          block {
            pay()
          }
        } else if ((order.status == "new") or (order.status == "draft")) {
          drop()
        } else {
          fail()
        }
      `,
    );
  });

  it('the subject is evaluated once', () => {
    expectProgram(
      'switch (await getStatus()) { case 1: a(); break; case 2: b(); }',
      `
        const $1 = suspend getStatus()
        if ($1 == 1) {
          a()
        } else if ($1 == 2) {
          b()
        }
      `,
    );
  });

  it('falling through', () => {
    expectProgram(
      `
        switch (a) {
          case 1:
            one();
          case 2:
            two();
          case 3:
            three();
            break;
          case 4:
            four();
        }
      `,
      `
        if ((a == 1) or (a == 2) or (a == 3)) {
          if (a == 1) {
            one()
          }
          if ((a == 1) or (a == 2)) {
            two()
          }
          three()
        } else if (a == 4) {
          four()
        }
      `,
    );
  });

  it('a default in the middle', () => {
    expectProgram(
      `
        switch (a) {
          case 1: one(); break;
          default: other();
          case 2: two(); break;
          case 3: three();
        }
      `,
      `
        if (a == 1) {
          one()
        } else if (a == 3) {
          three()
        } else {
          if (not (a == 2)) {
            other()
          }
          two()
        }
      `,
    );
  });

  it('falling into the default', () => {
    expectProgram(
      `
        switch (a) {
          case 1: one();
          default: other();
        }
      `,
      `
        if (a == 1) {
          one()
        }
        other()
      `,
    );
  });

  it('cases that return or throw', () => {
    expectProgram(
      `
        function f(a) {
          switch (a) {
            case 1: return one();
            case 2: throw two();
            default: return other();
          }
        }
      `,
      `
        const f = function f(a) {
          if (a == 1) {
            return one()
          } else if (a == 2) {
            throw two()
          } else {
            return other()
          }
        }
      `,
    );
  });

  it('an early break makes the rest conditional', () => {
    expectProgram(
      `
        switch (a) {
          case 1:
            if (b) break;
            one();
            if (c) { two(); break; } else { three(); }
            four();
            break;
          case 2:
            five();
        }
      `,
      `
        if (a == 1) {
          if b {} else {
            one()
            if c {
              two()
            } else {
              three()
              four()
            }
          }
        } else if (a == 2) {
          five()
        }
      `,
    );
  });

  it('an early break in both branches, or out of a try, goes by a flag', () => {
    expectProgram(
      `
        switch (a) {
          case 1:
            if (b) { if (c) break; one(); } else two();
            three();
            break;
          case 2:
            try { if (b) break; four(); } catch (error) { five(); break; }
            six();
        }
      `,
      `
        if (a == 1) {
          var $1 = false
          if b {
            if c {
              $1 = true
            } else {
              one()
            }
          } else {
            two()
          }
          if (not $1) {
            three()
            $1 = true
          }
        } else if (a == 2) {
          var $2 = false
          try {
            if b {
              $2 = true
            } else {
              four()
            }
          } catch error {
            five()
            $2 = true
          }
          if (not $2) {
            six()
          }
        }
      `,
    );
  });

  it('a break out of a block in a switch', () => {
    expectProgram(
      `
        switch (a) {
          case 1: {
            { if (b) break; one(); }
            two();
          }
        }
      `,
      `
        if (a == 1) {
          block {
            block {
              if b {} else {
                one()
                two()
              }
            }
          }
        }
      `,
    );
  });

  it('continue in a switch belongs to the loop', () => {
    expectProgram(
      `
        for (const a of b) {
          switch (a) {
            case 1: continue;
            case 2: break;
            default: one();
          }
          two();
        }
      `,
      `
        loop over b {
          const a = element
          if (a == 1) {
            continue
          } else if (a == 2) {} else {
            one()
          }
          two()
        }
      `,
    );
  });

  it('switch (true)', () => {
    expectProgram(
      `
        switch (true) {
          case a > 1: one(); break;
          case isTwo(a): two(); break;
        }
      `,
      `
        if (a > 1) {
          one()
        } else if isTwo(a) {
          two()
        }
      `,
    );
  });

  it('tests with effects are not done twice', () => {
    expectProgram(
      `
        switch (a) {
          case next(): one();
          case 2: two();
        }
      `,
      `
        if ((a == next()) or (a == 2)) {
          if ?case() {
            one()
          }
          two()
        }
      `,
    );
  });

  it('a switch in a switch, and functions in one', () => {
    expectProgram(
      `
        switch (a) {
          case 1:
            switch (b) { case 2: one(); break; case 3: two(); }
            three();
            break;
          case 4: {
            function g() {}
            g(() => { for (;;) break; });
          }
        }
      `,
      `
        if (a == 1) {
          if (b == 2) {
            one()
          } else if (b == 3) {
            two()
          }
          three()
        } else if (a == 4) {
          block {
            const g = function g() {}
            g(arrow() {
              loop {
                break
              }
            })
          }
        }
      `,
    );
  });

  it('without cases', () => {
    expectProgram(
      `
        switch (f()) {}
        switch (f()) { default: a(); }
      `,
      `
        const $1 = f()
        const $2 = f()
        a()
      `,
    );
  });

  it('a labelled block that is left early', () => {
    expectProgram(
      `
        block: {
          if (a) break block;
          for (const b of c) {
            if (b) break block;
            d();
          }
          e();
        }
      `,
      `
        block {
          if a {} else {
            var $1 = false
            loop over c {
              const b = element
              if b {
                $1 = true
                break
              } else {
                d()
              }
            }
            if (not $1) {
              e()
            }
          }
        }
      `,
    );
  });
});
