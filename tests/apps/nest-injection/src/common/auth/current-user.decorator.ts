import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { AuthUser } from './auth-user';

export const CurrentUser = createParamDecorator((field: keyof AuthUser | undefined, context: ExecutionContext) => {
  const { user } = context.switchToHttp().getRequest<Request & { user: AuthUser }>();
  return field ? user[field] : user;
});
