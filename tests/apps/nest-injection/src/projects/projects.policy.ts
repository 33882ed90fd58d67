import { ForbiddenException, Injectable, NotFoundException } from '@nestjs/common';
import { PrismaService } from '../prisma/prisma.service';

@Injectable()
export class ProjectsPolicy {
  constructor(private readonly prisma: PrismaService) {}

  /** Throws unless the project is the user's. */
  async assertOwner(id: number, userId: number): Promise<void> {
    const project = await this.prisma.project.findUnique({ where: { id }, select: { ownerId: true } });
    if (!project) throw new NotFoundException('project');
    if (project.ownerId !== userId) throw new ForbiddenException();
  }

  async canRender(id: number, frames: number): Promise<boolean> {
    const project = await this.prisma.project.findUnique({ where: { id } });
    return project !== null && project.credits >= frames;
  }
}
