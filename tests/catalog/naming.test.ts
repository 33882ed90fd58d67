import { describe, expect, it } from 'vitest';
import {
  getCredentialUse,
  getRepositoryNoun,
  getSingular,
  isAssertName,
  isAuthenticationName,
  isAuthorizationName,
  isIdentityName,
  isKindColumn,
  isOwnerColumn,
  isPasswordColumn,
  isRecordTable,
  isReferenceColumn,
  isRoleName,
  isSetUpName,
  isTestOrScriptPath,
  isTimeColumn,
  isTransactionHandleName,
  parseAccessName,
  splitWords,
} from '../../src/catalog/naming.ts';

describe('splitWords', () => {
  it.each([
    ['accountID', ['account', 'id']],
    ['HTTPServer', ['http', 'server']],
    ['reset_password-token', ['reset', 'password', 'token']],
    ['userIDs', ['user', 'ids']],
    ['OAuthToken', ['oauth', 'token']],
    ['userOAuthToken', ['user', 'oauth', 'token']],
    ['oAuth2Client', ['oauth2', 'client']],
    ['noAuth', ['no', 'auth']],
    ['USER_ID', ['user', 'id']],
    ['_req', ['req']],
    ['authenticateJWT', ['authenticate', 'jwt']],
    ['verifyJWTToken', ['verify', 'jwt', 'token']],
    ['', []],
    ['$', []],
  ])('%s', (name, words) => {
    expect(splitWords(name)).toEqual(words);
  });
});

describe('getSingular', () => {
  it.each([
    ['orders', 'order'],
    ['categories', 'category'],
    ['addresses', 'address'],
    ['boxes', 'box'],
    ['branches', 'branch'],
    ['cases', 'case'],
    ['uses', 'use'],
    ['status', 'status'],
    ['access', 'access'],
    ['order', 'order'],
    ['balances', 'balance'],
    ['invoices', 'invoice'],
    ['movies', 'movie'],
  ])('%s → %s', (plural, singular) => {
    expect(getSingular(plural)).toBe(singular);
  });
});

describe('isIdentityName', () => {
  it.each([
    'user',
    'currentUser',
    'current_user',
    'auth',
    'principal',
    'viewer',
    'me',
    'userId',
    'user_id',
    'userID',
    'sessionUser',
    'loggedInUser',
    'decoded',
    'decodedToken',
    'claims',
    'userData',
    'authInfo',
    'accountId',
  ])('%s carries the caller', (name) => {
    expect(isIdentityName(name)).toBe(true);
  });
  it.each([
    'userAgent',
    'users',
    'userService',
    'authorization',
    'author',
    'authenticated',
    'isAuthenticated',
    'order',
    'params',
    'payload',
    'profile',
    'userCount',
    'targetUser',
    'message',
    'media',
    'method',
    '',
  ])('%s does not', (name) => {
    expect(isIdentityName(name)).toBe(false);
  });
});

describe('isOwnerColumn', () => {
  it.each([
    'owner',
    'ownerId',
    'owner_id',
    'user',
    'userId',
    'user_id',
    'UserId',
    'userUUID',
    'author',
    'authorId',
    'createdBy',
    'created_by_id',
    'creator',
    'customerId',
    'seller_id',
    'uid',
    'postedBy',
    'ownerEmail',
    'userSub',
  ])('%s: owner', (name) => {
    expect(isOwnerColumn(name)).toBe('owner');
  });
  it.each([
    'tenantId',
    'tenant_id',
    'orgId',
    'organizationId',
    'organisation',
    'teamId',
    'workspaceId',
    'accountId',
    'companyId',
  ])('%s: tenant', (name) => {
    expect(isOwnerColumn(name)).toBe('tenant');
  });
  it.each([
    'id',
    'uuid',
    'email',
    'userAgent',
    'authorize',
    'authority',
    'users',
    'userIds',
    'userType',
    'updatedBy',
    'deletedBy',
    'username',
    'token_type',
    'teamSize',
    'status',
    'ownership',
    'userRole',
    '',
  ])('%s: neither', (name) => {
    expect(isOwnerColumn(name)).toBeUndefined();
  });
});

