import { ManualClock } from '@trunkline/kit';
import { describe, expect, it } from 'vitest';
import { BoundedNotices } from './bounded-notices.ts';

describe('bounded notices', () => {
  it('tell the first few of each kind, and later how many were kept back', () => {
    const clock = new ManualClock(0);
    const notices = new BoundedNotices(clock);
    const told: string[] = [];
    const flood = (kind: string): void => {
      for (let i = 0; i < 100; i++) notices.tell(kind, (kept) => told.push(`${kind} ${kept}`));
    };
    flood('a');
    flood('b');
    expect(told).toEqual([...Array<string>(5).fill('a 0'), ...Array<string>(5).fill('b 0')]);
    clock.advance(10_000);
    notices.tell('a', (kept) => told.push(`a ${kept}`));
    notices.tell('a', (kept) => told.push(`a ${kept}`));
    expect(told.slice(10)).toEqual(['a 95', 'a 0']);
  });

  it('stay bounded whatever number of kinds come in turn', () => {
    const clock = new ManualClock(0);
    const notices = new BoundedNotices(clock);
    let told = 0;
    for (let round = 0; round < 20; round++) {
      for (let kind = 0; kind < 2_000; kind++) notices.tell(`kind ${kind}`, () => told++);
    }
    expect(told).toBeLessThanOrEqual(5 * 1_001);
    clock.advance(10_000);
    const before = told;
    notices.tell('kind 1999', () => told++);
    expect(told).toBe(before + 1);
  });
});
