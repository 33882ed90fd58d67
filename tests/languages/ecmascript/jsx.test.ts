import { describe, it } from 'vitest';
import { expectProgram } from './expect-program.ts';

describe('jsx', () => {
  it('handlers and children', () => {
    expectProgram(
      'const a = <form action={save} title="x"><Button onClick={() => remove(id)} {...rest} disabled />text {value} {/* note */}{...list}</form>;',
      `
        const a = ?<form>(save, "x", ?<Button>(arrow() {
          return remove(id)
        }, rest), value, list)
      `,
      'file.tsx',
    );
  });

  it('fragments and members', () => {
    expectProgram(
      'const a = <><A.B.C /><a:b /><this.d /></>;',
      'const a = ?<>(?<A.B.C>(), ?<a:b>(), ?<this.d>())',
      'file.tsx',
    );
  });

  it('elements in attributes', () => {
    expectProgram('f(<A icon={<B c={d} />} e=<G /> />);', 'f(?<A>(?<B>(d), ?<G>()))', 'file.tsx');
  });
});