describe('isRoleName', () => {
  it.each([
    'role',
    'roles',
    'userRole',
    'roleId',
    'isAdmin',
    'is_superuser',
    'isStaff',
    'permissions',
    'scope',
    'scopes',
    'tokenScopes',
    'canEdit',
    'can',
    'accessLevel',
    'isSuperAdmin',
    'hasRole',
    'authorities',
  ])('%s says what one may do', (name) => {
    expect(isRoleName(name)).toBe(true);
  });
  it.each([
    'canceled',
    'canceledAt',
    'candidate',
    'canvas',
    'parole',
    'controller',
    'scopeManager',
    'admin',
    'isPublic',
    'isActive',
    'level',
    'author',
    'token_type',
    'enrolled',
    '',
  ])('%s does not', (name) => {
    expect(isRoleName(name)).toBe(false);
  });
});

describe('isAuthenticationName', () => {
  it.each([
    'requireAuth',
    'authenticate',
    'isLoggedIn',
    'ensureAuthenticated',
    'protect',
    'verifyToken',
    'checkJwt',
    'requireUser',
    'authMiddleware',
    'jwtAuth',
    'bearerAuth',
    'auth',
    'authenticateToken',
    'authenticateJWT',
    'authenticateUser',
    'isAuth',
    'is_auth',
    'isAuthenticated',
    'isSignedIn',
    'ensureLoggedIn',
    'requireLogin',
    'requiresAuth',
    'verifyJWT',
    'verifyJwtToken',
    'verifyAccessToken',
    'login_required',
    'jwt_required',
    'token_required',
    'JwtAuthGuard',
    'AuthGuard',
    'tokenMiddleware',
    'auth_middleware',
    'authRequired',
    'withAuth',
    'getCurrentUser',
    'get_current_user',
    'protectedProcedure',
    'authenticatedRoute',
    'checkAuth',
    'validateSession',
    'requireSession',
    'protectRoute',
    'verifyFirebaseToken',
    'requireApiKey',
    'verifyTokenMiddleware',
    'requireSignin',
  ])('%s asks who calls', (name) => {
    expect(isAuthenticationName(name)).toBe(true);
  });
  it.each([
    'author',
    'authorize',
    'authRouter',
    'authController',
    'authService',
    'login',
    'logout',
    'register',
    'token_type',
    'verifyEmail',
    'verifyEmailToken',
    'verifyResetToken',
    'verifyOtp',
    'validateUser',
    'ensureUser',
    'checkUser',
    'validate',
    'jwt',
    'token',
    'bearer',
    'session',
    'sessionMiddleware',
    'createToken',
    'require',
    'check',
    'verify',
    'isUserActive',
    'isAdmin',
    'requireAdmin',
    'checkStock',
    'errorMiddleware',
    'loggerMiddleware',
    'rateLimitGuard',
    'protection',
    'user',
    'getUser',
    '',
  ])('%s does not', (name) => {
    expect(isAuthenticationName(name)).toBe(false);
  });
});

