import { Body, Controller, Post } from '@nestjs/common';
import { AuthService } from './auth.service';

@Controller('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('register')
  register(@Body() body: { email: string; password: string }) {
    return this.auth.register(body.email, body.password);
  }

  @Post('refresh')
  refresh(@Body('token') token: string) {
    return this.auth.refresh(token);
  }

  @Post('rotate')
  rotate(@Body('token') token: string) {
    return this.auth.rotate(token);
  }
}
