/** What `npm run new-rule <name>` starts a rule, its test and its page from. */

export function renderRuleFile(name: string): string {
  return `import { createRule } from '../src/rule.ts';
import type { AtomicAuthRule } from '../src/rule.ts';

const rule: AtomicAuthRule = createRule({
  name: '${name}',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow …',
      recommended: false,
      cwe: [362],
      owasp: 'API6:2023',
    },
    messages: {
      found: 'Say which read, which write, which lines, and what repairs it.',
    },
    schema: [],
    defaultOptions: [],
    hasSuggestions: false,
    languages: ['js/js', 'atomic-auth/python'],
  },
  create() {
    return {};
  },
});

export default rule;
`;
}

export function renderRuleTest(name: string): string {
  return `import rule from '../../rules/${name}.ts';
import { createRuleTester } from '../rule-tester.ts';

createRuleTester().run('${name}', rule, {
  valid: [
    {
      name: 'code that has nothing to do with it',
      code: 'export const answer = 42;',
    },
  ],
  // Each finding stands beside its nearest safe twin above, with its exact place and data.
  invalid: [],
});
`;
}

export function renderRulePage(): string {
  return `<!-- rule-header:start -->
<!-- rule-header:end -->

## What it finds

Say what goes wrong when two requests meet, in three sentences at most.

Incorrect:

Correct:

## Options

<!-- rule-options:start -->
<!-- rule-options:end -->

## Limitations

## When not to use it
`;
}
