import { describe, it } from 'vitest';
import { expectProgram } from './expect-program.ts';

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
    expectProgram('export default a.b;', 'export default = a.b');
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
    expectProgram('export default class {}', 'export default = class {}');
  });

  it('export equals', () => {
    expectProgram('export = a;', 'export = = a');
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
