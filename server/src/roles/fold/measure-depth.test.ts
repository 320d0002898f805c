import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock } from '@trunkline/kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeAccountingRecord } from '../../modules/sessions/index.ts';
import { Journal, JournalReader } from '../../platform/journal/index.ts';
import { measureDepth } from './measure-depth.ts';

const clock = new ManualClock(Date.UTC(2026, 0, 1));
let folder = '';
let journal: Journal;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'trunkline-depth-'));
  journal = await Journal.open({ folder, clock });
});
afterEach(async () => {
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
});

function append(length: number): Promise<void> {
  return journal.append(
    encodeAccountingRecord({
      receivedAtMs: clock.now(),
      tenantId: '01890a5d-ac96-774b-bcce-b302099a8057',
      nasId: '01890a5d-ac96-774b-bcce-b302099a8058',
      nasAddress: '192.0.2.1',
      packet: Buffer.alloc(length, 1),
    }),
  );
}

test('what is behind the position is counted, with the age of its oldest record', async () => {
  await append(100);
  clock.advance(30_000);
  await append(100);
  await append(100);
  clock.advance(10_000);
  const whole = await measureDepth({ folder, clock }, undefined);
  expect(whole).toMatchObject({ records: 3, oldestAgeMs: 40_000 });
  const reader = new JournalReader({ folder, clock });
  const { next } = (await reader.read(undefined, 1))!;
  const rest = await measureDepth({ folder, clock }, next);
  expect(rest).toMatchObject({ records: 2, oldestAgeMs: 10_000 });
  const end = (await reader.read(next, 10))!.next;
  await reader.close();
  expect(rest.bytes).toBe(end.offset - next.offset);
  expect(await measureDepth({ folder, clock }, end)).toEqual({ records: 0, bytes: 0, oldestAgeMs: 0 });
});

test('beyond what is counted the rest is estimated by its room', async () => {
  const [groups, inGroup] = [15, 800];
  const records = groups * inGroup;
  for (let group = 0; group < groups; group++) {
    await Promise.all(Array.from({ length: inGroup }, () => append(3_900)));
  }
  const { records: found, bytes } = await measureDepth({ folder, clock }, undefined);
  expect(found).toBeGreaterThan(records * 0.6);
  expect(found).toBeLessThan(records * 1.6);
  expect(bytes).toBeGreaterThan(records * 3_900 * 0.6);
});
