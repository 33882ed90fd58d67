import { Body, Controller, Delete, Get, Param, ParseIntPipe, Patch, Post, UseGuards } from '@nestjs/common';
import { type AuthUser, CurrentUser, JwtAuthGuard, Roles, RolesGuard } from '@common/auth';
import { PrismaService } from '../prisma/prisma.service';
import { ProjectsService } from './projects.service';

@Controller('projects')
@UseGuards(JwtAuthGuard)
export class ProjectsController {
  constructor(
    private readonly projects: ProjectsService,
    private readonly prisma: PrismaService,
  ) {}

  @Get()
  list(@CurrentUser() user: AuthUser) {
    return this.projects.list(user.id);
  }

  @Patch(':id')
  rename(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: AuthUser, @Body('title') title: string) {
    return this.projects.rename(id, user.id, title);
  }

  @Patch(':id/own')
  renameOwn(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: AuthUser, @Body('title') title: string) {
    return this.projects.renameOwn(id, user.id, title);
  }

  // Wrong: everybody's project.
  @Delete(':id')
  remove(@Param('id', ParseIntPipe) id: number) {
    return this.prisma.project.delete({ where: { id } }); // want: require-owner-scope
  }

  // Right: the caller's.
  @Delete(':id/own')
  removeOwn(@Param('id', ParseIntPipe) id: number, @CurrentUser('id') ownerId: number) {
    return this.prisma.project.delete({ where: { id, ownerId } });
  }

  @Delete(':id/any')
  @Roles('admin')
  @UseGuards(RolesGuard)
  removeAny(@Param('id', ParseIntPipe) id: number) {
    return this.projects.removeAny(id);
  }

  // Right: the guard lets administrators pass, and nobody else.
  @Post(':id/archive')
  @Roles('admin')
  @UseGuards(RolesGuard)
  archive(@Param('id', ParseIntPipe) id: number) {
    return this.prisma.project.update({ where: { id }, data: { status: 'archived' } });
  }

  @Post(':id/publish')
  publish(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: AuthUser) {
    return this.projects.publish(id, user.id);
  }

  @Post(':id/publish-once')
  publishOnce(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: AuthUser) {
    return this.projects.publishOnce(id, user.id);
  }

  @Post(':id/render')
  render(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: AuthUser, @Body('frames', ParseIntPipe) frames: number) {
    return this.projects.render(id, user.id, frames);
  }

  @Post(':id/render-safely')
  renderSafely(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: AuthUser, @Body('frames', ParseIntPipe) frames: number) {
    return this.projects.renderSafely(id, user.id, frames);
  }

  @Post(':id/refund')
  refund(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: AuthUser, @Body('frames', ParseIntPipe) frames: number) {
    return this.projects.refund(id, user.id, frames);
  }

  @Post(':id/hand')
  hand(@Param('id', ParseIntPipe) id: number, @CurrentUser() user: AuthUser, @Body('to', ParseIntPipe) to: number) {
    return this.projects.hand(id, user.id, to);
  }
}
