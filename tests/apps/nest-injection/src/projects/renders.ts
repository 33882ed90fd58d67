import { Injectable } from '@nestjs/common';
import type { Prisma } from '@prisma/client';

@Injectable()
export class Renders {
  async take(tx: Prisma.TransactionClient, id: number, ownerId: number, frames: number): Promise<boolean> {
    const { count } = await tx.project.updateMany({ where: { id, ownerId, credits: { gte: frames } }, data: { credits: { decrement: frames } } });
    return count === 1;
  }

  start(tx: Prisma.TransactionClient, projectId: number, frames: number) {
    return tx.render.create({ data: { projectId, frames } });
  }
}
