/**
 * What a text must hold to say anything of code that it imports: a registration, or a class that implements what it imports.
 * Files that import a handler are many; those that register one are few.
 */
import { findApplications } from '../../catalog/catalog-index.ts';
import type { Behaviour, CatalogEntry, Effect } from '../../catalog/shape.ts';
import { callPattern, group, isBehaviour, packagePattern } from './text-patterns.ts';

/** May register handlers, or what runs before them. */
export const REGISTERS = 1;
/** Has classes that extend others, or implement interfaces. */
export const IMPLEMENTS = 2;
/** Exports an interface, or an abstract class, of something that is asked to do things and answers later: who does is in another file. */
export const PROMISES = 4;

/** Has functions that are given an application: what that has was put there by files that import this one. */
export const IS_GIVEN = 8;

const INTERFACE = /\bexport\s+(?:default\s+)?interface\s+\w/g;
const METHOD = /\)\s*:\s*Promise\b/;
const ABSTRACT_CLASS = /\bexport\s+(?:default\s+)?abstract\s+class\b/;
const ABSTRACT_METHOD = /\babstract\s+\w+\s*(?:<[^<>]*>)?\([^()]*\)\s*:\s*Promise\b/;
const HEADING = /\{|\b(?:class|extends|implements)\b/g;

const cache = new WeakMap<readonly CatalogEntry[], (text: string) => number>();

/** Whether a text exports an interface, or an abstract class, of something that is asked to do things and answers later. */
export function exportsPromise(text: string): boolean {
  const start = text.search(ABSTRACT_CLASS);
  return (start !== -1 && ABSTRACT_METHOD.test(text.slice(start))) || holdsPromisingInterface(text);
}

/** Each body is looked through once, and what is left open goes on to the end: no text takes more than its length. */
function holdsPromisingInterface(text: string): boolean {
  let end = 0;
  for (const { index } of text.matchAll(INTERFACE)) {
    if (index < end) continue;
    const start = text.indexOf('{', index);
    if (start === -1) return false;
    end = findClosingBrace(text, start);
    if (METHOD.test(text.slice(start, end))) return true;
  }
  return false;
}

function findClosingBrace(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '{') depth++;
    else if (character === '}' && --depth === 0) return at;
  }
  return text.length;
}

/** Whether one of the two words stands between `class` and its brace. */
function holdsDerivedClass(text: string): boolean {
  let isHeading = false;
  for (const [found] of text.matchAll(HEADING)) {
    if (found === 'class' || found === '{') isHeading = found === 'class';
    else if (isHeading) return true;
  }
  return false;
}

/** The bits above, of what a text may hold. Never too little. */
export function findRegistrationMarks(entries: readonly CatalogEntry[]): (text: string) => number {
  let marks = cache.get(entries);
  if (marks === undefined) cache.set(entries, (marks = createMarks(entries)));
  return marks;
}

function createMarks(entries: readonly CatalogEntry[]): (text: string) => number {
  const packages = new Set<string>();
  /** Methods that register whatever they are given, and those that do for a path. */
  const methods = { any: new Set<string>(), path: new Set<string>() };
  for (const entry of entries) {
    const members = Object.values(entry.types)
      .flatMap((type) => Object.entries(type.members ?? {}))
      .filter((member): member is [string, Behaviour] => isBehaviour(member[1]));
    const exported = Object.entries(entry.exports).filter((member): member is [string, Behaviour] =>
      isBehaviour(member[1]),
    );
    if (![...members, ...exported].some(([, behaviour]) => getEffects(behaviour).some(isRegistering))) continue;
    for (const name of entry.packages) packages.add(name);
    for (const [name, behaviour] of members)
      methods[getEffects(behaviour).some(isForAnything) ? 'any' : 'path'].add(name);
  }
  const patterns = [
    packagePattern([...packages]),
    callPattern([...methods.any]),
    callPattern([...methods.path], '(?:\\{[^{}]*?)?[\'"`][/*]'),
  ];
  const applications = findApplications(entries);
  const called = group([...applications.called]);
  const application = new RegExp(
    `\\(\\s*${called}\\s*[,:)]|\\b${called}\\s*=>|\\b${group([...applications.declared])}\\b`,
  );
  return (text) =>
    (application.test(text) ? IS_GIVEN : 0) |
    (patterns.some((pattern) => pattern.test(text)) ? REGISTERS : 0) |
    (holdsDerivedClass(text) ? IMPLEMENTS : 0) |
    (exportsPromise(text) ? PROMISES : 0);
}

function getEffects({ effects = [], otherwise }: Behaviour): readonly Effect[] {
  return otherwise === undefined ? effects : [...effects, ...getEffects(otherwise)];
}

function isRegistering({ kind }: Effect): boolean {
  return kind === 'route' || kind === 'middleware' || kind === 'parameter-hook';
}

function isForAnything(effect: Effect): boolean {
  return effect.kind === 'route'
    ? effect.path === undefined
    : effect.kind === 'middleware' ||
        effect.kind === 'parameter-hook' ||
        effect.kind === 'decorate' ||
        effect.kind === 'callback';
}
