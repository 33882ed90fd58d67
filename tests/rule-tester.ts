import * as parser from '@typescript-eslint/parser';
import { RuleTester } from 'eslint';
import type { AtomicAuthRule } from '../src/rule.ts';

export interface RuleCases {
  readonly valid: readonly (string | RuleTester.ValidTestCase)[];
  readonly invalid: readonly RuleTester.InvalidTestCase[];
}

export interface AtomicAuthRuleTester {
  run(name: string, rule: AtomicAuthRule, cases: RuleCases): void;
}

/**
 * A rule tester that reads TypeScript with JSX (a case with a `filename` ending in `.ts` reads no JSX, as everywhere) and
 * wants each expected report exact: its messageId, its data, and where it starts and ends.
 */
export function createRuleTester(): AtomicAuthRuleTester {
  const tester = new RuleTester({
    languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
  });
  return {
    run(name, rule, { valid, invalid }) {
      tester.run(name, rule, {
        valid: [...valid],
        invalid: [...invalid],
        assertionOptions: { requireMessage: 'messageId', requireLocation: true, requireData: true },
      });
    },
  };
}
