/**
 * Arrows go one way: rules → analyze → windows → evaluation → catalog, sql, schema, project → languages/program.
 * Each area lists the areas it may import; itself is allowed too. The evaluation is a house of rooms, and each of them an area.
 */

import { posix } from 'node:path';
import { findImports } from './source-files.ts';
import type { SourceFile } from './source-files.ts';

export interface Room {
  /** The files that others may import. */
  readonly face: readonly string[];
  /** The rooms it may import, by their faces. What it needs of others it asks the run's evaluator for. */
  readonly rooms: readonly string[];
  /** The areas outside that it may import. */
  readonly areas: readonly string[];
}

/** The rooms of `src/evaluation`, from the lowest to the highest: none imports one that comes after it. */
export const rooms: Readonly<Record<string, Room>> = {
  domain: {
    face: [
      'access',
      'answers',
      'application',
      'call-site',
      'evaluator',
      'fields',
      'frame',
      'run',
      'sources',
      'state',
      'value',
    ],
    rooms: [],
    areas: ['catalog', 'sql', 'schema', 'program'],
  },
  names: {
    face: ['listed-stores', 'paired-nouns', 'recognise-name'],
    rooms: ['domain'],
    areas: ['catalog'],
  },
  glances: {
    face: ['find-meanings', 'find-places', 'find-registration-marks'],
    rooms: ['domain', 'names'],
    areas: ['catalog', 'sql', 'project'],
  },
  modules: {
    face: ['evaluate-import', 'evaluate-module', 'exports', 'find-definition', 'module-world'],
    rooms: ['domain', 'names', 'glances'],
    areas: ['catalog', 'schema', 'project', 'program'],
  },
  classes: {
    face: ['class-base', 'class-members', 'container', 'decorated-methods', 'find-declared-type', 'injection'],
    rooms: ['domain'],
    areas: ['catalog', 'program'],
  },
  models: {
    face: ['model-methods', 'read-model-schema'],
    rooms: ['domain', 'classes'],
    areas: ['schema', 'program'],
  },
  members: {
    face: ['get-member', 'stored-member'],
    rooms: ['domain', 'names', 'modules', 'classes', 'models'],
    areas: ['catalog', 'program'],
  },
  accesses: {
    face: ['add-access', 'read-object'],
    rooms: ['domain', 'members'],
    areas: ['catalog'],
  },
  sql: {
    face: ['assemble-sql', 'get-sql-text', 'run-sql'],
    rooms: ['domain', 'members', 'accesses'],
    areas: ['catalog', 'sql'],
  },
  effects: {
    face: ['ambient', 'apply-effects', 'make-returns'],
    rooms: ['domain', 'modules', 'classes', 'members', 'accesses', 'sql'],
    areas: ['catalog', 'program'],
  },
  calls: {
    face: ['call-described', 'call-function', 'call-super', 'call-value', 'construct-value'],
    rooms: ['domain', 'names', 'modules', 'classes', 'models', 'members', 'accesses', 'effects'],
    areas: ['catalog', 'program'],
  },
  program: {
    face: ['evaluate-expression', 'evaluate-statements'],
    rooms: ['domain', 'names', 'modules', 'classes', 'members', 'calls'],
    areas: ['program'],
  },
  roots: {
    face: ['evaluate-roots'],
    rooms: ['domain', 'names', 'glances', 'classes', 'effects', 'calls', 'program'],
    areas: ['catalog', 'program'],
  },
};

function toArea(room: string): string {
  return `evaluation/${room}`;
}

const knowledge = ['catalog', 'sql', 'schema', 'project', 'program'];
/** What evaluation finds, for whoever puts it into windows, remedies and words. */
const found = toArea('domain');

