import { splitWords } from './words.ts';

/** Properties under which middleware hangs the caller on the request, words joined. `payload` is not one: it is hapi's body. */
const IDENTITY_NAMES: ReadonlySet<string> = new Set([
  'user',
  'currentuser',
  'loggedinuser',
  'loggeduser',
  'signedinuser',
  'authuser',
  'authenticateduser',
  'authorizeduser',
  'sessionuser',
  'requser',
  'requestuser',
  'verifieduser',
  'userid',
  'uid',
  'useruid',
  'useruuid',
  'currentuserid',
  'loggedinuserid',
  'authuserid',
  'authenticateduserid',
  'sessionuserid',
  'requserid',
  'requestuserid',
  'useremail',
  'userdata',
  'userinfo',
  'userpayload',
  'userdetails',
  'userclaims',
  'usertoken',
  'auth',
  'authinfo',
  'authdata',
  'authpayload',
  'authid',
  'authcontext',
  'principal',
  'principalid',
  'viewer',
  'viewerid',
  'me',
  'identity',
  'caller',
  'callerid',
  'actor',
  'actorid',
  'claims',
  'jwtclaims',
  'jwt',
  'jwtpayload',
  'jwtuser',
  'tokenpayload',
  'tokendata',
  'tokenuser',
  'decoded',
  'decodedtoken',
  'decodedjwt',
  'decodeduser',
  'decodedpayload',
  'admin',
  'adminid',
  'account',
  'accountid',
  'customerid',
  'sellerid',
  'vendorid',
  'memberid',
  'merchantid',
  'driverid',
  'studentid',
  'doctorid',
  'employeeid',
]);

/** Whether a property of a request, context or session of this name carries who is calling. */
export function isIdentityName(name: string): boolean {
  return IDENTITY_NAMES.has(splitWords(name).join(''));
}

/** Who a row belongs to: a person. Changes of a row (`updatedBy`) say nothing about whose it is. */
const OWNERS: ReadonlySet<string> = new Set([
  'owner',
  'ownedby',
  'owneruser',
  'user',
  'useraccount',
  'userprofile',
  'author',
  'authoruser',
  'authoredby',
  'creator',
  'createdby',
  'createdbyuser',
  'createduser',
  'creatoruser',
  'postedby',
  'submittedby',
  'uploadedby',
  'addedby',
  'requestedby',
  'orderedby',
  'bookedby',
  'publishedby',
  'writtenby',
  'issuedto',
  'belongsto',
  'customer',
  'buyer',
  'seller',
  'vendor',
  'member',
  'profile',
  'player',
  'student',
  'patient',
  'sender',
  'holder',
  'accountholder',
  'requester',
  'requestor',
  'applicant',
  'host',
  'subscriber',
  'reviewer',
  'commenter',
  'uploader',
  'poster',
]);

/** Whom a row belongs to together with others: one organisation of several that share the tables. */
const TENANTS: ReadonlySet<string> = new Set([
  'tenant',
  'org',
  'organization',
  'organisation',
  'team',
  'workspace',
  'company',
  'account',
  'shop',
  'merchant',
  'business',
  'realm',
  'household',
  'ownerteam',
  'ownerorg',
  'ownerorganization',
]);

/** What turns a noun into a reference to it. */
const REFERENCE_WORDS: ReadonlySet<string> = new Set([
  'id',
  'uuid',
  'uid',
  'guid',
  'oid',
  'ref',
  'reference',
  'email',
  'fk',
  'pk',
  'sub',
]);

/** Whether a column says who may touch the row: its `owner`, or the `tenant` it belongs to (weaker: members have different rights). */
export function isOwnerColumn(name: string): 'owner' | 'tenant' | undefined {
  const words = [...splitWords(name)];
  while (words.length > 1 && REFERENCE_WORDS.has(words.at(-1) ?? '')) words.pop();
  const noun = words.join('');
  if (noun === 'uid') return 'owner';
  if (OWNERS.has(noun)) return 'owner';
  return TENANTS.has(noun) ? 'tenant' : undefined;
}

const ROLE_WORDS: ReadonlySet<string> = new Set([
  'role',
  'roles',
  'permission',
  'permissions',
  'privilege',
  'privileges',
  'authority',
  'authorities',
  'entitlement',
  'entitlements',
  'acl',
  'rbac',
  'superuser',
  'superadmin',
]);
/** `is…` of these is a role; alone they may be a person. */
const RANKS: ReadonlySet<string> = new Set([
  'admin',
  'administrator',
  'staff',
  'moderator',
  'mod',
  'manager',
  'superuser',
  'superadmin',
  'editor',
  'root',
]);

/** Whether a name says what somebody may do: `role`, `isAdmin`, `permissions`, `scopes`, `canEdit`. */
export function isRoleName(name: string): boolean {
  const words = splitWords(name);
  const last = words.at(-1) ?? '';
  if (words.some((word) => ROLE_WORDS.has(word))) return true;
  // A scope in front of something else is mostly a code scope: `scopeManager`.
  if (last === 'scope' || last === 'scopes') return true;
  if (words[0] === 'is') return RANKS.has(last);
  if (words[0] === 'can') return true;
  return last === 'level' && words.at(-2) === 'access';
}

/** Whether a name, among what is known of a caller, says that the caller has a rank: `adminId`, `isStaff`, `role`. */
export function isRankName(name: string): boolean {
  const words = [...splitWords(name)];
  while (words.length > 1 && REFERENCE_WORDS.has(words.at(-1) ?? '')) words.pop();
  return isRoleName(name) || RANKS.has(words.join(''));
}
