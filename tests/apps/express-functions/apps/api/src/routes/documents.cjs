'use strict';

const express = require('express');
const { callerOf, requireToken } = require('../lib/auth');
const documents = require('../documents/documents.cjs');

const router = express.Router();

router.use(requireToken);

router.put('/:id/title', async (req, res) => {
  res.json(await documents.rename(Number(req.params.id), callerOf(req), req.body.title));
});

router.put('/:id/own-title', async (req, res) => {
  res.sendStatus((await documents.renameOwn(Number(req.params.id), callerOf(req), req.body.title)) ? 204 : 404);
});

router.post('/:id/lines', async (req, res) => {
  res.sendStatus((await documents.append(Number(req.params.id), callerOf(req), req.body.line)) ? 204 : 404);
});

router.post('/:id/lines-once', async (req, res) => {
  res.sendStatus((await documents.appendOnce(Number(req.params.id), callerOf(req), req.body.line)) ? 204 : 409);
});

module.exports = router;
