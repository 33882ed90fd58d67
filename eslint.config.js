import js from '@eslint/js';
import eslintPlugin from 'eslint-plugin-eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig([
  // The example and the applications under test are meant to be wrong, and have configs of their own.
  globalIgnores(['dist/', 'tests/apps/*/', 'coverage/', 'corpus/', 'docs/', 'examples/', 'tests/**/fixtures/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: { console: 'readonly', performance: 'readonly', process: 'readonly', URL: 'readonly' },
    },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // `assertExhaustive(value)` in the default branch is how an exhaustive switch ends here.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // The syntax tree's `type` is an enum to TypeScript only; the package that has it at run time is not imported.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      // Names of tables, columns and methods index records all over the catalog.
      '@typescript-eslint/dot-notation': 'off',
      // Rules are meant to be objects with a method `create`, and messages are templates with `{{ holes }}`.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['rules/*.ts'],
    extends: [eslintPlugin.configs.all],
    rules: {
      // `createRule` adds the address.
      'eslint-plugin/require-meta-docs-url': 'off',
      // The suggestions are handed to the report by `src/reporting`.
      'eslint-plugin/require-meta-has-suggestions': 'off',
      // Rules only report, and their suggestions come from the remedies.
      'eslint-plugin/require-meta-fixable': 'off',
      'eslint-plugin/meta-property-ordering': [
        'error',
        ['type', 'docs', 'messages', 'schema', 'defaultOptions', 'hasSuggestions', 'languages'],
      ],
      'eslint-plugin/require-meta-docs-description': ['error', { pattern: '^(?:Disallow|Require)' }],
    },
  },
]);
