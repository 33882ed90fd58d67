import { credentials } from './credentials/index.ts';
import { frameworks } from './frameworks/index.ts';
import { locks } from './locks/index.ts';
import type { CatalogEntry } from './shape.ts';
import { stores } from './stores/index.ts';

/** Everything the plugin knows of libraries. Entries of `settings['atomic-auth'].catalog` are put before these. */
export const catalog: readonly CatalogEntry[] = [...frameworks, ...credentials, ...locks, ...stores];
