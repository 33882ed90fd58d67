import rule from '../../../rules/no-check-then-act.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-check-then-act', rule, {
  valid: [
    {
      name: 'a bid that stands in the filter',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Auction = mongoose.model('Auction', new mongoose.Schema({ highestBid: Number, bidder: String }));

app.post('/auctions/:id/bids', async (req, res) => {
  const { amount } = req.body;
  const auction = await Auction.findOneAndUpdate({ _id: req.params.id, highestBid: { $lt: amount } }, { highestBid: amount, bidder: req.user.id });
  res.sendStatus(auction ? 204 : 409);
});`,
    },
  ],
  invalid: [
    {
      name: 'a bid over the highest one',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Auction = mongoose.model('Auction', new mongoose.Schema({ highestBid: Number, bidder: String }));

app.post('/auctions/:id/bids', async (req, res) => {
  const auction = await Auction.findById(req.params.id);
  if (req.body.amount <= auction.highestBid) return res.sendStatus(409);
  auction.highestBid = req.body.amount;
  auction.bidder = req.user.id;
  await auction.save();
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'saved',
          data: {
            state: '`highestBid` of `Auction`',
            readAt: 'on line 11',
            checkedAt: 'on line 12',
            write: 'this `save()`',
            after: ' after `requireUser`',
            condition: '`highestBid < …`',
          },
          line: 15,
          column: 9,
          endLine: 15,
          endColumn: 21,
        },
      ],
    },
    {
      name: 'a seat of a list is booked',
      code: `import express from 'express';
import mongoose from 'mongoose';
import { requireUser } from './auth';

const app = express();
app.use(express.json(), requireUser);

const Show = mongoose.model('Show', new mongoose.Schema({ seats: [{ number: Number, bookedBy: String }] }));

app.post('/shows/:id/book', async (req, res) => {
  const show = await Show.findById(req.params.id);
  const seat = show.seats.find((candidate) => candidate.number === req.body.seat);
  if (seat.bookedBy) return res.sendStatus(409);
  seat.bookedBy = req.user.id;
  await show.save();
  res.sendStatus(204);
});`,
      errors: [
        {
          messageId: 'saved',
          data: {
            state: '`bookedBy` of `Show`',
            readAt: 'on line 11',
            checkedAt: 'on line 13',
            write: 'this `save()`',
            after: ' after `requireUser`',
            condition: '`bookedBy` still unset',
          },
          line: 15,
          column: 9,
          endLine: 15,
          endColumn: 18,
        },
      ],
    },
  ],
});
