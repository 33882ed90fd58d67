import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { defaultCacheLimits } from '../../src/project/load-module.ts';
import type { CacheLimits } from '../../src/project/load-module.ts';
import { getNativeModules } from '../../src/project/native-modules.ts';
import type { NativeModules } from '../../src/project/native-modules.ts';
import { createProject } from '../../src/project/project.ts';
import type { Project } from '../../src/project/project.ts';

export interface Folder {
  readonly path: string;
  write(file: string, text: string): void;
  remove(file: string): void;
}

/** A folder with these files, removed after the test. */
export function makeFolder(files: Readonly<Record<string, string>>): Folder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'atomic-auth-')));
  onTestFinished(() => {
    rmSync(path, { recursive: true, force: true });
  });
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  };
  for (const [file, text] of Object.entries(files)) write(file, text);
  return {
    path,
    write,
    remove: (file) => {
      rmSync(join(path, file));
    },
  };
}

export interface Clock {
  now(): number;
  advance(milliseconds: number): void;
}

/** A clock that stands still unless told. */
export function makeClock(): Clock {
  let time = 1_000_000;
  return {
    now: () => time,
    advance: (milliseconds) => {
      time += milliseconds;
    },
  };
}

export function makeProject(
  folder: Folder,
  clock: Clock = makeClock(),
  limits: CacheLimits = defaultCacheLimits,
  native: NativeModules = getNativeModules(),
): Project {
  return createProject(folder.path, { native, now: () => clock.now(), limits });
}
