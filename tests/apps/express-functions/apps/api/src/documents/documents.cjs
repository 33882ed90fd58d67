'use strict';

const { prisma } = require('../lib/prisma');

const documents = {
  async assertEditable(id, callerId) {
    const document = await prisma.document.findUnique({ where: { id } });
    if (!document) throw Object.assign(new Error('no such document'), { status: 404 });
    if (document.ownerId !== callerId) throw Object.assign(new Error('forbidden'), { status: 403 });
  },

  // Wrong: whoever owned the document when it was asked for may have given it away.
  async rename(id, callerId, title) {
    await documents.assertEditable(id, callerId);
    return prisma.document.update({ where: { id }, data: { title } }); // want: no-split-ownership-check
  },

  // Right: the owner stands in the statement.
  async renameOwn(id, ownerId, title) {
    await documents.assertEditable(id, ownerId);
    const { count } = await prisma.document.updateMany({ where: { id, ownerId }, data: { title } });
    return count === 1;
  },

  // Wrong: two lines at once, and one is lost.
  async append(id, ownerId, line) {
    const document = await prisma.document.findFirst({ where: { id, ownerId } });
    if (!document) return false;
    const { count } = await prisma.document.updateMany({ where: { id, ownerId }, data: { body: `${document.body}\n${line}` } }); // want: no-lost-update
    return count === 1;
  },

  // Right: written only over what was read.
  async appendOnce(id, ownerId, line) {
    const document = await prisma.document.findFirst({ where: { id, ownerId } });
    if (!document) return false;
    const { count } = await prisma.document.updateMany({
      where: { id, ownerId, body: document.body },
      data: { body: `${document.body}\n${line}` },
    });
    return count === 1;
  },
};

module.exports = documents;
