/**
 * `npm run demo` lints the example application with the built plugin and prints what it finds, for people.
 * Exits with 1 only where linting itself failed.
 */

import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';
import { ESLint } from 'eslint';

/** @typedef {import('eslint').Linter.LintMessage} LintMessage */

const width = 100;
const root = fileURLToPath(new URL('..', import.meta.url));
const example = join(root, 'examples/express-api');
const colourful = process.stdout.isTTY === true && !process.env['NO_COLOR'];

/**
 * @param {Parameters<typeof styleText>[0]} style
 * @param {string} text
 */
function paint(style, text) {
  return colourful ? styleText(style, text) : text;
}

/**
 * Breaks a text between words.
 * @param {string} text
 * @param {string} indent put before every line
 */
function wrap(text, indent) {
  const lines = [''];
  for (const word of text.split(/\s+/u)) {
    const line = `${lines.at(-1)} ${word}`.trimStart();
    if (indent.length + line.length > width && lines.at(-1) !== '') lines.push(word);
    else lines[lines.length - 1] = line;
  }
  return lines.map((line) => indent + line).join('\n');
}

/**
 * The source line with carets under what is reported, cut to the width around them.
 * @param {string} line
 * @param {LintMessage} message
 */
function renderSource(line, message) {
  const text = line.replaceAll('\t', ' ').trimEnd();
  const end = message.endLine === message.line && message.endColumn !== undefined ? message.endColumn - 1 : text.length;
  const start = message.column - 1;
  const gutter = String(message.line).padStart(5);
  const room = width - gutter.length - 3;
  const margin = text.length - text.trimStart().length;
  const from = end - margin <= room ? margin : Math.max(margin, Math.min(start, end - room));
  const carets = '^'.repeat(Math.max(1, Math.min(end, from + room) - start));
  return [
    `${paint('dim', `${gutter} │`)} ${text.slice(from, from + room)}`,
    `${paint('dim', `${' '.repeat(gutter.length)} │`)} ${' '.repeat(start - from)}${paint('red', carets)}`,
  ].join('\n');
}

/**
 * @param {LintMessage} message
 * @param {readonly string[]} lines
 */
function renderFinding(message, lines) {
  const suggestions = (message.suggestions ?? []).map(({ desc }) =>
    paint('green', wrap(desc, '      ').replace('      ', '    → ')),
  );
  return [
    `  ${paint('bold', message.ruleId ?? 'error')}  ${paint('dim', `line ${message.line}`)}`,
    renderSource(lines[message.line - 1] ?? '', message),
    wrap(message.message, '    '),
    ...suggestions,
  ].join('\n');
}

/** @param {readonly LintMessage[]} messages */
function renderCounts(messages) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { ruleId } of messages) counts.set(ruleId ?? 'error', (counts.get(ruleId ?? 'error') ?? 0) + 1);
  return [...counts]
    .sort(([first], [second]) => first.localeCompare(second))
    .map(([ruleId, count]) => `${count} ${ruleId.replace('atomic-auth/', '')}`)
    .join(', ');
}

const results = await new ESLint({ cwd: example }).lintFiles(['.']);
const found = results.filter(({ messages }) => messages.length > 0);
for (const { filePath, messages, source } of found) {
  const lines = (source ?? readFileSync(filePath, 'utf8')).split(/\r?\n/u);
  console.log(paint('underline', relative(root, filePath).split(sep).join('/')));
  for (const message of messages) console.log(`\n${renderFinding(message, lines)}`);
  console.log('');
}
const all = found.flatMap(({ messages }) => messages);
const broken = all.filter(({ fatal }) => fatal === true).length;
const counts = all.length === 0 ? '' : `: ${renderCounts(all)}`;
console.log(
  wrap(
    `${all.length} ${all.length === 1 ? 'finding' : 'findings'} in ${found.length} of ${results.length} files${counts}`,
    '',
  ),
);
if (broken > 0 || results.length === 0) process.exitCode = 1;
