/**
 * What names alone say: the last resort, where a value's origin is unknown. Word lists with their reasons, one file per question;
 * an answer from here makes a finding `possible`, and never more, unless two names agree.
 */
import * as checks from './naming/checks.ts';
import { remember } from './naming/words.ts';

export { splitWords, getSingular, remember } from './naming/words.ts';
export { isIdentityName, isOwnerColumn, isRankName, isRoleName } from './naming/people.ts';
export const getLockStep: (name: string) => 'acquire' | 'release' | undefined = remember(checks.getLockStep);
export const isAssertName: (name: string) => boolean = remember(checks.isAssertName);
export const isAuthenticationName: (name: string) => boolean = remember(checks.isAuthenticationName);
export const isAuthorizationName: (name: string) => boolean = remember(checks.isAuthorizationName);
export { getCredentialUse } from './naming/credentials.ts';
export { isKindColumn, isPasswordColumn, isReferenceColumn, isTimeColumn } from './naming/columns.ts';
export { getRepositoryNoun, isTransactionHandleName, parseAccessName, type AccessName } from './naming/accesses.ts';
export { isRecordTable } from './naming/tables.ts';
export { isBrowserCode } from './naming/browsers.ts';
export { isSetUpName, isTestOrScriptPath } from './naming/places.ts';
