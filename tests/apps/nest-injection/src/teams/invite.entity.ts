import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity('invites')
export class Invite {
  @PrimaryGeneratedColumn()
  id: number;

  @Column()
  senderId: number;

  @Column()
  email: string;
}
