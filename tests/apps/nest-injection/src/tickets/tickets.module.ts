import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module';
import { SEAT_STORE } from './seat-store';
import { SeatEntity } from './seat.entity';
import { TicketsController } from './tickets.controller';
import { TicketsService } from './tickets.service';
import { TypeormSeatStore } from './typeorm-seat-store';

@Module({
  imports: [TypeOrmModule.forFeature([SeatEntity]), AuthModule],
  controllers: [TicketsController],
  providers: [TicketsService, { provide: SEAT_STORE, useClass: TypeormSeatStore }],
})
export class TicketsModule {}
