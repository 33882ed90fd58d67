/**
 * What a text must hold to say anything of code that it imports: a registration, or a class that implements what it imports.
 * Files that import a handler are many; those that register one are few.
 */
import type { Behaviour, CatalogEntry, Effect } from '../../catalog/shape.ts';
import { callPattern, isBehaviour, packagePattern } from './text-patterns.ts';

/** May register handlers, or what runs before them. */
export const REGISTERS = 1;
/** Has classes that extend others, or implement interfaces. */
export const IMPLEMENTS = 2;
/** Exports an interface, or an abstract class, of something that is asked to do things and answers later: who does is in another file. */
export const PROMISES = 4;

const PROMISE =
  /\bexport\s+(?:default\s+)?(?:interface\s+\w[^{]*\{(?:[^{}]|\{[^{}]*\})*?\)|abstract\s+class\b[^]*?\babstract\s+\w+\s*(?:<[^>]*>)?\([^()]*\))\s*:\s*Promise\b/;
const IMPLEMENTATION = /\bclass\b[^{]*\b(?:extends|implements)\b/;

const cache = new WeakMap<readonly CatalogEntry[], (text: string) => number>();

/** Whether a text exports an interface, or an abstract class, of something that is asked to do things and answers later. */
export function exportsPromise(text: string): boolean {
  return PROMISE.test(text);
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
    callPattern([...methods.path], '(?:\\{[^}]{0,200}?)?[\'"`][/*]'),
  ];
  return (text) =>
    (patterns.some((pattern) => pattern.test(text)) ? REGISTERS : 0) |
    (IMPLEMENTATION.test(text) ? IMPLEMENTS : 0) |
    (PROMISE.test(text) ? PROMISES : 0);
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