describe('isAuthorizationName', () => {
  it.each([
    'requireAdmin',
    'isAdmin',
    'authorize',
    'authorizeRoles',
    'authorise',
    'checkOwnership',
    'restrictTo',
    'hasRole',
    'can',
    'permit',
    'requireScope',
    'checkPermission',
    'requiredScopes',
    'checkRole',
    'verifyAdmin',
    'ensureOwner',
    'isOwner',
    'isAuthor',
    'isReviewAuthor',
    'isOwnerOrAdmin',
    'verifyTokenAndAdmin',
    'adminOnly',
    'RolesGuard',
    'adminMiddleware',
    'roleMiddleware',
    'adminAuth',
    'hasPermission',
    'hasAnyRole',
    'canEdit',
    'canDeletePost',
    'assertCanEdit',
    'ensureArtistAccess',
    'allowRoles',
    'onlyAdmin',
    'isAuthorized',
    'checkAuthorization',
    'permission_required',
    'adminProcedure',
    'OwnerOrAdminGuard',
    'userOwnsOrder',
    'requireClaim',
    'isModerator',
    'checkAbility',
  ])('%s asks what the caller may do', (name) => {
    expect(isAuthorizationName(name)).toBe(true);
  });
  it.each([
    'author',
    'getAuthor',
    'requireAuth',
    'authenticate',
    'authorizePayment',
    'authorizeCard',
    'authorizeUrl',
    'authorizationUrl',
    'canCancel',
    'canWithdraw',
    'cancel',
    'candidate',
    'canvas',
    'verifyAccessToken',
    'checkAccessToken',
    'checkRoleExists',
    'isRoleName',
    'isOwnerColumn',
    'createRole',
    'updateRole',
    'role',
    'admin',
    'owner',
    'adminRouter',
    'roleService',
    'getPermissions',
    'hasStock',
    'hasBalance',
    'isActive',
    'isValid',
    'require',
    'permitNumber',
    'access',
    'checkout',
    'checkStock',
    '',
  ])('%s does not', (name) => {
    expect(isAuthorizationName(name)).toBe(false);
  });
});

describe('isAssertName', () => {
  it.each([
    'assert',
    'assertOwner',
    'invariant',
    'ensureOwner',
    'ensureNotRedeemed',
    'throwIf',
    'throwIfMissing',
    'throwUnless',
    'abort_if',
    'raiseIf',
    'guardAgainstOverdraft',
    'precondition',
    'failIf',
  ])('%s throws', (name) => {
    expect(isAssertName(name)).toBe(true);
  });
  it.each([
    'assertion',
    'ensure',
    'ensureIndexes',
    'ensureDir',
    'ensureUser',
    'throw',
    'throwError',
    'abort',
    'abortController',
    'fail',
    'guard',
    'guardian',
    'check',
    'isOwner',
    'insurance',
    '',
  ])('%s does not', (name) => {
    expect(isAssertName(name)).toBe(false);
  });
});

describe('getCredentialUse', () => {
  it.each([
    ['Otp'],
    ['otps'],
    ['userOtp'],
    ['UserOTP'],
    ['PasswordReset'],
    ['password_resets'],
    ['password_reset_tokens'],
    ['ResetToken'],
    ['verification_tokens'],
    ['VerificationToken'],
    ['Verification'],
    ['EmailVerification'],
    ['EmailVerificationToken'],
    ['RefreshToken'],
    ['refresh_tokens'],
    ['Invite'],
    ['invitations'],
    ['TeamInvitation'],
    ['MagicLink'],
    ['OneTimeCode'],
    ['AuthorizationCode'],
    ['Coupon'],
    ['coupons'],
    ['Voucher'],
    ['gift_cards'],
    ['Nonce'],
    ['BackupCode'],
    ['InvitationRepository'],
  ])('the table %s holds single-use credentials', (resource) => {
    expect(getCredentialUse(resource)).toBe('single-use');
  });
  it.each([
    ['User', 'resetPasswordToken'],
    ['User', 'passwordResetToken'],
    ['User', 'reset_token'],
    ['users', 'otp'],
    ['users', 'emailOtp'],
    ['User', 'verificationCode'],
    ['User', 'emailVerificationToken'],
    ['User', 'refreshToken'],
    ['User', 'hashedRefreshToken'],
    ['User', 'loginToken'],
    ['User', 'nonce'],
    ['User', 'activation_key'],
    ['Session', 'refreshToken'],
    ['User', 'backupCodes'],
    ['Token', 'refreshTokenHash'],
  ])('%s.%s is a single-use credential', (resource, field) => {
    expect(getCredentialUse(resource, field)).toBe('single-use');
  });
  it.each([
    ['Session'],
    ['sessions'],
    ['user_sessions'],
    ['ApiKey'],
    ['api_keys'],
    ['AccessToken'],
    ['PersonalAccessToken'],
    ['AuthToken'],
  ])('the table %s holds revocable credentials', (resource) => {
    expect(getCredentialUse(resource)).toBe('revocable');
  });
  it.each([
    ['User', 'apiKey'],
    ['User', 'accessToken'],
    ['Device', 'sessionToken'],
    ['Session', 'userId'],
  ])('%s.%s is a revocable credential', (resource, field) => {
    expect(getCredentialUse(resource, field)).toBe('revocable');
  });
  it.each([
    ['User', undefined],
    ['Token', undefined],
    ['tokens', undefined],
    ['Order', 'status'],
    ['Order', 'couponId'],
    ['Order', 'coupon'],
    ['CouponUsage', undefined],
    ['User', 'token_type'],
    ['User', 'otpEnabled'],
    ['User', 'otpAttempts'],
    ['User', 'inviteCount'],
    ['User', 'refreshTokenExpiresAt'],
    ['IdentityVerification', undefined],
    ['User', 'verified'],
    ['Product', 'code'],
    ['Country', 'code'],
    ['Refresh', undefined],
    ['Author', undefined],
    ['SessionType', undefined],
    ['User', 'password'],
  ])('%s.%s is neither', (resource, field) => {
    expect(getCredentialUse(resource, field)).toBeUndefined();
  });
});

