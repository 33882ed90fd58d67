import { describe, expect, it } from 'vitest';
import { findWindows } from '../windows/find-windows-in.ts';

/** A row is searched by its e-mail, and where there is none it is inserted: certain only where the class is known to have no such key. */
function typeorm(entity: string): readonly string[] {
  return findWindows(`import { Repository, Entity, Column, PrimaryGeneratedColumn, PrimaryColumn, Unique, Index, OneToOne, JoinColumn } from 'typeorm'; import { InjectRepository } from '@nestjs/typeorm'; import { options } from './options';
    ${entity}
    export class Users {
      constructor(@InjectRepository(User) private users: Repository<User>) {}
      async register(email: string, tenant: string) {
        const known = await this.users.findOne({ where: { email, tenant } });
        if (known) throw new Error('taken');
        await this.users.save({ email, tenant });
      }
    }
  `);
}

function mongoose(schema: string, after = ''): readonly string[] {
  return findWindows(`import { InjectModel, Prop, Schema, SchemaFactory } from '@nestjs/mongoose'; import { Model } from 'mongoose'; import { options } from './options';
    ${schema} const UserSchema = SchemaFactory.createForClass(User); ${after}
    export class Users {
      constructor(@InjectModel(User.name) private users: Model<User>) {}
      async register(email: string, tenant: string) {
        const known = await this.users.findOne({ email, tenant });
        if (known) throw new Error('taken');
        await this.users.create({ email, tenant });
      }
    }
  `);
}

function sequelize(model: string): readonly string[] {
  return findWindows(`import { Column, Index, Model, PrimaryKey, Table, Unique } from 'sequelize-typescript'; import { InjectModel } from '@nestjs/sequelize';
    ${model}
    export class Users {
      constructor(@InjectModel(User) private users: typeof User) {}
      async register(email: string, tenant: string) {
        const known = await this.users.findOne({ where: { email, tenant } });
        if (known) throw new Error('taken');
        await this.users.create({ email, tenant });
      }
    }
  `);
}

const open = ['guard certain -: read 6, written 8'];
const closed = ['guard certain -: read 6, written 8 [unique-key]'];
const unknown = ['guard possible -: read 6, written 8'];

describe('entities with annotations', () => {
  it.each([
    [
      'no key of it',
      '@Entity() class User { @PrimaryGeneratedColumn() id: number; @Column() email: string; @Column() tenant: string }',
      open,
    ],
    [
      'an index that is not unique',
      '@Entity() @Index(["email"]) class User { @PrimaryGeneratedColumn() id: number; @Column() email: string; @Index() @Column() tenant: string }',
      open,
    ],
    [
      'a unique column',
      '@Entity() class User { @PrimaryGeneratedColumn() id: number; @Column({ unique: true }) email: string; @Column() tenant: string }',
      closed,
    ],
    [
      'a unique column of other columns',
      '@Entity() class User { @PrimaryGeneratedColumn() id: number; @Column() email: string; @Column({ unique: true }) phone: string }',
      open,
    ],
    [
      '@Unique of the class',
      '@Entity() @Unique(["email", "tenant"]) class User { @PrimaryGeneratedColumn() id: number; @Column() email: string; @Column() tenant: string }',
      closed,
    ],
    [
      '@Unique of the class, with a name',
      '@Entity() @Unique("one", ["email", "tenant"]) class User { @PrimaryGeneratedColumn() id: number; @Column() email: string; @Column() tenant: string }',
      closed,
    ],
    [
      '@Unique of the field',
      '@Entity() class User { @PrimaryGeneratedColumn() id: number; @Unique() @Column() email: string; @Column() tenant: string }',
      closed,
    ],
    [
      'a unique index of the class',
      '@Entity() @Index(["email", "tenant"], { unique: true }) class User { @PrimaryGeneratedColumn() id: number; @Column() email: string; @Column() tenant: string }',
      closed,
    ],
    [
      'a unique index of the field',
      '@Entity() class User { @PrimaryGeneratedColumn() id: number; @Index({ unique: true }) @Column() email: string; @Column() tenant: string }',
      closed,
    ],
    ['a primary column', '@Entity() class User { @PrimaryColumn() email: string; @Column() tenant: string }', closed],
    [
      'a key of the class it extends',
      'class Base { @PrimaryGeneratedColumn() id: number; @Column({ unique: true }) email: string } @Entity() class User extends Base { @Column() tenant: string }',
      closed,
    ],
    [
      'columns that are made elsewhere',
      '@Entity() class User { @PrimaryGeneratedColumn() id: number; @Column(options) email: string; @Column() tenant: string }',
      unknown,
    ],
    [
      'a class that cannot be read',
      'import { Base } from "./base"; @Entity() class User extends Base { @Column() tenant: string }',
      unknown,
    ],
    [
      'an annotation of its own that makes keys',
      '@Entity() @UniqueAmong("email") class User { @PrimaryGeneratedColumn() id: number; @Column() email: string }',
      unknown,
    ],
  ])('%s', (_name, entity, found) => {
    expect(typeorm(entity)).toEqual(found);
  });
});

describe('Mongoose classes', () => {
  it.each([
    [
      'no key of it',
      '@Schema() class User { @Prop({ required: true }) email: string; @Prop() tenant: string }',
      '',
      open,
    ],
    [
      'a unique path',
      '@Schema() class User { @Prop({ required: true, unique: true }) email: string; @Prop() tenant: string }',
      '',
      closed,
    ],
    [
      'a unique index of the schema',
      '@Schema() class User { @Prop() email: string; @Prop() tenant: string }',
      'UserSchema.index({ email: 1, tenant: 1 }, { unique: true });',
      closed,
    ],
    [
      'an index of the schema that is not unique',
      '@Schema() class User { @Prop() email: string; @Prop() tenant: string }',
      'UserSchema.index({ email: 1 });',
      open,
    ],
    [
      'paths that are made elsewhere',
      '@Schema() class User { @Prop(options) email: string; @Prop() tenant: string }',
      '',
      unknown,
    ],
  ])('%s', (_name, schema, after, found) => {
    expect(mongoose(schema, after)).toEqual(found);
  });
});

describe('Sequelize classes', () => {
  it.each([
    ['no key of it', '@Table class User extends Model { @Column email: string; @Column tenant: string }', open],
    [
      'a unique column',
      '@Table class User extends Model { @Column({ unique: true, allowNull: false }) email: string; @Column tenant: string }',
      closed,
    ],
    ['@Unique', '@Table class User extends Model { @Unique @Column email: string; @Column tenant: string }', closed],
    [
      '@Unique with a name that columns share',
      '@Table class User extends Model { @Unique("one") @Column email: string; @Unique("one") @Column tenant: string }',
      closed,
    ],
    [
      'a unique index of the table',
      '@Table({ indexes: [{ unique: true, fields: ["email", "tenant"] }] }) class User extends Model { @Column email: string; @Column tenant: string }',
      closed,
    ],
    [
      'indexes that are made elsewhere',
      '@Table({ indexes: makeIndexes() }) class User extends Model { @Column email: string; @Column tenant: string }',
      unknown,
    ],
  ])('%s', (_name, model, found) => {
    expect(sequelize(model)).toEqual(found);
  });
});
