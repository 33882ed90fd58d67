/**
 * Splits an identifier into its words, in lower case: `userID` → user, id; `HTTPServer` → http, server; `reset_password-token`
 * → reset, password, token. Digits stay with the letters before them (`oauth2`), and OAuth is one word.
 */
export const splitWords: (name: string) => readonly string[] = remember(split);

/** Code has few names and asks about them often: answers are kept, a bounded number of them. */
export function remember<Answer>(ask: (name: string) => Answer): (name: string) => Answer {
  const answers = new Map<string, Answer>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined || answers.has(name)) return known as Answer;
    const answer = ask(name);
    if (answers.size >= 5_000) answers.clear();
    answers.set(name, answer);
    return answer;
  };
}

function split(name: string): readonly string[] {
  const parts = name
    .replace(/(^|[^A-Za-z])oAuth|OAuth/g, '$1Oauth')
    // The plural of an acronym: `userIDs` is not user, i, ds.
    .replace(
      /(ID|UUID|URL|JWT|OTP)s(?![a-z])/g,
      (_plural, acronym: string) => `${acronym.charAt(0)}${acronym.slice(1).toLowerCase()}s`,
    )
    .match(/[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+[0-9]*|[A-Z]+[0-9]*|[0-9]+/g);
  return (parts ?? []).map((part) => part.toLowerCase());
}

/** Words whose plain form ends in `s`. */
const ENDS_IN_S: ReadonlySet<string> = new Set([
  'status',
  'address',
  'access',
  'process',
  'progress',
  'business',
  'class',
  'success',
  'bonus',
  'alias',
  'basis',
  'series',
  'news',
  'canvas',
  'analysis',
  'redis',
  'sms',
  'dns',
  'https',
  'is',
  'has',
  'was',
  'this',
  'as',
  'us',
]);

const ENDS_IN_IE: ReadonlySet<string> = new Set([
  'movies',
  'cookies',
  'calories',
  'selfies',
  'rookies',
  'pies',
  'ties',
  'lies',
]);

/** The singular of an English noun, as far as spelling tells: `orders`, `categories`, `addresses`, `boxes`. */
export function getSingular(word: string): string {
  if (ENDS_IN_S.has(word) || !word.endsWith('s') || word.endsWith('ss')) return word;
  if (word.endsWith('ies') && !ENDS_IN_IE.has(word)) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|z|us)es$/.test(word) && word !== 'uses') return word.slice(0, -2);
  return word.slice(0, -1);
}

/** `['order', 'item']` → `orderItem`. */
export function joinCamelCase(words: readonly string[]): string {
  return words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('');
}
