import { ConflictException, ForbiddenException, Injectable, NotFoundException } from '@nestjs/common';
import type { Prisma } from '@prisma/client';
import { PrismaService } from '../prisma/prisma.service';
import { ProjectsPolicy } from './projects.policy';
import { Renders } from './renders';

@Injectable()
export class ProjectsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly policy: ProjectsPolicy,
    private readonly renders: Renders,
  ) {}

  list(ownerId: number) {
    return this.prisma.project.findMany({ where: { ownerId } });
  }

  // Wrong: the owner of a moment ago.
  async rename(id: number, userId: number, title: string) {
    await this.policy.assertOwner(id, userId);
    return this.prisma.project.update({ where: { id }, data: { title } }); // want: no-split-ownership-check
  }

  // Right: the owner stands in the statement as well.
  async renameOwn(id: number, userId: number, title: string) {
    await this.policy.assertOwner(id, userId);
    return this.prisma.project.update({ where: { id, ownerId: userId }, data: { title } });
  }

  // Right: who may call this is an administrator, and decides for all projects.
  removeAny(id: number) {
    return this.prisma.project.delete({ where: { id } });
  }

  // Wrong: published twice, and by two.
  async publish(id: number, ownerId: number) {
    const project = await this.prisma.project.findFirst({ where: { id, ownerId } });
    if (project?.status !== 'draft') throw new ConflictException('not a draft');
    await this.prisma.project.update({ where: { id, ownerId }, data: { status: 'published' } }); // want: no-check-then-act
  }

  // Right: the state it goes from stands in the statement.
  async publishOnce(id: number, ownerId: number) {
    const { count } = await this.prisma.project.updateMany({ where: { id, ownerId, status: 'draft' }, data: { status: 'published' } });
    if (count === 0) throw new ConflictException('not a draft');
  }

  // Wrong: a helper that answers yes or no is a check like any other.
  async render(id: number, ownerId: number, frames: number) {
    if (!(await this.policy.canRender(id, frames))) throw new ConflictException('no credits');
    await this.prisma.project.update({ where: { id, ownerId }, data: { credits: { decrement: frames } } }); // want: no-check-then-act
    await this.renders.start(this.prisma, id, frames);
  }

  // Right: taken only if they are there, in the transaction that starts it.
  async renderSafely(id: number, ownerId: number, frames: number) {
    await this.prisma.$transaction(async (tx) => {
      if (!(await this.renders.take(tx, id, ownerId, frames))) throw new ConflictException('no credits');
      await this.renders.start(tx, id, frames);
    });
  }

  // Right: locked before it is read, by the same transaction.
  async refund(id: number, ownerId: number, frames: number) {
    await this.prisma.$transaction(async (tx) => {
      const project = await this.lock(tx, id);
      if (project.ownerId !== ownerId) throw new ForbiddenException();
      await tx.project.update({ where: { id }, data: { credits: project.credits + frames } });
    });
  }

  // Wrong: one of the statements is not in the transaction.
  async hand(id: number, ownerId: number, to: number) {
    await this.prisma.$transaction(async (tx) => {
      await this.prisma.render.deleteMany({ where: { project: { id, ownerId } } }); // want: no-transaction-escape
      await tx.project.update({ where: { id, ownerId }, data: { ownerId: to } });
    });
  }

  private async lock(tx: Prisma.TransactionClient, id: number) {
    await tx.$queryRaw`SELECT id FROM "Project" WHERE id = ${id} FOR UPDATE`;
    const project = await tx.project.findUnique({ where: { id } });
    if (!project) throw new NotFoundException('project');
    return project;
  }
}
