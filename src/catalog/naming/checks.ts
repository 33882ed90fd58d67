import { splitWords } from './words.ts';

function setOf(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

/** Verbs that open the name of a check. */
const CHECKING = setOf(
  'require requires required ensure ensures check checks verify verifies validate validates assert asserts enforce must needs',
);

/** What such a check is about when it asks who calls, words joined. Reset and verification tokens are not among them. */
const PROOFS = setOf(
  'auth authentication authenticated authenticateduser login loggedin loggedinuser userloggedin signin signedin token usertoken jwt jwttoken jwtauth accesstoken authtoken bearer bearertoken idtoken firebasetoken ' +
    'session usersession apikey apitoken userauth tokenauth userauthentication authheader authorizationheader authuser identity',
);

/** `requireUser` refuses strangers; `validateUser` and `ensureUser` look at, or make, a row. */
const REQUIRED_PERSONS = setOf('user currentuser account member viewer loginuser me userid currentuserid');

const IS_PROOFS = setOf(
  'auth authenticated authenticateduser auth0 login loggedin userloggedin signedin signin userauthenticated',
);

/** Complete names, words joined. */
const AUTHENTICATION_NAMES = setOf(
  'auth authentication authenticated protect protected protectroute protectroutes protectedroute authguard jwtauth jwtcheck authjwt bearerauth basicauth tokenauth apikeyauth userauth sessionauth authcheck tokencheck logincheck sessioncheck ' +
    'authrequired tokenverify tokenverification tokenvalidation jwtvalidation jwtverification tokenvalidator tokenchecker ' +
    'withauth withauthentication withapiauth withauthenticateduser withauthrequired authed ' +
    'currentuser getcurrentuser getcurrentuserorthrow getcurrentactiveuser getauthenticateduser getauthuser getsessionuser getserversession getauthsession getuserfromtoken getuserfromrequest getuserfromsession getuserfromjwt ' +
    'deserializeuser attachuser attachcurrentuser loadcurrentuser setcurrentuser extractuser extracttoken usertokenextractor userextractor tokenextractor',
);

/** What a middleware, guard or decorator calls itself at the end. */
const GUARD_WORDS = setOf('middleware middlewares guard filter interceptor dependency required mw');
/** With such an end, these too are about the caller; alone, `jwt` is a library and `token` a value. */
const GUARDED_PROOFS = setOf(
  'jwt token bearer apikey login accesstoken jwttoken verify authuser auth0 firebase user jwtrefresh fresh freshjwt',
);

/** First words that settle it, whatever follows: `authenticateToken`, `authedProcedure`. */
const AUTHENTICATION_VERBS = setOf('authenticate authenticates authenticating');
const PROTECTED_WORDS = setOf('authenticated authed protected');
const ENTRY_WORDS = setOf('procedure route routes router action handler endpoint mutation query client');

/** Whether a function or middleware of this name checks who calls: `requireAuth`, `verifyToken`, `isLoggedIn`, `JwtAuthGuard`. */
export function isAuthenticationName(name: string): boolean {
  const words = splitWords(name);
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  const whole = words.join('');
  if (AUTHENTICATION_NAMES.has(whole) || AUTHENTICATION_VERBS.has(first)) return true;
  if (PROTECTED_WORDS.has(first) && ENTRY_WORDS.has(last)) return true;
  if (GUARD_WORDS.has(last) && words.length > 1) {
    const rest = words.slice(0, -1);
    return (
      GUARDED_PROOFS.has(rest.join('')) ||
      (PROOFS.has(rest.join('')) && rest.join('') !== 'session') ||
      isAuthenticationName(rest.join('_'))
    );
  }
  const rest = words.slice(1).join('');
  if (first === 'is') return IS_PROOFS.has(rest);
  if (first === 'require' || first === 'requires') return PROOFS.has(rest) || REQUIRED_PERSONS.has(rest);
  return CHECKING.has(first) && PROOFS.has(rest);
}

/** Rights, and those who have them. */
const RIGHTS = setOf(
  'role roles permission permissions perm perms scope scopes admin administrator admins owner owners ownership owns access privilege privileges ability abilities acl rbac superuser superadmin staff moderator authorization authorisation authorized authorised author creator claim claims can policy',
);
/** A check of what a right is called, not of who has it. */
const ABOUT_RIGHTS = setOf('exists exist name names column field valid format schema type count');
/** What payment and OAuth code authorizes is not a caller. */
const AUTHORIZED_THINGS = setOf(
  'payment payments card charge transaction net capture hold url code amount application app client device oauth callback order',
);
/** `can…` of these is a permission; `canWithdraw` and `canCancel` may be about the state of a row. */
const ACCESS_VERBS = setOf(
  'access edit update delete remove view read write manage create modify destroy moderate administer',
);
const AUTHORIZATION_NAMES = setOf(
  'can permit permitto permitroles permitonly permission permissions rbac acl owns grantaccess accesscontrol ispermitted haspermit userpassestest allowto allowonly allowedto onlyallow ownerscoped',
);
const GUARD_ENDS = setOf('guard middleware only required auth procedure check checker policy filter protected mw');

/** Whether a function or middleware of this name checks what the caller may do: `requireAdmin`, `checkOwnership`, `restrictTo`, `hasRole`. */
export function isAuthorizationName(name: string): boolean {
  const words = splitWords(name);
  const first = words[0] ?? '';
  const last = words.at(-1) ?? '';
  if (AUTHORIZATION_NAMES.has(words.join(''))) return true;
  if (isAuthenticationName(name) || ABOUT_RIGHTS.has(last)) return false;
  if (first === 'authorize' || first === 'authorise') return !AUTHORIZED_THINGS.has(words[1] ?? '');
  if (first === 'restrict') return true;
  if (first === 'can') return ACCESS_VERBS.has(words[1] ?? '');
  if (first === 'is') return words.length > 1 && RIGHTS.has(last) && last !== 'access' && last !== 'can';
  const hasRight = words.slice(1).some((word) => RIGHTS.has(word));
  if (
    first === 'has' ||
    first === 'allow' ||
    first === 'allows' ||
    first === 'only' ||
    (first === 'user' && words[1] === 'owns')
  )
    return hasRight;
  if (CHECKING.has(first)) return hasRight && last !== 'token';
  return words.length > 1 && GUARD_ENDS.has(last) && words.some((word) => RIGHTS.has(word));
}

const LOCKS = setOf('lock locks mutex semaphore lease');

/** Whether a function of this name takes a lock that outlives the call (`acquirePaymentLock`, `tryLock`), or gives one back. */
export function getLockStep(name: string): 'acquire' | 'release' | undefined {
  const words = splitWords(name);
  const first = words[0] ?? '';
  if (first === 'unlock') return 'release';
  if (!words.some((word) => LOCKS.has(word)) || words.includes('with')) return undefined;
  if (['release', 'free', 'drop'].includes(first)) return 'release';
  return ['acquire', 'obtain', 'take', 'try', 'get', 'grab', 'claim'].includes(first) && LOCKS.has(words.at(-1) ?? '')
    ? 'acquire'
    : undefined;
}

/** What a method is run in that is annotated so. */
const PROTECTIONS = setOf(
  'transaction transactional atomic mutex lock locked locking exclusive synchronized synchronised semaphore',
);
const INTERCEPTOR_WORDS = setOf('interceptor middleware');

/** Whether an annotation of this name runs its method in a transaction or under a lock: `Transactional`, `WithLock`, `TransactionInterceptor`. */
export function isProtectingAnnotation(name: string): boolean {
  const words = splitWords(name);
  const last = words.at(-1) ?? '';
  if (INTERCEPTOR_WORDS.has(last)) return words.some((word) => PROTECTIONS.has(word));
  return PROTECTIONS.has(last) || words[0] === 'transactional';
}

/** What `ensure…` of makes rather than refuses. */
const ENSURED_THINGS = setOf(
  'index indexes indices dir directory file folder path table schema collection loaded connection connected initialized ready database db array exists user account profile created',
);

/** Whether a function of this name throws when what it is given, or looks up, is not as it must be. */
export function isAssertName(name: string): boolean {
  const words = splitWords(name);
  const first = words[0] ?? '';
  const second = words[1] ?? '';
  if (first === 'assert' || first === 'asserts' || first === 'invariant' || first === 'precondition') return true;
  if (first === 'ensure') return words.length > 1 && !ENSURED_THINGS.has(words.at(-1) ?? '');
  if (first === 'guard') return second === 'against';
  return (
    ['throw', 'raise', 'abort', 'fail', 'reject', 'deny', 'forbid'].includes(first) &&
    ['if', 'unless', 'when'].includes(second)
  );
}
