import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAX_CALL_DEPTH, ROOT_BUDGET } from '../../src/evaluation/domain/run.ts';
import { rules } from '../../src/registry.ts';
import { root } from '../architecture/source-files.ts';
import { printFile } from '../reporting/print-file.ts';
import { findCodeBlock, keepSection, readCodeBlocks, readDocument } from './read-document.ts';

const page = 'docs/architecture.md';

describe('the printed parts of the architecture', () => {
  const { text } = findCodeBlock(page, 'js', /findWallet/u);

  it.each(['program', 'accesses', 'windows'])('are what DEBUG prints: %s', (part) => {
    const [heading, ...lines] = printFile(text, `atomic-auth:${part}`).trimEnd().split('\n');
    expect(heading).toBe(`atomic-auth:${part} wallet.js`);
    expect(lines.length).toBeGreaterThan(3);
    keepSection(page, part, `\`\`\`text\n${lines.join('\n')}\n\`\`\``);
  });
});

describe('what the architecture says', () => {
  const document = readDocument(page);

  it('names files and folders that exist', () => {
    const named = [...document.matchAll(/`(?<path>(?:src|rules|tests|tools|docs)\/[\w./-]*)`/gu)].map(
      ({ groups }) => groups?.['path'] ?? '',
    );
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const windows = [...document.matchAll(/`(?<file>(?:find|not|place)-[\w-]+\.ts)`/gu)].map(
      ({ groups }) => groups?.['file'] ?? '',
    );
    expect(windows.filter((file) => !existsSync(join(root, 'src/windows', file)))).toEqual([]);
  });

  it('names every folder of src', () => {
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    expect(folders.map(({ name }) => name).filter((name) => !document.includes(`| \`src/${name}/\` |`))).toEqual([]);
  });

  it('has the bounds of the code', () => {
    expect([ROOT_BUDGET, MAX_CALL_DEPTH]).toEqual([20_000, 8]);
    expect(document).toContain(`${ROOT_BUDGET} steps and follow calls ${MAX_CALL_DEPTH} deep`);
    expect(printFile(' '.repeat(1_500_000), 'atomic-auth:windows')).toMatch(/^atomic-auth:windows/u);
    expect(printFile(' '.repeat(1_500_001), 'atomic-auth:windows')).toContain('not analysed');
  });

  it('does not promise rules for later that are there', () => {
    const later = /^Not in this release: (?<text>.*?)\.\s+The/msu.exec(document)?.groups?.['text'] ?? '';
    const names = [...later.matchAll(/`(?<name>[\w-]+)`/gu)].map(({ groups }) => groups?.['name'] ?? '');
    expect(names).toHaveLength(4);
    expect(names.filter((name) => name in rules)).toEqual([]);
  });

  it('has no code that no test looks at', () => {
    const [drawing, example, debug, program, accesses, windows, update, ...others] = readCodeBlocks(page);
    expect(drawing?.text).toContain('─lower→ program');
    expect(example?.language).toBe('js');
    expect(debug?.text).toBe('DEBUG=atomic-auth:* npx eslint src/wallet.js\n');
    expect([program, accesses, windows].map((block) => block?.language)).toEqual(['text', 'text', 'text']);
    expect(update?.text).toBe('UPDATE_DOCS=1 npx vitest run tests/docs\n');
    expect(others).toEqual([]);
  });
});
