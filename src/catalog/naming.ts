/**
 * What names alone say: the last resort, where a value's origin is unknown. Word lists with their reasons, one file per question;
 * an answer from here makes a finding `possible`, and never more, unless two names agree.
 */
export { splitWords, getSingular } from './naming/words.ts';
export { isIdentityName, isOwnerColumn, isRoleName } from './naming/people.ts';
export { isAssertName, isAuthenticationName, isAuthorizationName } from './naming/checks.ts';
export { getCredentialUse } from './naming/credentials.ts';
export { getRepositoryNoun, isTransactionHandleName, parseAccessName, type AccessName } from './naming/accesses.ts';
export { isTestOrScriptPath } from './naming/places.ts';
