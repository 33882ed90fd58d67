import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/auth.module';
import { PrismaModule } from '../prisma/prisma.module';
import { ProjectsController } from './projects.controller';
import { ProjectsPolicy } from './projects.policy';
import { ProjectsService } from './projects.service';
import { Renders } from './renders';

@Module({
  imports: [PrismaModule, AuthModule],
  controllers: [ProjectsController],
  providers: [ProjectsService, ProjectsPolicy, Renders],
})
export class ProjectsModule {}
