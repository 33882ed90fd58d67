import type { Request, Response } from 'express';
import type { OrderService } from '../services/index.js';

export class OrderController {
  constructor(private readonly service: OrderService) {}

  async list(req: Request, res: Response): Promise<void> {
    res.json(await this.service.list(req.user.id));
  }

  async place(req: Request, res: Response): Promise<void> {
    res.status(201).json(await this.service.place(req.user.id, Number(req.body.productId), Number(req.body.quantity)));
  }

  async placeSafely(req: Request, res: Response): Promise<void> {
    res.status(201).json(await this.service.placeSafely(req.user.id, Number(req.body.productId), Number(req.body.quantity)));
  }

  async cancel(req: Request, res: Response): Promise<void> {
    await this.service.cancel(Number(req.params['id']), req.user.id);
    res.sendStatus(204);
  }

  async pay(req: Request, res: Response): Promise<void> {
    await this.service.pay(Number(req.params['id']), req.user.id);
    res.sendStatus(204);
  }

  async annotate(req: Request, res: Response): Promise<void> {
    await this.service.annotate(Number(req.params['id']), req.user.id, String(req.body.note));
    res.sendStatus(204);
  }

  async clearNote(req: Request, res: Response): Promise<void> {
    await this.service.clearNote(Number(req.params['id']), req.user.id);
    res.sendStatus(204);
  }

  async reopen(req: Request, res: Response): Promise<void> {
    await this.service.reopen(Number(req.params['id']), req.user.id);
    res.sendStatus(204);
  }
}
