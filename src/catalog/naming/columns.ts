import { splitWords } from './words.ts';

function getWords(path: string): readonly string[] {
  return splitWords(path.split('.').at(-1) ?? path);
}

/** Whether a column holds what its owner knows by heart, plain or hashed: `password`, `password_hash`, `pin`. */
export function isPasswordColumn(path: string): boolean {
  const words = getWords(path);
  const last = (words.length > 1 && words.at(-1) === 'hash' ? words.at(-2) : words.at(-1)) ?? '';
  return /pass(?:word|wd|phrase)(?:hash)?$|^(?:pwd|pin)$/.test(last);
}

const TIME_WORDS: ReadonlySet<string> = new Set(['at', 'date', 'time', 'on']);

/** Whether a column says when something happened: `paidAt`, `start_date`. */
export function isTimeColumn(path: string): boolean {
  const words = getWords(path);
  return words.length > 1 && TIME_WORDS.has(words.at(-1) ?? '');
}

const KIND_WORDS: ReadonlySet<string> = new Set(['type', 'kind', 'discriminator', 'subtype', 'variant']);

/** Whether a column says what sort of thing a row is, which is settled when it is made: `ownerType`, `kind`. */
export function isKindColumn(path: string): boolean {
  return KIND_WORDS.has(getWords(path).at(-1) ?? '');
}

/** Whether a column says which row of another table this one hangs on: `pipelineId`, `pipeline_id`. */
export function isReferenceColumn(path: string): boolean {
  const words = getWords(path);
  return words.length > 1 && (words.at(-1) === 'id' || words.at(-1) === 'uuid');
}
