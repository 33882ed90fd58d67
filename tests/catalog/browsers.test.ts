import { describe, expect, it } from 'vitest';
import { isBrowserCode } from '../../src/catalog/naming.ts';

describe('code that runs in browsers', () => {
  it.each([
    ['the directive', "'use client';\nimport { save } from './save';"],
    [
      'state of a page',
      "import { useState } from 'react';\nexport function Form() { const [name, setName] = useState(''); return name; }",
    ],
    [
      'among others, over several lines',
      "import React, {\n  useCallback,\n  useEffect,\n} from 'react';\nexport default function Page() {}",
    ],
    ['a store of the page', "import { defineStore } from 'pinia';\nexport const useCart = defineStore('cart', {});"],
  ])('%s', (_reason, text) => {
    expect(isBrowserCode(text)).toBe(true);
  });

  it.each([
    ['no sign of it', "import { pool } from './database';\nexport const load = () => pool.query('SELECT 1');"],
    [
      'a loader beside the page',
      "import { useState } from 'react';\nexport async function loader({ request }) {}\nexport default function Page() { useState(1); }",
    ],
    [
      'an action that is exported by a list',
      "import { useEffect } from 'react';\nasync function action() {}\nexport { action };",
    ],
    [
      'a function that says it runs on the server',
      "import { useState } from 'react';\nexport function Page() { async function save() { 'use server'; } }",
    ],
    [
      'types of the library alone',
      "import { type ReactNode, cache } from 'react';\nexport const getUser = cache(async () => {});",
    ],
    ['the name in a text', 'const hint = "import { useState } from react";'],
  ])('not %s', (_reason, text) => {
    expect(isBrowserCode(text)).toBe(false);
  });
});
