import { describe, it } from 'vitest';
import { expectProgram } from './expect-program.ts';

describe('imports', () => {
  it('come first', () => {
    expectProgram(
      `
        f();
        import a from "a";
        import { b, c as d, default as e, "f-g" as h } from "b";
        import * as i from "c";
        import "d";
        import j, * as k from "e";
      `,
      `
        const a = import("a", default)
        const b = import("b", b)
        const d = import("b", c)
        const e = import("b", default)
        const h = import("b", f-g)
        const i = import("c", *)
        import("d", *)
        const j = import("e", default)
        const k = import("e", *)
        f()
      `,
    );
  });

  it('of types', () => {
    expectProgram(
      `
        import type A from "a";
        import { type B, C } from "b";
        import type { D } from "c";
        import type * as E from "d";
      `,
      `
        const A = import type("a", default)
        const B = import type("b", B)
        const C = import("b", C)
        const D = import type("c", D)
        const E = import type("d", *)
      `,
    );
  });

  it('import equals', () => {
    expectProgram(
      `
        import a = require("a");
        import type b = require("b");
        import c = N.D.E;
        export import d = N.F;
      `,
      `
        const a = import("a", *)
        const b = import type("b", *)
        const c = N.D.E
        const d = N.F
        export d = d
      `,
    );
  });

  it('require', () => {
    expectProgram(
      `
        const a = require("a");
        const { b, c: { d } } = require("b");
        const e = require("c").f;
        require("d")(g);
        const h = require(i), j = require("k", 1), l = require(\`m\`);
      `,
      `
        const a = import("a", *)
        const b = import("b", *).b
        const $1 = import("b", *).c
        const d = $1.d
        const e = import("c", *).f
        import("d", *)(g)
        const h = require(i)
        const j = require("k", 1)
        const l = import("m", *)
      `,
    );
  });

  it('dynamic', () => {
    expectProgram(
      `
        const a = await import("a");
        const { b } = await import("b");
        const c = import("c");
        import(d);
        import("e").then((m) => m.default());
      `,
      `
        const a = suspend import("a", *)
        const $1 = suspend import("b", *)
        const b = $1.b
        const c = import("c", *)
        ?import(d)
        (arrow(m) {
          return m.default()
        })(suspend import("e", *))
      `,
    );
  });
});
