import { ConflictException, Inject, Injectable } from '@nestjs/common';
import { SEAT_STORE, type Seat, type SeatStore } from './seat-store';

@Injectable()
export class TicketsService {
  constructor(@Inject(SEAT_STORE) private readonly seats: SeatStore) {}

  // Wrong: two callers are given one seat.
  async book(showId: number, userId: number): Promise<Seat> {
    const seat = await this.seats.findFree(showId);
    if (!seat) throw new ConflictException('sold out');
    if (!(await this.seats.take(seat.id, userId))) throw new ConflictException('sold out'); // want: no-check-then-act
    return seat;
  }

  // Right: taken only if it is still free.
  async bookFree(showId: number, userId: number): Promise<Seat> {
    const seat = await this.seats.findFree(showId);
    if (!seat || !(await this.seats.takeFree(seat.id, userId))) throw new ConflictException('sold out');
    return seat;
  }
}
