import { describe, expect, it } from 'vitest';
import { readPrismaSchema } from '../../src/schema/read-prisma-schema.ts';
import { describeTable } from './describe-table.ts';

const read = (...texts: readonly string[]): readonly (readonly string[])[] =>
  readPrismaSchema(texts).flat().map(describeTable);

describe('readPrismaSchema', () => {
  it('reads models, keys, relations and mapped names', () => {
    const schema = `
datasource db {
  provider = "postgresql"
  url      = env("DATABASE_URL")
}

/// An item of an order. }
model OrderItem { // not the end: }
  id        Int      @id @default(autoincrement()) @map("_id")
  sku       String?  @unique(map: "sku_key") @db.VarChar(20)
  tags      String[]
  link      String   @default("https://shop/{id}?a=1//b@unique") /* @unique */
  user      User     @relation("owner", fields: [userId], references: [id], onDelete: SetNull, onUpdate: NoAction)
  userId    Int      @map("user_id")
  status    Status   @default(OPEN)
  place     Unsupported("geometry(Point, 4326)")?
  version   Int      @default(0)
  label     String   @default("version")
  @@unique([userId, sku(sort: Desc)], name: "owned")
  @@unique(fields: [status, version])
  @@index([status])
  @@map("order_items")
}

model User {
  id    Int         @id
  items OrderItem[] @relation("owner")
}

enum Status {
  OPEN
  CLOSED @map("closed")
}
`;
    expect(read(schema)).toEqual([
      [
        'OrderItem in order_items',
        'id: Int unique as _id',
        'sku: String nullable unique',
        'tags: String',
        'link: String',
        'userId: Int as user_id',
        'status: Status',
        'place: Unsupported nullable',
        'version: Int',
        'label: String',
        'primary (id)',
        'unique (sku) nullable',
        'unique (userId, sku) nullable',
        'unique (status, version)',
        'foreign (userId) to User on delete SET NULL',
        'version version',
      ],
      ['User', 'id: Int unique', 'primary (id)'],
    ]);
  });

  it('reads composite ids, over several lines', () => {
    const schema = `model Membership {
      userId String
      teamId String
      role   String
      @@id(
        [
          userId,
          teamId, // both
        ],
        map: "pk"
      )
    }`;
    expect(read(schema)).toEqual([
      ['Membership', 'userId: String', 'teamId: String', 'role: String', 'primary (userId, teamId)'],
    ]);
  });

  it('tells partial keys from those of every row', () => {
    const schema =
      'model A {\n  id Int @id\n  email String\n  deletedAt DateTime?\n  @@unique([email], where: { deletedAt: null })\n}';
    expect(read(schema)).toEqual([
      [
        'A',
        'id: Int unique',
        'email: String',
        'deletedAt: DateTime nullable',
        'primary (id)',
        'unique (email) partial',
      ],
    ]);
  });

  it('knows the models of other files of the schema', () => {
    expect(
      read(
        'model Post {\n  id Int @id\n  author User @relation(fields: [authorId], references: [id])\n  authorId Int\n}',
        'model User {\n  id Int @id\n  posts Post[]\n}',
      ),
    ).toEqual([
      ['Post', 'id: Int unique', 'authorId: Int', 'primary (id)', 'foreign (authorId) to User'],
      ['User', 'id: Int unique', 'primary (id)'],
    ]);
  });

  it.each([
    [
      'an unfinished file',
      'model A {\n  id Int @id\n  email String @uni',
      ['A', 'id: Int unique', 'email: String', 'primary (id)'],
    ],
    [
      'an open bracket',
      'model A {\n  id Int @id\n  @@unique([a, b\n',
      ['A', 'id: Int unique', 'primary (id)', 'unique (a, b) nullable'],
    ],
    ['a line that is none', 'model A {\n  ???\n  id Int @id\n  !\n}', ['A', 'id: Int unique', 'primary (id)']],
    [
      'an open string',
      'model A {\n  name String @default("x)\n  id Int @id\n}',
      ['A', 'name: String', 'id: Int unique', 'primary (id)'],
    ],
  ])('makes the best of %s', (_, schema, expected) => {
    expect(read(schema)).toEqual([expected]);
  });

  it('has nothing to say about nothing', () => {
    expect(read('')).toEqual([]);
    expect(read('{{{ model')).toEqual([]);
  });
});
