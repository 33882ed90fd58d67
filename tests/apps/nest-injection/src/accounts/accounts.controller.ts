import { Body, Controller, Get, HttpCode, ParseIntPipe, Post, UseGuards } from '@nestjs/common';
import { type AuthUser, CurrentUser, JwtAuthGuard } from '@common/auth';
import { AccountsService } from './accounts.service';

@Controller('accounts')
@UseGuards(JwtAuthGuard)
export class AccountsController {
  constructor(private readonly accounts: AccountsService) {}

  @Get('mine')
  show(@CurrentUser() user: AuthUser) {
    return this.accounts.get(user.id);
  }

  @Post('withdraw')
  withdraw(@CurrentUser() user: AuthUser, @Body('amount', ParseIntPipe) amount: number) {
    return this.accounts.withdraw(user.id, amount);
  }

  @Post('deposit')
  deposit(@CurrentUser() user: AuthUser, @Body('amount', ParseIntPipe) amount: number) {
    return this.accounts.deposit(user.id, amount);
  }

  @Post('fee')
  payFee(@CurrentUser('id') ownerId: number) {
    return this.accounts.payFee(ownerId, 1);
  }

  @Post('pay')
  @HttpCode(204)
  pay(@CurrentUser('id') ownerId: number, @Body('amount', ParseIntPipe) amount: number) {
    return this.accounts.pay(ownerId, amount);
  }

  @Post('round')
  round(@CurrentUser('id') ownerId: number) {
    return this.accounts.round(ownerId);
  }

  @Post('transfer')
  transfer(@CurrentUser() user: AuthUser, @Body() body: { to: number; amount: number }) {
    return this.accounts.transfer(user.id, body.to, body.amount);
  }

  @Post('settle')
  settle(@CurrentUser() user: AuthUser, @Body('amount', ParseIntPipe) amount: number) {
    return this.accounts.settle(user.id, amount);
  }

  @Post('reserve')
  reserve(@CurrentUser() user: AuthUser, @Body('amount', ParseIntPipe) amount: number) {
    return this.accounts.reserve(user.id, amount);
  }

  @Post('reserve-loosely')
  reserveLoosely(@CurrentUser() user: AuthUser, @Body('amount', ParseIntPipe) amount: number) {
    return this.accounts.reserveLoosely(user.id, amount);
  }

  @Post('charge')
  charge(@CurrentUser() user: AuthUser, @Body('amount', ParseIntPipe) amount: number) {
    return this.accounts.charge(user.id, amount);
  }

  @Post('close')
  close(@CurrentUser('id') ownerId: number) {
    return this.accounts.close(ownerId);
  }
}
