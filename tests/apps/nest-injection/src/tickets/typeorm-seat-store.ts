import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import type { Seat, SeatStore } from './seat-store';
import { SeatEntity } from './seat.entity';

@Injectable()
export class TypeormSeatStore implements SeatStore {
  @InjectRepository(SeatEntity)
  private readonly seats: Repository<SeatEntity>;

  findFree(showId: number): Promise<Seat | null> {
    return this.seats.findOneBy({ showId, takenBy: IsNull() });
  }

  async take(id: number, userId: number): Promise<boolean> {
    const { affected } = await this.seats.update({ id }, { takenBy: userId });
    return affected === 1;
  }

  async takeFree(id: number, userId: number): Promise<boolean> {
    const { affected } = await this.seats.update({ id, takenBy: IsNull() }, { takenBy: userId });
    return affected === 1;
  }
}
