import { parseAccessName } from './accesses.ts';
import { splitWords } from './words.ts';

function setOf(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** Folders that hold no request handlers wherever they stand. */
const PLAIN_FOLDERS = setOf(
  '__tests__ __test__ __mocks__ __fixtures__ __specs__ __snapshots__ e2e cypress playwright fixtures seeders seeds migrations stories benchmarks .storybook alembic testdata test-utils',
);

/** Folders that hold none at the top, but may be about a resource below routes: an app may sell tests or offer jobs. */
const AMBIGUOUS_FOLDERS = setOf(
  'test tests testing spec specs mock mocks fixture migration migrate seed seeder script scripts bin cli cron crons cronjobs cron-jobs job jobs scheduler schedulers scheduled worker workers benchmark bench factories',
);

/** Folders whose children are named after resources. */
const RESOURCE_FOLDERS = setOf(
  'routes route routers router controllers controller api apis handlers endpoints pages modules module features resolvers views blueprints models services repositories entities schemas domains usecases',
);

/** Parts of a file's name that say it serves requests, or is called by what does, even in a folder named `jobs`. */
const SERVING_PARTS = setOf(
  'controller controllers service services route routes router resolver repository model handler module schema entity dto guard middleware gateway api page actions layout',
);

/** `user.test.ts`, `cleanup.job.ts`, `login.e2e-spec.ts`: the parts between the first dot and the extension. */
const SUFFIX_PARTS = setOf(
  'test tests spec specs e2e e2e-spec int-spec integration-spec stories story mock mocks fixture fixtures bench benchmark cy seed seeds seeder migration cron job scheduler worker script cli',
);

/** Whole file names without extension. `worker.js` is not one: it may be the entry of an edge server. */
const FILE_NAMES = setOf(
  'seed seeds seeder seeders seed-db seeddb seed_db seeddata seed-data migrate migration cron crons cronjob cronjobs cron-job cron-jobs scheduler setuptests setup-tests jest.setup vitest.setup',
);

/** What a file of several words ends in that is run by a clock: `trialTask.js`, `cleanup-job.ts`. */
const SCHEDULED_ENDS = setOf('task job cron cronjob scheduler');

/** What people do to tasks and jobs that are rows: `assign-task.ts`, `applyJob.ts`. */
const VERBS_OF_PEOPLE = setOf(
  'assign unassign reassign complete uncomplete finish close open reopen start stop pause resume cancel claim accept reject approve apply post submit publish unpublish archive unarchive restore move share take release retry ' +
    'duplicate copy clone toggle check uncheck invite rate review new my our this the all',
);

/** `createTask.ts` and `deleteJob.ts` are about rows that are called so. */
function isScheduledStem(stem: string): boolean {
  const words = splitWords(stem);
  return (
    words.length > 1 &&
    SCHEDULED_ENDS.has(words.at(-1) ?? '') &&
    !VERBS_OF_PEOPLE.has(words[0] ?? '') &&
    parseAccessName(stem) === undefined
  );
}

/**
 * Whether a file is for tests, set-up, schedules or the command line, so that no request reaches its exported functions.
 * `path` is relative to the project; both kinds of slashes will do.
 */
export function isTestOrScriptPath(path: string): boolean {
  const written = path.split(/[\\/]+/).filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
  const segments = written.map((segment) => segment.toLowerCase());
  const file = segments.at(-1) ?? '';
  const folders = segments.slice(0, -1);
  const [stem = '', ...parts] = file.replace(/\.(?:[cm]?[jt]sx?|py|vue|svelte)$/, '').split('.');
  if (parts.some((part) => SUFFIX_PARTS.has(part))) return true;
  if (file.endsWith('.py') && /^test_|_test$|^tests$|^conftest$/.test(stem)) return true;
  if (folders.some((folder) => PLAIN_FOLDERS.has(folder))) return true;
  if (folders.some((folder, index) => folder === 'commands' && folders[index - 1] === 'management')) return true;

  const isAboutResource = (depth: number): boolean =>
    folders.slice(0, depth).some((folder) => RESOURCE_FOLDERS.has(folder));
  if (FILE_NAMES.has([stem, ...parts].join('.'))) return !isAboutResource(folders.length);
  if ([stem, ...parts].some((part) => part.split(/[-_]/).some((word) => SERVING_PARTS.has(word)))) {
    return folders.some((folder, index) => /^(?:tests?|specs?)$/.test(folder) && !isAboutResource(index));
  }
  if (isScheduledStem(written.at(-1)?.split('.')[0] ?? '')) return !isAboutResource(folders.length);
  return folders.some((folder, index) => AMBIGUOUS_FOLDERS.has(folder) && !isAboutResource(index));
}

const SET_UP_VERBS = setOf('seed migrate bootstrap');
/** What is there from the start: `ensureDefaultTypeExists`, `createDefaultRoles`, `initInitialSettings`. */
const FROM_THE_START = setOf('default defaults initial');
const MAKING_VERBS = setOf('ensure init initialize initialise setup');

/** Whether a function prepares what the whole application needs, once, when it starts: `seedRoles`, `ensureDefaultTypeExists`. */
export function isSetUpName(name: string): boolean {
  const [verb = '', ...others] = splitWords(name);
  return SET_UP_VERBS.has(verb) || (MAKING_VERBS.has(verb) && FROM_THE_START.has(others[0] ?? ''));
}
