export type { AuthUser } from './auth-user';
export { CurrentUser } from './current-user.decorator';
export { JwtAuthGuard } from './jwt-auth.guard';
export { Roles } from './roles.decorator';
export { RolesGuard } from './roles.guard';
