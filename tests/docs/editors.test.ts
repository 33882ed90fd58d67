import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../src/index.ts';
import { findCodeBlock, readCodeBlocks, readDocument } from './read-document.ts';

const page = 'docs/editors.md';

describe('the page about editors', () => {
  it('describes what an editor is handed', () => {
    const { text } = findCodeBlock('README.md', 'js', /'\/withdraw'/u);
    const [message] = new Linter().verify(text, [plugin.configs.recommended], { filename: 'src/wallet.js' });
    // The squiggle is under the method, the quick fix is the suggestion, and there is nothing to fix on save.
    const line = text.split('\n')[(message?.line ?? 0) - 1] ?? '';
    expect(line.slice((message?.column ?? 0) - 1, (message?.endColumn ?? 0) - 1)).toBe('pool.query');
    expect(readDocument(page)).toContain(`*${message?.suggestions?.[0]?.desc ?? ''}*`);
    expect(message?.fix).toBeUndefined();
    for (const rule of Object.values(plugin.rules)) {
      expect(rule.meta).not.toHaveProperty('fixable');
      expect(rule.meta.docs.url).toBe(
        `https://github.com/atomic-auth/eslint-plugin-atomic-auth/blob/main/docs/rules/${rule.name}.md`,
      );
    }
  });

  it('has settings of VS Code that are JSON', () => {
    const settings: unknown = JSON.parse(findCodeBlock(page, 'json', /eslint/u).text);
    expect(settings).toEqual({ 'eslint.workingDirectories': [{ mode: 'auto' }] });
  });

  it('gives the server every setting it cannot do without', () => {
    const { text } = findCodeBlock(page, 'toml', /language-server/u);
    expect(text).toContain('command = "vscode-eslint-language-server"\nargs = ["--stdio"]\n');
    // Without `experimental` it answers every request with an error, without `codeAction` it offers no quick fixes.
    const config = /\[language-server\.eslint\.config\]\n(?<text>.*?)\n\n/su.exec(text)?.groups?.['text'] ?? '';
    expect(config.split('\n').map((line) => line.split(' = ')[0])).toEqual([
      'validate',
      'run',
      'problems',
      'nodePath',
      'rulesCustomizations',
      'experimental',
      'codeAction',
    ]);
  });

  it('has no code that no test looks at', () => {
    expect(readCodeBlocks(page).map(({ language, text }) => [language, text.split('\n')[0]])).toEqual([
      ['json', '{'],
      ['sh', 'npm install --global vscode-langservers-extracted'],
      ['lua', "vim.lsp.enable('eslint')"],
      ['toml', '[language-server.eslint]'],
      ['sh', 'DEBUG=atomic-auth:* npx eslint src/wallet.js'],
    ]);
  });
});
