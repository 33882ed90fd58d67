import { describe, it } from 'vitest';
import { expectProgram } from './expect-program.ts';

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
