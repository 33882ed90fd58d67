import { Body, Controller, Post, UseGuards } from '@nestjs/common';
import { type AuthUser, CurrentUser, JwtAuthGuard } from '@common/auth';
import { TeamsService } from './teams.service';

@Controller('teams')
@UseGuards(JwtAuthGuard)
export class TeamsController {
  constructor(private readonly teams: TeamsService) {}

  @Post()
  create(@CurrentUser() user: AuthUser, @Body('name') name: string) {
    return this.teams.create(user.id, name);
  }

  @Post('invites')
  invite(@CurrentUser() user: AuthUser, @Body('email') email: string) {
    return this.teams.invite(user.id, email);
  }
}
