import { SetMetadata } from '@nestjs/common';
import type { AuthUser } from './auth-user';

export const ROLES = 'roles';

export const Roles = (...roles: AuthUser['role'][]) => SetMetadata(ROLES, roles);
