import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBoundaryViolations, findIdleEntries, rooms } from './import-boundaries.ts';
import { readSourceFiles, root } from './source-files.ts';

describe('import boundaries', () => {
  it('hold in src and rules', () => {
    expect(findBoundaryViolations(readSourceFiles('src', 'rules'))).toEqual([]);
  });

  it('list no arrow and no face that nobody needs', () => {
    expect(findIdleEntries(readSourceFiles('src', 'rules'))).toEqual([]);
  });

  it.each([
    [
      'src/catalog/stores/orders.ts',
      "import { createRun } from '../../evaluation/create-run.ts';",
      ' imports src/evaluation/create-run.ts',
    ],
    [
      'src/languages/ecmascript/lower.ts',
      "import type { Value } from '../../evaluation/domain/value.ts';",
      ' imports src/evaluation/domain/value.ts',
    ],
    [
      'src/evaluation/roots/run-roots.ts',
      "export { pair } from '../../windows/pair.ts';",
      ' imports src/windows/pair.ts',
    ],
    ['src/evaluation/create-run.ts', "export * from '../analyze.ts';", ' imports src/analyze.ts'],
    [
      'src/evaluation/classes/class-members.ts',
      "import { callFunction } from '../calls/call-function.ts';",
      ' imports src/evaluation/calls/call-function.ts',
    ],
    [
      'src/evaluation/program/evaluate-call.ts',
      "import { callUnknown } from '../calls/call-unknown.ts';",
      " imports src/evaluation/calls/call-unknown.ts, which is not of the room's face",
    ],
    [
      'src/windows/pair.ts',
      "import type { CallSite } from '../evaluation/effects/arguments.ts';",
      ' imports src/evaluation/effects/arguments.ts',
    ],
    ['src/evaluation/attic/box.ts', '', ": 'evaluation/attic' is no area that import-boundaries.ts knows"],
    ['src/windows/pair.ts', "import { edit } from '../remedies/edit.ts';", ' imports src/remedies/edit.ts'],
    ['src/analyze.ts', "const rule = await import('../rules/no-lost-update.ts');", ' imports rules/no-lost-update.ts'],
    ['rules/no-lost-update.ts', "import { rules } from '../src/registry.ts';", ' imports src/registry.ts'],
    ['rules/no-lost-update.ts', "import other from './no-token-reuse.ts';", ' imports rules/no-token-reuse.ts'],
    ['src/languages/program.ts', "import '../sql/statement.ts';", ' imports src/sql/statement.ts'],
    ['src/schema/read-types.ts', "import type ts from 'typescript';", ' imports typescript'],
    [
      'src/analyze.ts',
      "import { FlatESLint } from 'eslint/use-at-your-own-risk';",
      ' imports eslint/use-at-your-own-risk',
    ],
    ['src/gadgets/clock.ts', '', ": 'gadgets' is no area that import-boundaries.ts knows"],
  ])('are violated by %s with %s', (path, text, violation) => {
    expect(findBoundaryViolations([{ path, text }])).toEqual([`${path}${violation}`]);
  });

  it('allow what the design draws', () => {
    const files = [
      {
        path: 'rules/no-lost-update.ts',
        text: "import { analyze } from '../src/analyze.ts';\nimport { createRule } from '../src/rule.ts';",
      },
      { path: 'src/registry.ts', text: "import noLostUpdate from '../rules/no-lost-update.ts';" },
      { path: 'src/windows/pair.ts', text: "import type { Access } from '../evaluation/domain/access.ts';" },
      {
        path: 'src/project/load.ts',
        text: "import { lower } from '../languages/ecmascript/lower.ts';\nimport { parseSync } from 'oxc-parser';",
      },
    ];
    expect(findBoundaryViolations(files)).toEqual([]);
  });
});

describe('docs/architecture.md', () => {
  it('shows the rooms, the highest first, with their arrows', () => {
    const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
    const rows = [...page.matchAll(/^\| `(?<room>\w+)\/` \|[^|]*\|(?<imports>[^|]*)\|$/gmu)];
    const shown = rows
      .map(({ groups }) => [groups?.['room'], [...(groups?.['imports'] ?? '').matchAll(/\w+/gu)].map(([name]) => name)])
      .filter(([room]) => room !== 'rules');
    expect(shown).toEqual(
      Object.entries(rooms)
        .map(([name, { rooms: below }]) => [name, below])
        .toReversed(),
    );
  });
});