describe('parseAccessName', () => {
  it.each([
    ['getBalance', { operation: 'read', noun: 'balance' }],
    ['fetchUser', { operation: 'read', noun: 'user' }],
    ['findOrderById', { operation: 'read', noun: 'order', key: 'id' }],
    ['findOrdersByUserId', { operation: 'read', noun: 'order', key: 'userId' }],
    ['find_order_by_id', { operation: 'read', noun: 'order', key: 'id' }],
    ['findByEmailAndStatus', { operation: 'read', noun: '', key: 'email' }],
    ['findById', { operation: 'read', noun: '', key: 'id' }],
    ['getOneUser', { operation: 'read', noun: 'user' }],
    ['getAllOrderItems', { operation: 'read', noun: 'orderItem' }],
    ['getOrdersForUser', { operation: 'read', noun: 'order' }],
    ['countSeats', { operation: 'read', noun: 'seat' }],
    ['hasRedeemed', { operation: 'read', noun: 'redeemed' }],
    ['isRedeemed', { operation: 'read', noun: 'redeemed' }],
    ['updateBalance', { operation: 'write', noun: 'balance' }],
    ['updateUserBalance', { operation: 'write', noun: 'userBalance' }],
    ['setStatus', { operation: 'write', noun: 'status' }],
    ['saveOrder', { operation: 'write', noun: 'order' }],
    ['upsertUser', { operation: 'write', noun: 'user' }],
    ['save', { operation: 'write', noun: '' }],
    ['findOne', { operation: 'read', noun: '' }],
    ['decrementStock', { operation: 'write', noun: 'stock', relative: true }],
    ['incrementLoginCount', { operation: 'write', noun: 'loginCount', relative: true }],
    ['debitWallet', { operation: 'write', noun: 'wallet', relative: true }],
    ['createOrder', { operation: 'insert', noun: 'order' }],
    ['addItem', { operation: 'insert', noun: 'item' }],
    ['deleteOrder', { operation: 'delete', noun: 'order' }],
    ['removeUserById', { operation: 'delete', noun: 'user', key: 'id' }],
    ['lockAccount', { operation: 'lock', noun: 'account' }],
    ['getUserForUpdate', { operation: 'lock', noun: 'user' }],
    ['findByIdForUpdate', { operation: 'lock', noun: '', key: 'id' }],
    ['getLockedOrder', { operation: 'lock', noun: 'order' }],
    ['findOrderWithLock', { operation: 'lock', noun: 'order' }],
  ])('%s', (name, access) => {
    expect(parseAccessName(name)).toEqual(access);
  });
  it.each([
    'get',
    'set',
    'has',
    'add',
    'delete',
    'push',
    'is',
    'lock',
    'balance',
    'getter',
    'settings',
    'setup',
    'address',
    'addressBook',
    'issue',
    'updated',
    'deletedAt',
    'locker',
    'listener',
    'setTimeout',
    'getTime',
    'setHeader',
    'createServer',
    'createHash',
    'getConfig',
    'setState',
    'isEmpty',
    'isArray',
    'readFile',
    'addEventListener',
    'getRepository',
    'createLogger',
    'getFullYear',
    'createQueryBuilder',
    'findOrCreate',
    'createOrUpdateUser',
    'getAndDelete',
    'findOneAndUpdate',
    'getOrCreateCart',
    'getAll',
    'unlockAccount',
    'handleOrder',
    '',
  ])('%s is no access', (name) => {
    expect(parseAccessName(name)).toBeUndefined();
  });
});

