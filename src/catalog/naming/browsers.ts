/** What a text says of where it runs. */

/** `'use client'`: the framework itself keeps the file from its handlers. */
const DIRECTIVE = /^['"]use client['"]/m;

/** State of a page that somebody looks at: on a server there is none. */
const HOOKS = /\buse(?:State|Effect|LayoutEffect|Reducer|Ref|SyncExternalStore)\b/;
const HOOK_PACKAGES = /\bfrom\s*['"](?:react|preact\/hooks|preact\/compat)['"]/g;
const PACKAGES =
  /\bfrom\s*['"](?:pinia|vuex|vue-router|react-redux|react-hook-form|react-router-dom|@tanstack\/react-query|zustand)['"]/;

/** How a file of pages hands out functions of the server, whatever else is in it. */
const SERVER =
  /\bexport\s+(?:default\s+)?(?:async\s+)?(?:function|const|let|class)\s+(?:loader|action|getServerSideProps|getStaticProps|middleware|handler|handle|GET|POST|PUT|PATCH|DELETE)\b|['"]use server['"]|\bexport\s*\{[^{}]*\b(?:loader|action)\b/;

/** Whether a file runs in browsers, where no request of another reaches it. A file that has both sides is the server's too. */
export function isBrowserCode(text: string): boolean {
  if (DIRECTIVE.test(text.slice(0, 2_000))) return true;
  return (importsHooks(text) || PACKAGES.test(text)) && !SERVER.test(text);
}

function importsHooks(text: string): boolean {
  for (const { index } of text.matchAll(HOOK_PACKAGES)) {
    // Backwards to the end of the statement before it, so that no text is looked at for more than one import.
    let end = index;
    while (end > 0 && !`;'"`.includes(text.charAt(end - 1))) end--;
    const before = text.slice(end, index);
    const start = before.search(/^import\b/m);
    if (start !== -1 && HOOKS.test(before.slice(start))) return true;
  }
  return false;
}