const allowed: Readonly<Record<string, readonly string[]>> = {
  program: [],
  languages: ['program'],
  sql: ['program'],
  catalog: ['program'],
  project: ['program', 'languages'],
  schema: ['program', 'sql', 'catalog', 'project'],
  settings: ['catalog', 'schema', 'project', 'program'],
  ...Object.fromEntries(
    Object.entries(rooms).map(([name, room]) => [toArea(name), [...room.rooms.map(toArea), ...room.areas]]),
  ),
  // `create-run.ts`, which puts the rooms together.
  evaluation: ['catalog', ...Object.keys(rooms).map(toArea)],
  windows: ['settings', found, ...knowledge],
  remedies: ['settings', 'windows', found, toArea('sql'), ...knowledge],
  reporting: ['settings', 'windows', found, ...knowledge],
  analyze: [
    'settings',
    'rule',
    'languages',
    'remedies',
    'reporting',
    'windows',
    'evaluation',
    ...['domain', 'glances', 'modules', 'models', 'roots'].map(toArea),
    ...knowledge,
  ],
  rule: [],
  rules: ['analyze', 'rule', 'settings', 'remedies', 'reporting', 'windows', found, ...knowledge],
  registry: ['rules', 'rule'],
  configs: ['registry', 'rule'],
  index: [
    'configs',
    'registry',
    'rule',
    'settings',
    'catalog',
    'schema',
    'project',
    'manifest',
    'analyze',
    'reporting',
  ],
  python: ['index', 'configs', 'registry', 'rule', 'settings', 'languages', 'manifest', 'analyze'],
};

/** The part of the project a file belongs to: its folder in `src/`, or for the files next to them its name; in `src/evaluation`, its room. */
function getArea(path: string): string {
  if (path === 'package.json') return 'manifest';
  if (path === 'src/languages/program.ts') return 'program';
  const [top = '', second = '', third = '', fourth] = path.split('/');
  if (second === 'evaluation' && fourth !== undefined) return toArea(third);
  return top === 'src' ? second.replace(/\.ts$/u, '') : top;
}

function isFace(path: string): boolean {
  const [, folder, room = '', name = ''] = path.split('/');
  return folder !== 'evaluation' || name === '' || rooms[room]?.face.includes(name.replace(/\.ts$/u, '')) === true;
}

interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly path: string;
  readonly target: string;
}

/** Imports of other areas. */
function findArrows(file: SourceFile): readonly Arrow[] {
  const from = getArea(file.path);
  return findImports(file)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map(({ specifier }) => posix.join(posix.dirname(file.path), specifier))
    .map((target) => ({ from, to: getArea(target), path: file.path, target }))
    .filter(({ to }) => to !== from || from === 'rules');
}

/** Violations as sentences, in order of path. */
export function findBoundaryViolations(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => {
    const from = getArea(file.path);
    const targets = allowed[from];
    if (targets === undefined) return [`${file.path}: '${from}' is no area that import-boundaries.ts knows`];
    const packages = findImports(file)
      .map(({ specifier }) => specifier)
      .filter((specifier) => !specifier.startsWith('.') && isForbiddenPackage(specifier))
      .map((specifier) => `${file.path} imports ${specifier}`);
    const arrows = findArrows(file).flatMap(({ to, path, target }) => {
      // Nothing imports a rule but the registry, another rule included.
      if (to === from || !targets.includes(to)) return [`${path} imports ${target}`];
      return isFace(target) ? [] : [`${path} imports ${target}, which is not of the room's face`];
    });
    return [...packages, ...arrows];
  });
}

/** What the rooms list and no file makes use of: arrows and faces that are no longer needed, and rooms drawn above one they import. */
export function findIdleEntries(files: readonly SourceFile[]): readonly string[] {
  const arrows = files.flatMap(findArrows);
  const order = Object.keys(rooms);
  return Object.entries(rooms).flatMap(([name, room]) => {
    const own = arrows.filter(({ from }) => from === toArea(name));
    const targets = new Set(own.map(({ to }) => to));
    const asked = new Set(arrows.filter(({ to }) => to === toArea(name)).map(({ target }) => target));
    return [
      ...room.rooms
        .filter((other) => order.indexOf(other) >= order.indexOf(name))
        .map((other) => `${name} is below ${other}`),
      ...room.rooms.filter((other) => !targets.has(toArea(other))).map((other) => `${name} has no arrow to ${other}`),
      ...room.areas.filter((area) => !targets.has(area)).map((area) => `${name} imports nothing of ${area}`),
      ...room.face
        .filter((file) => !asked.has(`src/evaluation/${name}/${file}.ts`))
        .map((file) => `nobody asks for ${name}/${file}.ts`),
    ];
  });
}

/** TypeScript 7 has no JavaScript compiler API, so even a type-only import would end up in users' type checks. */
function isForbiddenPackage(specifier: string): boolean {
  return /^(?:typescript|typescript-eslint|@typescript-eslint\/typescript-estree|eslint\/use-at-your-own-risk)(?:\/|$)/u.test(
    specifier,
  );
}