describe('getRepositoryNoun', () => {
  it.each([
    ['orderRepository', 'order'],
    ['ordersRepo', 'order'],
    ['UserModel', 'user'],
    ['orderItemDao', 'orderItem'],
    ['walletStore', 'wallet'],
    ['users_table', 'user'],
  ])('%s: %s', (name, noun) => {
    expect(getRepositoryNoun(name)).toBe(noun);
  });
  it.each(['repository', 'order', 'orderService', 'modelOrder', 'storeId', 'restored', ''])('%s: nothing', (name) => {
    expect(getRepositoryNoun(name)).toBeUndefined();
  });
});

describe('isTransactionHandleName', () => {
  it.each([
    'tx',
    'trx',
    'txn',
    'transaction',
    'dbTx',
    'prismaTx',
    'db_transaction',
    'sequelizeTransaction',
    'transactionManager',
    'transactionalEntityManager',
    'txClient',
    'trxManager',
  ])('%s: certain', (name) => {
    expect(isTransactionHandleName(name)).toBe('certain');
  });
  it.each([
    't',
    'session',
    'mongoSession',
    'manager',
    'entityManager',
    'em',
    'client',
    'dbClient',
    'conn',
    'connection',
    'queryRunner',
  ])('%s: possible', (name) => {
    expect(isTransactionHandleName(name)).toBe('possible');
  });
  it.each([
    'transactions',
    'transactionId',
    'walletTransaction',
    'newTransaction',
    'txHash',
    'sessions',
    'clientId',
    'textx',
    'total',
    'prisma',
    'db',
    'user',
    'taskManager',
    'transactionType',
    '',
  ])('%s: no', (name) => {
    expect(isTransactionHandleName(name)).toBeUndefined();
  });
});

describe('isTestOrScriptPath', () => {
  it.each([
    'tests/user.ts',
    'test/helpers/app.js',
    'src/__tests__/user.ts',
    'src/user.test.ts',
    'src/user.spec.tsx',
    'apps/api/test/app.e2e-spec.ts',
    'src/routes/orders.test.js',
    'src/api/__mocks__/db.ts',
    'cypress/support/login.js',
    'e2e/orders.ts',
    'prisma/seed.ts',
    'src/database/seeders/20200101-users.js',
    'db/seeds/users.ts',
    'src/migrations/1690000000-add-balance.ts',
    'scripts/backfill.ts',
    'bin/www',
    'src/cli/index.ts',
    'src/jobs/expire-orders.ts',
    'src/cron/cleanup.ts',
    'cron.js',
    'src/workers/email.ts',
    'src/orders/cleanup.cron.ts',
    'src/schedulers/daily.ts',
    'src/Button.stories.tsx',
    'benchmarks/run.mjs',
    'server/fixtures/users.js',
    'app/tests.py',
    'app/test_views.py',
    'app/views_test.py',
    'conftest.py',
    'shop/management/commands/expire.py',
    'src\\migrations\\001.ts',
    'tests/app/controllers/order.ts',
    './scripts/seed.js',
    'src/billing/trialTask.js',
    'lib/cleanup-job.ts',
    'src/orders/expireCron.ts',
    'test/user.controller.ts',
  ])('%s is not reached by requests', (path) => {
    expect(isTestOrScriptPath(path)).toBe(true);
  });
  it.each([
    'src/routes/tests.ts',
    'src/routes/tests/index.ts',
    'src/routes/jobs.js',
    'src/controllers/jobs/create.ts',
    'src/modules/jobs/create-job.ts',
    'src/jobs/jobs.controller.ts',
    'src/jobs/jobs.service.ts',
    'app/api/cron/route.ts',
    'pages/api/seed.ts',
    'app/jobs/[id]/actions.ts',
    'src/actions/createTask.ts',
    'src/actions/assign-task.ts',
    'src/controllers/trialTask.js',
    'src/tasks.ts',
    'src/lib/task.ts',
    'src/lib/expireTaskService.ts',
    'src/usecases/claim-job.ts',
    'src/models/job.js',
    'src/worker.ts',
    'worker.js',
    'src/testimonials/index.ts',
    'src/specifications/list.ts',
    'src/latest/index.ts',
    'src/contest/submit.ts',
    'src/scripture/read.ts',
    'src/combine/index.ts',
    'src/index.ts',
    'src/attestation.ts',
    'server.js',
    'src/history/story.ts',
    'src/binary/upload.ts',
    '',
  ])('%s may be', (path) => {
    expect(isTestOrScriptPath(path)).toBe(false);
  });
});

