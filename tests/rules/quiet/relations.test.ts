/** Operations on the rows of a relation write no list back. */

import rule from '../../../rules/no-lost-update.ts';
import { createRuleTester } from '../../rule-tester.ts';

createRuleTester().run('no-lost-update: rows of a relation', rule, {
  valid: [
    {
      name: 'the images that were found are disconnected, not written back',
      code: `
import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export async function replaceImages(req, res) {
  const category = await prisma.category.findFirst({ where: { id: req.params.id }, include: { images: true } });
  await prisma.category.update({
    where: { id: req.params.id },
    data: { images: { disconnect: category.images.map((image) => ({ id: image.id })), connect: req.body.images } },
  });
  res.sendStatus(204);
}
`,
    },
  ],
  invalid: [
    {
      name: 'a list in a column is written back whole',
      code: `
import { PrismaClient } from '@prisma/client';
const prisma = new PrismaClient();
export async function addTag(req, res) {
  const category = await prisma.category.findFirst({ where: { id: req.params.id } });
  await prisma.category.update({ where: { id: req.params.id }, data: { tags: [...category.tags, req.body.tag] } });
  res.sendStatus(204);
}
`,
      errors: [
        {
          messageId: 'rewritten',
          data: { state: '`tags` of `category`', readAt: 'on line 5', write: 'this `update()`', after: '' },
          line: 6,
          column: 9,
          endLine: 6,
          endColumn: 31,
        },
      ],
    },
  ],
});
