import { describe, it } from 'vitest';
import { expectProgram } from './expect-program.ts';

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
