import { Controller, Inject, Param, ParseIntPipe, Post, UseGuards } from '@nestjs/common';
import { type AuthUser, CurrentUser, JwtAuthGuard } from '@common/auth';
import { TicketsService } from './tickets.service';

@Controller('shows')
export class TicketsController {
  @Inject(TicketsService)
  private readonly tickets: TicketsService;

  @Post(':showId/book')
  @UseGuards(JwtAuthGuard)
  book(@Param('showId', ParseIntPipe) showId: number, @CurrentUser() user: AuthUser) {
    return this.tickets.book(showId, user.id);
  }

  @Post(':showId/book-free')
  @UseGuards(JwtAuthGuard)
  bookFree(@Param('showId', ParseIntPipe) showId: number, @CurrentUser() user: AuthUser) {
    return this.tickets.bookFree(showId, user.id);
  }
}
