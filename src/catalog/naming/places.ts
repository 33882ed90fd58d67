function setOf(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** Folders that hold no request handlers wherever they stand. */
const PLAIN_FOLDERS = setOf('__tests__ __test__ __mocks__ __fixtures__ __specs__ __snapshots__ e2e cypress playwright fixtures seeders seeds migrations stories benchmarks .storybook alembic testdata test-utils');

/** Folders that hold none at the top, but may be about a resource below routes: an app may sell tests or offer jobs. */
const AMBIGUOUS_FOLDERS = setOf('test tests testing spec specs mock mocks fixture migration migrate seed seeder script scripts bin cli cron crons cronjobs cron-jobs job jobs scheduler schedulers scheduled worker workers benchmark bench factories');

/** Folders whose children are named after resources. */
const RESOURCE_FOLDERS = setOf('routes route routers router controllers controller api apis handlers endpoints pages modules module features resolvers views blueprints models services repositories entities schemas domains usecases');

/** Parts of a file's name that say it serves requests, or is called by what does, even in a folder named `jobs`. */
const SERVING_PARTS = setOf('controller controllers service services route routes router resolver repository model handler module schema entity dto guard middleware gateway api page actions layout');

/** `user.test.ts`, `cleanup.job.ts`, `login.e2e-spec.ts`: the parts between the first dot and the extension. */
const SUFFIX_PARTS = setOf('test tests spec specs e2e e2e-spec int-spec integration-spec stories story mock mocks fixture fixtures bench benchmark cy seed seeds seeder migration cron job scheduler worker script cli');

/** Whole file names without extension. `worker.js` is not one: it may be the entry of an edge server. */
const FILE_NAMES = setOf('seed seeds seeder seeders seed-db seeddb seed_db seeddata seed-data migrate migration cron crons cronjob cronjobs cron-job cron-jobs scheduler setuptests setup-tests jest.setup vitest.setup');

/**
 * Whether a file is for tests, set-up, schedules or the command line, so that no request reaches its exported functions.
 * `path` is relative to the project; both kinds of slashes will do.
 */
export function isTestOrScriptPath(path: string): boolean {
  const segments = path.toLowerCase().split(/[\\/]+/).filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
  const file = segments.at(-1) ?? '';
  const folders = segments.slice(0, -1);
  const [stem = '', ...parts] = file.replace(/\.(?:[cm]?[jt]sx?|py|vue|svelte)$/, '').split('.');
  if (parts.some((part) => SUFFIX_PARTS.has(part))) return true;
  if (file.endsWith('.py') && /^test_|_test$|^tests$|^conftest$/.test(stem)) return true;
  if (folders.some((folder) => PLAIN_FOLDERS.has(folder))) return true;
  if (folders.some((folder, index) => folder === 'commands' && folders[index - 1] === 'management')) return true;

  const isAboutResource = (depth: number): boolean => folders.slice(0, depth).some((folder) => RESOURCE_FOLDERS.has(folder));
  if (FILE_NAMES.has([stem, ...parts].join('.'))) return !isAboutResource(folders.length);
  if ([stem, ...parts].some((part) => part.split(/[-_]/).some((word) => SERVING_PARTS.has(word)))) {
    return folders.some((folder, index) => /^(?:tests?|specs?)$/.test(folder) && !isAboutResource(index));
  }
  return folders.some((folder, index) => AMBIGUOUS_FOLDERS.has(folder) && !isAboutResource(index));
}
