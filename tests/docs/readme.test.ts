import { spawnSync } from 'node:child_process';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { ESLint, Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { catalog } from '../../src/catalog/index.ts';
import plugin from '../../src/index.ts';
import { root } from '../architecture/source-files.ts';
import { findCodeBlock, keepSection, readCodeBlocks, readDocument } from './read-document.ts';
import { createSandbox } from './sandbox.ts';

const readme = 'README.md';

function lint(text: string): readonly Linter.LintMessage[] {
  return new Linter().verify(text, [plugin.configs.recommended], { filename: 'src/wallet.js' });
}

function isConfig(text: string): boolean {
  return text.includes('export default [');
}

/** The part of the second text that differs from the first, in whole lines. */
function findChangedLines(before: string, after: string): string {
  const old = before.split('\n');
  const lines = after.split('\n');
  const from = lines.findIndex((line, index) => line !== old[index]);
  const same = [...lines].reverse().findIndex((line, index) => line !== old[old.length - 1 - index]);
  return lines.slice(from, lines.length - same).join('\n');
}

describe('the race in the README', () => {
  const { text } = findCodeBlock(readme, 'js', /'\/withdraw'/u);
  const messages = lint(text);
  const [message] = messages;
  const [suggestion] = message?.suggestions ?? [];
  const repaired =
    suggestion === undefined
      ? text
      : text.slice(0, suggestion.fix.range[0]) + suggestion.fix.text + text.slice(suggestion.fix.range[1]);

  it('is the only thing found in its code, and found as it says', () => {
    expect(messages.map(({ ruleId }) => ruleId)).toEqual(['atomic-auth/no-lost-update']);
    expect(text.split('\n')[(message?.line ?? 0) - 1]).toContain('UPDATE wallets');
    keepSection(
      readme,
      'message',
      `> **${message?.ruleId ?? ''}**, line ${message?.line ?? 0}: ${message?.message ?? ''}\n>\n> 💡 ${suggestion?.desc ?? ''}`,
    );
  });

  it('is repaired by its suggestion as it says, and silent then', () => {
    expect(lint(repaired)).toEqual([]);
    keepSection(readme, 'repair', `\`\`\`js\n${findChangedLines(text, repaired)}\n\`\`\``);
  });

  it('is drawn in words that Mermaid knows', () => {
    const [first, ...lines] = findCodeBlock(readme, 'mermaid', /sequenceDiagram/u)
      .text.trimEnd()
      .split('\n');
    expect(first).toBe('sequenceDiagram');
    const known = /^ {4}(?:participant [A-Z] as [^:;#]+|[AWB]--?>>[AWB]: [^;#]+|Note over [AWB](?:,[AWB])?: [^;#]+)$/u;
    expect(lines.filter((line) => !known.test(line))).toEqual([]);
    expect(lines.filter((line) => line.includes('UPDATE'))).toHaveLength(2);
  });
});

describe('what the README says of installation', () => {
  const configs = readCodeBlocks(readme).filter(({ text }) => isConfig(text));
  const sandbox = createSandbox();
  afterAll(sandbox.remove);
  beforeAll(() => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'tools/setup.mjs')], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  });

  it('has configs for JavaScript, TypeScript, strict and settings', () => {
    expect(configs).toHaveLength(4);
  });

  it.each(configs)('works as a whole eslint.config.js: line $line', async ({ text, line }) => {
    const file = text.includes('typescript') ? 'src/wallet.ts' : 'src/wallet.js';
    const { text: code } = findCodeBlock(readme, 'js', /'\/withdraw'/u);
    sandbox.write(
      file,
      file.endsWith('.ts') ? code.replace('async (req, res) =>', 'async (req, res): Promise<void> =>') : code,
    );
    const config = sandbox.write(`line-${line}.config.js`, text);
    const [result] = await new ESLint({ cwd: sandbox.root, overrideConfigFile: config }).lintFiles([file]);
    expect(result?.messages.map(({ ruleId, severity }) => [ruleId, severity])).toEqual([
      ['atomic-auth/no-lost-update', 2],
    ]);
    const { rules } = (await new ESLint({ cwd: sandbox.root, overrideConfigFile: config }).calculateConfigForFile(
      file,
    )) as Linter.Config;
    const expected = plugin.configs[text.includes('strict') ? 'strict' : 'recommended'].rules ?? {};
    expect(Object.keys(rules ?? {}).sort()).toEqual(Object.keys(expected).sort());
  });

  it('names the versions that package.json asks for', () => {
    expect(packageJson.peerDependencies.eslint).toBe('^9.38.0 || ^10.2.0');
    expect(packageJson.engines.node).toBe('^20.19.0 || ^22.13.0 || >=24');
    expect(readDocument(readme).replace(/\s+/gu, ' ')).toContain(
      'ESLint 9.38 or later or 10.2 or later, and Node 20.19, 22.13 or 24 or later',
    );
  });

  it('has commands that exist', () => {
    const commands = readCodeBlocks(readme)
      .filter(({ language }) => language === 'sh')
      .flatMap(({ text }) => text.trimEnd().split('\n'));
    expect(commands).toEqual(['npm install --save-dev eslint eslint-plugin-atomic-auth', 'npm run demo', 'npm test']);
    expect(Object.keys(packageJson.scripts)).toEqual(expect.arrayContaining(['demo', 'test']));
  });
});

