/**
 * Names of functions that pair up: what one reads, another one writes.
 */
import { findPairedNouns } from '../../catalog/naming/pairs.ts';
import type { EvaluatedModule } from '../domain/frame.ts';

const cache = new WeakMap<EvaluatedModule, ReadonlySet<string>>();

/** What functions called in the file read, and others write. */
export function getPairedNouns(module: EvaluatedModule): ReadonlySet<string> {
  let found = cache.get(module);
  if (found === undefined) cache.set(module, (found = findPairedNouns(module.text)));
  return found;
}
