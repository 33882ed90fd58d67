import type { Request, Response } from 'express';
import { HttpError } from '../errors.js';
import type { WalletService } from '../services/index.js';

export class WalletController {
  constructor(private readonly service: WalletService) {}

  show = async (req: Request, res: Response): Promise<void> => {
    res.json(await this.service.get(req.user.id));
  };

  withdraw = async (req: Request, res: Response): Promise<void> => {
    res.json({ balance: await this.service.withdraw(req.user.id, readAmount(req)) });
  };

  deposit = async (req: Request, res: Response): Promise<void> => {
    await this.service.deposit(req.user.id, readAmount(req));
    res.sendStatus(204);
  };

  payFee = async (req: Request, res: Response): Promise<void> => {
    await this.service.payFee(req.user.id, 1);
    res.sendStatus(204);
  };

  pay = async (req: Request, res: Response): Promise<void> => {
    await this.service.pay(req.user.id, readAmount(req));
    res.sendStatus(204);
  };

  payPolitely = async (req: Request, res: Response): Promise<void> => {
    await this.service.payPolitely(req.user.id, readAmount(req));
    res.sendStatus(204);
  };

  refund = async (req: Request, res: Response): Promise<void> => {
    await this.service.refund(req.user.id, readAmount(req));
    res.sendStatus(204);
  };

  reserve = async (req: Request, res: Response): Promise<void> => {
    await this.service.reserve(req.user.id, readAmount(req));
    res.sendStatus(204);
  };
}

function readAmount(req: Request): number {
  const amount = Number(req.body.amount);
  if (!Number.isInteger(amount) || amount <= 0) throw new HttpError(400, 'amount must be a whole number above zero');
  return amount;
}