describe('isPasswordColumn', () => {
  it.each([
    'password',
    'passwordHash',
    'password_hash',
    'hashedPassword',
    'passwd',
    'user_pwd',
    'pin',
    'cardPin',
    'local.password',
    'passphrase',
  ])('%s: yes', (path) => {
    expect(isPasswordColumn(path)).toBe(true);
  });
  it.each(['passwordResetToken', 'passwordChangedAt', 'passport', 'pinned', 'spin', 'hash', 'password.hint', ''])(
    '%s: no',
    (path) => {
      expect(isPasswordColumn(path)).toBe(false);
    },
  );
});

describe('isTimeColumn', () => {
  it.each(['paidAt', 'paid_at', 'startDate', 'end_time', 'createdOn', 'meta.readAt'])('%s: yes', (path) => {
    expect(isTimeColumn(path)).toBe(true);
  });
  it.each(['format', 'update', 'runtime', 'date', 'dateOfBirth', 'version', ''])('%s: no', (path) => {
    expect(isTimeColumn(path)).toBe(false);
  });
});

describe('isKindColumn', () => {
  it.each(['type', 'ownerType', 'owner_type', 'kind', 'meta.kind', '_type'])('%s: yes', (path) => {
    expect(isKindColumn(path)).toBe(true);
  });
  it.each(['status', 'state', 'typeId', 'stage', 'role', 'prototype', ''])('%s: no', (path) => {
    expect(isKindColumn(path)).toBe(false);
  });
});

describe('isSetUpName', () => {
  it.each([
    'seed',
    'seedRoles',
    'migrateUsers',
    'bootstrapAdmin',
    'ensureDefaultTypeExists',
    'ensureDefaults',
    'initDefaultSettings',
    'initializeDefaultRoles',
  ])('%s: yes', (name) => {
    expect(isSetUpName(name)).toBe(true);
  });
  it.each([
    'ensureOwner',
    'createDefaultWallet',
    'setDefaultAddress',
    'initiatePayment',
    'initializePayment',
    'seedling',
    'defaultType',
    '',
  ])('%s: no', (name) => {
    expect(isSetUpName(name)).toBe(false);
  });
});

describe('isReferenceColumn', () => {
  it.each(['pipelineId', 'pipeline_id', 'PipelineID', 'parent_uuid'])('%s: yes', (path) => {
    expect(isReferenceColumn(path)).toBe(true);
  });
  it.each(['id', '_id', 'pipeline', 'paid', 'identity', ''])('%s: no', (path) => {
    expect(isReferenceColumn(path)).toBe(false);
  });
});

describe('isRecordTable', () => {
  it.each(['AuditLog', 'audit_entries', 'activityLogs', 'loginHistory', 'logs', 'audits'])('%s: yes', (name) => {
    expect(isRecordTable(name)).toBe(true);
  });
  it.each(['blogs', 'login', 'catalog', 'transactions', 'historyItems', 'payouts', ''])('%s: no', (name) => {
    expect(isRecordTable(name)).toBe(false);
  });
});
