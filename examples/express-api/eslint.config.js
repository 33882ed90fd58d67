import * as parser from '@typescript-eslint/parser';
import atomicAuth from 'eslint-plugin-atomic-auth';

export default [
  { files: ['src/**/*.ts'], languageOptions: { parser } },
  atomicAuth.configs.recommended,
];
