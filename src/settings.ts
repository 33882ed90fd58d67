/** settings['atomic-auth'], typed and validated. */
import { catalog } from './catalog/index.ts';
import type { CatalogEntry } from './catalog/shape.ts';

export interface Settings {
  readonly catalog: readonly CatalogEntry[];
}

const DEFAULTS: Settings = { catalog };

export function readSettings(_settings: Readonly<Record<string, unknown>>): Settings {
  return DEFAULTS;
}
