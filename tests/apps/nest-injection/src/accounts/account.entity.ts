import { Column, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

@Entity('accounts')
export class Account {
  @PrimaryGeneratedColumn()
  id: number;

  @Column({ unique: true })
  ownerId: number;

  @Column({ default: 0 })
  balance: number;

  @Column({ default: 'open' })
  status: 'open' | 'closed';

  @VersionColumn()
  version: number;
}
