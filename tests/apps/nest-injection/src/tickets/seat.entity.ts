import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('seats')
export class SeatEntity {
  @PrimaryGeneratedColumn()
  id: number;

  @Column()
  showId: number;

  @Column({ nullable: true })
  takenBy: number | null;
}
