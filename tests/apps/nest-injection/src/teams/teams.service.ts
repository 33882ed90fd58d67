import { ConflictException, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { Invite } from './invite.entity';
import { Team } from './team.entity';

@Injectable()
export class TeamsService {
  constructor(
    @InjectRepository(Team) private readonly teams: Repository<Team>,
    @InjectRepository(Invite) private readonly invites: Repository<Invite>,
  ) {}

  // Right: asking first is for the message; the table has the key.
  async create(ownerId: number, name: string): Promise<Team> {
    if (await this.teams.existsBy({ ownerId, name })) throw new ConflictException('you have one of that name');
    return this.teams.save({ ownerId, name });
  }

  // Wrong: no key, and two invitations to one address.
  async invite(senderId: number, email: string): Promise<Invite> {
    const known = await this.invites.findOneBy({ senderId, email });
    if (known) throw new ConflictException('invited already');
    return this.invites.save({ senderId, email }); // want: no-check-then-act
  }
}