describe('the demo in the README', () => {
  it('is part of what it prints', { timeout: 60_000 }, () => {
    const { stdout } = spawnSync(process.execPath, ['tools/demo.mjs'], { cwd: root, encoding: 'utf8' });
    const from = stdout.indexOf('examples/express-api/src/routes/wallet.ts');
    const until = stdout.indexOf('\nexamples/', from);
    const summary = stdout.trimEnd().split('\n').at(-1) ?? '';
    expect(stdout.slice(from, until)).toContain('atomic-auth/no-lost-update');
    expect(stdout.slice(from, until)).toContain('    → ');
    keepSection(
      readme,
      'demo',
      `\`\`\`text\n${stdout.slice(from, until).trimEnd()}\n\n${summary.split(': ')[0] ?? ''}\n\`\`\``,
    );
  });
});

describe('the comment in the README', () => {
  const { text } = findCodeBlock(readme, 'js', /eslint-disable-next-line/u);

  it('silences the finding and gives the reason', async () => {
    const overrideConfig: Linter.Config[] = [
      { linterOptions: { reportUnusedDisableDirectives: 'error' } },
      plugin.configs.recommended,
    ];
    const [result] = await new ESLint({ cwd: root, overrideConfigFile: true, overrideConfig }).lintText(text, {
      filePath: 'pages.js',
    });
    expect(result?.messages).toEqual([]);
    expect(result?.suppressedMessages.map(({ ruleId, suppressions }) => [ruleId, suppressions])).toEqual([
      ['atomic-auth/no-lost-update', [{ kind: 'directive', justification: 'an estimate, a lost visit does no harm' }]],
    ]);
  });
});

describe('the libraries in the README', () => {
  /** Names of the same packages, or packages that say nothing to a reader. */
  const unnamed = ['.prisma', 'express-serve-static-core', 'node:process', 'node:util'];

  function getPackageName(specifier: string): string {
    const name = specifier
      .split('/')
      .slice(0, specifier.startsWith('@') ? 2 : 1)
      .join('/');
    return isBuiltin(name) && !name.startsWith('node:') ? `node:${name}` : name;
  }

  it('are those of the catalog', () => {
    const section = /^## What it knows$(?<text>.*?)^## /msu.exec(readDocument(readme))?.groups?.['text'] ?? '';
    const named = [...section.matchAll(/`(?<name>[^`]+)`/gu)].map(({ groups }) => groups?.['name']);
    const known = new Set(catalog.flatMap(({ packages }) => packages.map(getPackageName)));
    expect(named.sort()).toEqual([...known].filter((name) => !unnamed.includes(name)).sort());
  });
});

it('has no code in the README that no test looks at', () => {
  const looked = readCodeBlocks(readme).map(({ language, text }) => {
    if (language === 'js')
      return isConfig(text)
        ? 'config'
        : text.includes("'/withdraw'")
          ? 'race'
          : text.includes('eslint-disable-next-line')
            ? 'comment'
            : text.includes('updated.rowCount')
              ? 'repair'
              : 'js';
    return language;
  });
  expect(looked).toEqual([
    'mermaid',
    'race',
    'repair',
    'sh',
    'config',
    'config',
    'config',
    'sh',
    'text',
    'comment',
    'config',
  ]);
});
