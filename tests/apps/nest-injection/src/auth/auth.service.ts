import { randomUUID } from 'node:crypto';
import { ConflictException, Injectable, UnauthorizedException } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { InjectRepository } from '@nestjs/typeorm';
import * as bcrypt from 'bcrypt';
import { Repository } from 'typeorm';
import { RefreshToken } from './refresh-token.entity';
import { User } from './user.entity';

export interface Tokens {
  access: string;
  refresh: string;
}

@Injectable()
export class AuthService {
  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    @InjectRepository(RefreshToken) private readonly tokens: Repository<RefreshToken>,
    private readonly jwt: JwtService,
  ) {}

  // Right: asking first is for the message; the table has the key.
  async register(email: string, password: string): Promise<Tokens> {
    const known = await this.users.findOneBy({ email });
    if (known) throw new ConflictException('known already');
    const user = await this.users.save(this.users.create({ email, passwordHash: await bcrypt.hash(password, 12) }));
    return this.issue(user.id);
  }

  // Wrong: two requests with one token get two new ones.
  async refresh(token: string): Promise<Tokens> {
    const stored = await this.tokens.findOneBy({ token });
    if (!stored || stored.revoked) throw new UnauthorizedException();
    await this.tokens.update({ id: stored.id }, { revoked: true }); // want: no-token-reuse
    return this.issue(stored.userId);
  }

  // Right: the token is of use to whose statement revokes it.
  async rotate(token: string): Promise<Tokens> {
    const stored = await this.tokens.findOneBy({ token });
    if (!stored) throw new UnauthorizedException();
    const { affected } = await this.tokens.update({ id: stored.id, revoked: false }, { revoked: true });
    if (affected !== 1) throw new UnauthorizedException();
    return this.issue(stored.userId);
  }

  private async issue(userId: number): Promise<Tokens> {
    const refresh = randomUUID();
    await this.tokens.insert({ token: refresh, userId });
    return { access: await this.jwt.signAsync({ sub: userId }, { expiresIn: '15m' }), refresh };
  }
}
