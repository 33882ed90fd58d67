/** Conditions given where other versions of a library take options (SHAPES 11, repositories of entities). */
import { describe, expect, it } from 'vitest';
import { findIn } from '../windows/find-windows-in.ts';

function findReads(call: string): readonly string[] {
  return findIn(`
    import { InjectRepository } from '@nestjs/typeorm';
    export class Follows {
      constructor(@InjectRepository(Follow) private readonly follows) {}
      async find(followerId, options) { return this.follows.${call}; }
    }
  `).accesses;
}

describe('the first argument of a TypeORM finder', () => {
  it('holds conditions itself where it has no option', () => {
    expect(findReads('findOne({ followerId, kind: 1 })')).toEqual([
      'select Follow: 4 where followerId = followerId, kind = 1',
    ]);
    expect(findReads('find({ followerId })')).toEqual(['select Follow: 4 where followerId = followerId']);
    expect(findReads('count({ followerId })')).toEqual(['select Follow: 4 where followerId = followerId']);
  });

  it('holds options where it has one', () => {
    expect(findReads('findOne({ where: { followerId }, relations: [] })')).toEqual([
      'select Follow: 4 where followerId = followerId',
    ]);
    expect(findReads("find({ order: { followerId: 'ASC' } })")).toEqual(['select Follow: 4']);
    expect(findReads("findOne({ relations: ['follower'] })")).toEqual(['select Follow: 4']);
  });

  it('may hold either where it is not seen', () => {
    expect(findReads('find({ ...options })')).toEqual(['select Follow: 4 where * = options.where']);
    expect(findReads('find({})')).toEqual(['select Follow: 4']);
  });
});
