/**
 * What names say in one project: what `naming.ts` says of any, and the names the project's own settings add.
 * Names are compared word by word: `tenantId` is also `tenant_id` and `TenantID`.
 */
import {
  getCredentialUse,
  getSingular,
  isAuthenticationName,
  isAuthorizationName,
  isIdentityName,
  isOwnerColumn,
  splitWords,
} from './naming.ts';

/** See `settings['atomic-auth']`. */
export interface NameLists {
  /** Functions and middleware that check who calls. */
  readonly authentication?: readonly string[];
  /** Functions and middleware that check what the caller may do. */
  readonly authorization?: readonly string[];
  /** Properties that carry the caller. */
  readonly identity?: readonly string[];
  /** Columns that say whose a row is. */
  readonly owner?: readonly string[];
  /** Tables, columns, and columns of one table (`logins.code`) whose credentials are spent by the first use. */
  readonly singleUse?: readonly string[];
}

/** The questions of `naming.ts` that a project answers in its own way; all others are asked there. */
export interface Names {
  isAuthenticationName(name: string): boolean;
  isAuthorizationName(name: string): boolean;
  isIdentityName(name: string): boolean;
  isOwnerColumn(name: string): 'owner' | 'tenant' | undefined;
  getCredentialUse(resourceName: string, fieldName?: string): 'single-use' | 'revocable' | undefined;
}

export const generalNames: Names = {
  isAuthenticationName,
  isAuthorizationName,
  isIdentityName,
  isOwnerColumn,
  getCredentialUse,
};

export function createNames(lists: NameLists): Names {
  const isAuthentication = createFinder(lists.authentication);
  const isAuthorization = createFinder(lists.authorization);
  const isIdentity = createFinder(lists.identity);
  const isOwner = createFinder(lists.owner);
  const isSpent = createSingleUseFinder(lists.singleUse);
  return {
    isAuthenticationName: (name) => isAuthentication(name) || (!isAuthorization(name) && isAuthenticationName(name)),
    isAuthorizationName: (name) => isAuthorization(name) || (!isAuthentication(name) && isAuthorizationName(name)),
    isIdentityName: (name) => isIdentity(name) || isIdentityName(name),
    isOwnerColumn: (name) => (isOwner(name) ? 'owner' : isOwnerColumn(name)),
    getCredentialUse: (resourceName, fieldName) =>
      isSpent(resourceName, fieldName) ? 'single-use' : getCredentialUse(resourceName, fieldName),
  };
}

function createFinder(list: readonly string[] = []): (name: string) => boolean {
  const known = new Set(list.map(toKey));
  return (name) => known.size > 0 && known.has(toKey(name));
}

function createSingleUseFinder(
  list: readonly string[] = [],
): (resourceName: string, fieldName: string | undefined) => boolean {
  const known = new Set(list.map((name) => name.split('.').map(toSingularKey).join('.')));
  if (known.size === 0) return () => false;
  return (resourceName, fieldName) => {
    const resource = toSingularKey(resourceName);
    if (known.has(resource)) return true;
    if (fieldName === undefined) return false;
    const field = toSingularKey(fieldName);
    return known.has(field) || known.has(`${resource}.${field}`);
  };
}

/** A separator that no identifier has, so that `user_id` and `userid` stay two names. */
const BETWEEN_WORDS = ' ';

/** Names of other scripts have no words that `splitWords` knows: they are compared as written. */
function toKey(name: string): string {
  const words = splitWords(name);
  return words.length === 0 ? name : words.join(BETWEEN_WORDS);
}

/** A table may be called by its plural: the model `LoginLink` is the table `login_links`. */
function toSingularKey(name: string): string {
  return splitWords(name).length === 0 ? name : splitWords(name).map(getSingular).join(BETWEEN_WORDS);
}
