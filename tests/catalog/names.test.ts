import { describe, expect, it } from 'vitest';
import { createNames, generalNames } from '../../src/catalog/names.ts';

describe('names of a project', () => {
  it('are the general ones where no list is given', () => {
    const names = createNames({});
    for (const name of ['requireAuth', 'requireAdmin', 'user', 'ownerId', 'stepInto', 'tenantId', 'balance']) {
      expect(names.isAuthenticationName(name)).toBe(generalNames.isAuthenticationName(name));
      expect(names.isAuthorizationName(name)).toBe(generalNames.isAuthorizationName(name));
      expect(names.isIdentityName(name)).toBe(generalNames.isIdentityName(name));
      expect(names.isOwnerColumn(name)).toBe(generalNames.isOwnerColumn(name));
      expect(names.getCredentialUse(name)).toBe(generalNames.getCredentialUse(name));
    }
  });

  it('know the checks of callers that are listed, however their words are joined', () => {
    const names = createNames({ authentication: ['stepInto'] });
    expect(
      ['stepInto', 'step_into', 'StepInto', 'stepIntoRoom', 'step'].map((name) => names.isAuthenticationName(name)),
    ).toStrictEqual([true, true, true, false, false]);
    expect(names.isAuthenticationName('requireAuth')).toBe(true);
  });

  it('know the checks of rights that are listed', () => {
    const names = createNames({ authorization: ['seatHolder'] });
    expect(names.isAuthorizationName('seatHolder')).toBe(true);
    expect(names.isAuthenticationName('seatHolder')).toBe(false);
    expect(createNames({}).isAuthorizationName('seatHolder')).toBe(false);
  });

  it('believe the list where a name looks like the other kind of check', () => {
    expect(generalNames.isAuthenticationName('requireUser')).toBe(true);
    const rights = createNames({ authorization: ['requireUser'] });
    expect(rights.isAuthenticationName('requireUser')).toBe(false);
    expect(rights.isAuthorizationName('requireUser')).toBe(true);

    expect(generalNames.isAuthorizationName('requireAdmin')).toBe(true);
    const callers = createNames({ authentication: ['requireAdmin'] });
    expect(callers.isAuthenticationName('requireAdmin')).toBe(true);
    expect(callers.isAuthorizationName('requireAdmin')).toBe(false);
  });

  it('count a function as both kinds of check where it is in both lists', () => {
    const names = createNames({ authentication: ['gate'], authorization: ['gate'] });
    expect([names.isAuthenticationName('gate'), names.isAuthorizationName('gate')]).toStrictEqual([true, true]);
  });

  it('know the properties that carry the caller', () => {
    const names = createNames({ identity: ['passenger'] });
    expect(['passenger', 'user', 'luggage'].map((name) => names.isIdentityName(name))).toStrictEqual([
      true,
      true,
      false,
    ]);
  });

  it('know the columns that say whose a row is', () => {
    const names = createNames({ owner: ['passenger_id', 'tenant_id'] });
    expect(names.isOwnerColumn('passengerId')).toBe('owner');
    expect(names.isOwnerColumn('passenger')).toBeUndefined();
    // The general names know tenants as such; the list says these are owners.
    expect(generalNames.isOwnerColumn('tenantId')).toBe('tenant');
    expect(names.isOwnerColumn('tenantId')).toBe('owner');
    expect(names.isOwnerColumn('teamId')).toBe('tenant');
  });

  it('know tables and columns of credentials that are spent by one use', () => {
    const names = createNames({ singleUse: ['boarding_passes', 'gate_pin', 'lockers.code'] });
    expect(names.getCredentialUse('BoardingPass')).toBe('single-use');
    expect(names.getCredentialUse('boarding_passes', 'used')).toBe('single-use');
    expect(names.getCredentialUse('flights', 'gatePin')).toBe('single-use');
    expect(names.getCredentialUse('Locker', 'code')).toBe('single-use');
    expect(names.getCredentialUse('countries', 'code')).toBeUndefined();
    expect(names.getCredentialUse('lockers')).toBeUndefined();
    expect(names.getCredentialUse('sessions')).toBe('revocable');
    expect(names.getCredentialUse('users', 'reset_token')).toBe('single-use');
  });

  it('compare names that have no letters as they are written', () => {
    const names = createNames({ identity: ['$'] });
    expect([names.isIdentityName('$'), names.isIdentityName('_')]).toStrictEqual([true, false]);
  });
});
