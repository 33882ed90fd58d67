/** What a text says of where it runs. */

/** `'use client'`: the framework itself keeps the file from its handlers. */
const DIRECTIVE = /^['"]use client['"]/m;

/** State of a page that somebody looks at: on a server there is none. */
const HOOKS =
  /^import\b[^;'"]*\buse(?:State|Effect|LayoutEffect|Reducer|Ref|SyncExternalStore)\b[^;'"]*\bfrom\s*['"](?:react|preact\/hooks|preact\/compat)['"]/m;
const PACKAGES =
  /\bfrom\s*['"](?:pinia|vuex|vue-router|react-redux|react-hook-form|react-router-dom|@tanstack\/react-query|zustand)['"]/;

/** How a file of pages hands out functions of the server, whatever else is in it. */
const SERVER =
  /\bexport\s+(?:default\s+)?(?:async\s+)?(?:function|const|let|class)\s+(?:loader|action|getServerSideProps|getStaticProps|middleware|handler|handle|GET|POST|PUT|PATCH|DELETE)\b|['"]use server['"]|\bexport\s*\{[^}]*\b(?:loader|action)\b/;

/** Whether a file runs in browsers, where no request of another reaches it. A file that has both sides is the server's too. */
export function isBrowserCode(text: string): boolean {
  if (DIRECTIVE.test(text.slice(0, 2_000))) return true;
  return (HOOKS.test(text) || PACKAGES.test(text)) && !SERVER.test(text);
}
