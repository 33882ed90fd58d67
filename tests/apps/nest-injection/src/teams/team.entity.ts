import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

@Entity('teams')
@Unique(['ownerId', 'name'])
export class Team {
  @PrimaryGeneratedColumn()
  id: number;

  @Column()
  ownerId: number;

  @Column()
  name: string;
}
