/**
 * Lengths of time as token libraries take them: seconds as a number, or a text such as `15m`, `7 days`, `2 hours from now`.
 */

const SECONDS: readonly (readonly [RegExp, number])[] = [
  [/^(?:milliseconds?|msecs?|ms)$/u, 0.001],
  [/^(?:seconds?|secs?|s)$/u, 1],
  [/^(?:minutes?|mins?|m)$/u, 60],
  [/^(?:hours?|hrs?|h)$/u, 3600],
  [/^(?:days?|d)$/u, 86_400],
  [/^(?:weeks?|w)$/u, 604_800],
  [/^(?:months?|mo)$/u, 2_629_800],
  [/^(?:years?|yrs?|y)$/u, 31_557_600],
];

/** A number this large is a point in time, not a length. */
const FIRST_TIMESTAMP = 1_000_000_000;

/** In seconds; undefined where the value is no length of time. A text without a unit counts milliseconds. */
export function parseDuration(value: unknown): number | undefined {
  if (typeof value === 'number') return value < FIRST_TIMESTAMP ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const match = /^(?<amount>\d+(?:\.\d+)?|\.\d+) *(?<unit>[a-z]*)(?: from now)?$/u.exec(value.trim().toLowerCase());
  const { amount, unit } = match?.groups ?? {};
  if (amount === undefined) return undefined;
  if (unit === undefined || unit === '') return Number(amount) / 1000;
  const seconds = SECONDS.find(([pattern]) => pattern.test(unit))?.[1];
  return seconds === undefined ? undefined : Number(amount) * seconds;
}
