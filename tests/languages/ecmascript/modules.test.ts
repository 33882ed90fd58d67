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

describe('exports', () => {
  it('declarations', () => {
    expectProgram(
      `
        export const a = 1, { b, c: [d] } = e;
        export function f() {}
        export class G {}
        export enum H { I }
        export let j;
      `,
      `
        const f = function f() {}
        const a = 1
        const b = e.b
        const $1 = e.c
        const d = $1["0"]
        export a = a
        export b = b
        export d = d
        export f = f
        const G = class G {}
        export G = G
        const H = { I: 0 }
        export H = H
        var j
        export j = j
      `,
    );
  });

  it('lists and re-exports', () => {
    expectProgram(
      `
        export { a, b as c, d as default, e as "f-g" };
        export { h, default as i } from "x";
        export * from "y";
        export * as z from "z";
        export type { T } from "t";
        export { type U } from "u";
      `,
      `
        export a = a
        export c = b
        export default = d
        export f-g = e
        export h = import("x", h)
        export i = import("x", default)
        export * = import("y", *)
        export z = import("z", *)
        export T = import type("t", T)
        export U = import type("u", U)
      `,
    );
  });

  it('default', () => {
    expectProgram(
      'export default a.b;',
      'export default = a.b',
    );
  });

  it('default function', () => {
    expectProgram(
      `
        f();
        export default async function f() {}
      `,
      `
        const f = async function f() {}
        f()
        export default = f
      `,
    );
  });

  it('default function without a name', () => {
    expectProgram(
      'export default async (req) => req.user;',
      `
        export default = async arrow(req) {
          return req.user
        }
      `,
    );
  });

  it('default class', () => {
    expectProgram(
      'export default class A {}',
      `
        const A = class A {}
        export default = A
      `,
    );
  });

  it('default class without a name', () => {
    expectProgram(
      'export default class {}',
      'export default = class {}',
    );
  });

  it('export equals', () => {
    expectProgram(
      'export = a;',
      'export = = a',
    );
  });

  it('types export nothing', () => {
    expectProgram(
      `
        export type A = B;
        export interface C {}
        export default interface D {}
        export as namespace E;
      `,
      '',
    );
  });
});

describe('CommonJS', () => {
  it('module.exports and exports', () => {
    expectProgram(
      `
        module.exports = { a, b };
        exports.c = 1;
        module.exports.d = () => {};
        exports["e"] = 2;
      `,
      `
        export = = { a, b }
        export c = 1
        export d = arrow d() {}
        export e = 2
      `,
    );
  });

  it('chains', () => {
    expectProgram(
      `
        exports = module.exports = createApplication;
        module.exports = exports = other;
        exports.a = exports.b = function () {};
        const c = exports.c = (d) => d;
        var e = module.exports = {};
        module.exports = exports.f = module.exports.g = class {};
      `,
      `
        export = = createApplication
        export = = other
        const $1 = function b() {}
        export b = $1
        export a = $1
        const c = arrow c(d) {
          return d
        }
        export c = c
        var e = {}
        export = = e
        const $2 = class g {}
        export g = $2
        export f = $2
        export = = $2
      `,
    );
  });

  it('in inner blocks, not in functions', () => {
    expectProgram(
      `
        if (a) module.exports = b;
        function f() { exports.c = d; }
      `,
      `
        const f = function f() {
          exports.c = d
        }
        if a {
          export = = b
        }
      `,
    );
  });

  it('in destructuring', () => {
    expectProgram(
      '({ a: exports.a, b: exports.b } = c());',
      `
        const $1 = c()
        export a = $1.a
        export b = $1.b
      `,
    );
  });

  it('directives', () => {
    expectProgram(
      `
        "use client";
        "use strict";
        f();
        "no directive";
      `,
      `
        directive "use client"
        directive "use strict"
        f()
        "no directive"
      `,
    );
  });
});

describe('TypeScript declarations', () => {
  it('enums', () => {
    expectProgram(
      `
        enum A { B, C = 5, D, E = "e", F = B | C, "G-H" = 1 << 2, I }
        const enum J { K = 1 }
      `,
      `
        const A = { B: 0, C: 5, D: 6, E: "e", F: (B | C), "G-H": (1 << 2), I: ?enum member() }
        const J = { K: 1 }
      `,
    );
  });

  it('namespaces', () => {
    expectProgram(
      `
        namespace A {
          export const b = 1;
          const c = 2;
          export function d() {}
          export namespace E { export class F {} }
        }
        namespace G.H { export const i = 1; }
      `,
      `
        const A = do {
          const d = function d() {}
          const b = 1
          const c = 2
          const E = do {
            const F = class F {}
            => { F: F }
          }
          => { b: b, d: d, E: E }
        }
        const G = {
          H: do {
            const i = 1
            => { i: i }
          }
        }
      `,
    );
  });

  it('a namespace that adds to a function', () => {
    expectProgram(
      `
        function a() {}
        namespace a { export const b = 1; }
      `,
      `
        const a = function a() {}
        block {
          const b = 1
          a.b = b
        }
      `,
    );
  });

  it('ambient code', () => {
    expectProgram(
      `
        declare const a: Repository<User>;
        declare function b(c: string): void;
        declare module "d" { export const e: string; }
        declare global { interface F {} }
        declare namespace G { const h: number; }
        interface I {}
        type J = I;
      `,
      `
        const a: Repository User
        const b = ?declared function()
        const G = do {
          const h
          => {}
        }
      `,
    );
  });

  it('overloads', () => {
    expectProgram(
      `
        export function a(b: string): void;
        export function a(b: number): void;
        export function a(b: unknown) {}
        export declare function c(): void;
        export declare function c(d: string): void;
      `,
      `
        const a = function a(b) {}
        export a = a
        const c = ?declared function()
        export c = c
      `,
    );
  });

  it('names in types', () => {
    expectProgram(
      'let a: typeof b.c, d: import("x").Y<Z>, e: (f: G) => H, i: { j: K; l(): M }, n: O[P], q: keyof R, s: T extends U ? V : W, x: [A1, B1?, ...C1[]], y: readonly D1[], z: D.E<F.G>;',
      `
        var a: b.c
        var d: Y Z
        var e: G H
        var i: K M
        var n: O P
        var q: R
        var s: T U V W
        var x: A1 B1 C1
        var y: D1
        var z: D.E F.G
      `,
    );
  });
});
