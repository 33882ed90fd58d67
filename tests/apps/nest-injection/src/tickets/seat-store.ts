export interface Seat {
  id: number;
  showId: number;
  takenBy: number | null;
}

/** Where seats are kept. */
export interface SeatStore {
  findFree(showId: number): Promise<Seat | null>;
  take(id: number, userId: number): Promise<boolean>;
  takeFree(id: number, userId: number): Promise<boolean>;
}

export const SEAT_STORE = Symbol('SEAT_STORE');
