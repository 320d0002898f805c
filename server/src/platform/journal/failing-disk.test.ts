import { ManualClock, SeededRandom, systemClock } from '@trunkline/kit';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { describe, expect, it } from 'vitest';
import { FakeDisk } from './fake-disk.ts';
import { Journal, JournalReader, JournalRefusal, type JournalFault } from './index.ts';
import { numbered, readAll } from './journal-records.fixture.ts';

const folder = '/journal';
const smallSegment = 4096;

describe('what is acknowledged', () => {
  it('A2: survives a loss of power at any moment', async () => {
    const seeds = atScale({ ci: 500, full: 10_000 });
    const firstSeed = faultSeed('A2');
    let total = 0;
    for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
      const random = new SeededRandom(seed);
      const disk = new FakeDisk(random);
      const journal = await Journal.open({ folder, clock: systemClock, disk, segmentBytes: 2048 });
      let syncs = 1 + random.integer(12);
      disk.onSync = () => {
        if (--syncs === 0) disk.losePower();
      };
      const acknowledged = await appendWaves(journal, random);
      disk.onSync = () => {};
      const next = await Journal.open({ folder, clock: systemClock, disk, segmentBytes: 2048 });
      await next.append(Buffer.from('after'));
      const survived = await readAll(new JournalReader({ folder, clock: systemClock, disk }));
      expect(survived, `seed ${seed}`).toEqual(expect.arrayContaining([...acknowledged, 'after']));
      expect(new Set(survived).size, `seed ${seed}`).toBe(survived.length);
      total += acknowledged.length;
    }
    recordFigures('A2', { powerLosses: seeds, acknowledged: total, lost: 0 });
  });
});

describe('a disk that fails', () => {
  it('A3: a failed sync is never retried: its group is refused and the next goes to a new segment', async () => {
    const disk = new FakeDisk(new SeededRandom(1));
    const clock = new ManualClock(0);
    const faults: JournalFault[] = [];
    const journal = await Journal.open({
      folder,
      clock,
      disk,
      segmentBytes: smallSegment,
      onFault: (fault) => faults.push(fault),
    });
    await journal.append(Buffer.from('before'));
    disk.failSync = () => 'EIO';
    await expect(journal.append(Buffer.from('lost'))).rejects.toMatchObject({ kind: 'disk' });
    disk.failSync = () => undefined;
    await expect(journal.append(Buffer.from('too early'))).rejects.toMatchObject({ kind: 'disk' });
    clock.advance(1_000);
    await journal.append(Buffer.from('after'));
    expect(faults).toMatchObject([{ kind: 'write', segment: 1 }]);
    expect(journal.stats()).toMatchObject({ badSegments: 1, records: 2, refused: { disk: 2 } });
    expect(await readAll(new JournalReader({ folder, clock, disk }))).toEqual(['before', 'after']);
  });

  it('A3: whichever sync fails, what was acknowledged survives a loss of power, and nothing else was', async () => {
    const runs = atScale({ ci: 60, full: 5_000 });
    const firstSeed = faultSeed('A3');
    let refused = 0;
    for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
      const random = new SeededRandom(seed);
      const disk = new FakeDisk(random);
      const clock = new ManualClock(0);
      const journal = await Journal.open({ folder, clock, disk, segmentBytes: 2048 });
      let syncs = 1 + random.integer(20);
      let acknowledgedAfter = 0;
      disk.failSync = () => (--syncs === 0 ? 'EIO' : undefined);
      const acknowledged = await appendWaves(journal, random, () => {
        // Until another segment is in use nothing more may be acknowledged.
        if (journal.stats().segment === undefined) acknowledgedAfter++;
        clock.advance(random.integer(600));
      });
      expect(acknowledgedAfter, `seed ${seed}`).toBe(0);
      refused += journal.stats().refused.disk;
      disk.failSync = () => undefined;
      disk.losePower();
      const next = await Journal.open({ folder, clock, disk, segmentBytes: 2048 });
      await next.append(Buffer.from('after'));
      const survived = await readAll(new JournalReader({ folder, clock, disk }));
      expect(survived, `seed ${seed}`).toEqual(expect.arrayContaining([...acknowledged, 'after']));
      expect(new Set(survived).size, `seed ${seed}`).toBe(survived.length);
    }
    expect(refused).toBeGreaterThan(0);
    recordFigures('A3', { failedSyncs: runs, refused });
  });

  it('A4: at whatever byte the disk is full, the journal goes on when space returns', async () => {
    const runs = atScale({ ci: 10, full: 2_000 });
    const firstSeed = faultSeed('A4');
    let total = 0;
    for (let seed = firstSeed; seed < firstSeed + runs; seed++) {
      const random = new SeededRandom(seed);
      const disk = new FakeDisk(random);
      const clock = new ManualClock(0);
      const journal = await Journal.open({ folder, clock, disk, segmentBytes: smallSegment });
      disk.spaceBytes = 2 * smallSegment + random.integer(4 * smallSegment);
      const acknowledged = await appendUntilRefused(journal);
      disk.spaceBytes = Infinity;
      clock.advance(1_000);
      await journal.append(Buffer.from('again'));
      const found = await readAll(new JournalReader({ folder, clock, disk }));
      expect(found, `seed ${seed}`).toEqual([...acknowledged, 'again']);
      total += acknowledged.length;
    }
    recordFigures('A4', { fullDisks: runs, acknowledged: total, lost: 0 });
  });

  it('A4: a full disk refuses records and takes them again when space returns, without a restart', async () => {
    const disk = new FakeDisk(new SeededRandom(1));
    const clock = new ManualClock(0);
    const journal = await Journal.open({ folder, clock, disk, segmentBytes: smallSegment });
    disk.spaceBytes = 3 * smallSegment;
    const acknowledged = await appendUntilRefused(journal);
    disk.spaceBytes = Infinity;
    clock.advance(1_000);
    await journal.append(Buffer.from('again'));
    expect(await readAll(new JournalReader({ folder, clock, disk }))).toEqual([...acknowledged, 'again']);
  });

  it('refuses at its ceiling and goes on when the fold has deleted segments', async () => {
    const disk = new FakeDisk(new SeededRandom(1));
    const clock = new ManualClock(0);
    const faults: string[] = [];
    const journal = await Journal.open({
      folder,
      clock,
      disk,
      segmentBytes: smallSegment,
      maxBytes: 4 * smallSegment,
      onFault: ({ kind }) => faults.push(kind),
    });
    const acknowledged = await appendUntilRefused(journal);
    expect(faults).toEqual(['ceiling', 'segment']);
    const reader = new JournalReader({ folder, clock, disk });
    expect(await readAll(reader)).toEqual(acknowledged);
    expect(await reader.deleteBefore(99)).toBe(3);
    clock.advance(1_000);
    await journal.append(Buffer.from('again'));
  });
});

/** Fifteen waves of records, of which it answers those that were acknowledged. */
async function appendWaves(
  journal: Journal,
  random: SeededRandom,
  onAcknowledged: () => void = () => {},
): Promise<string[]> {
  const acknowledged: string[] = [];
  for (let wave = 0; wave < 15; wave++) {
    const records = numbered(wave * 10, 1 + random.integer(9));
    await Promise.allSettled(
      records.map(async (record) => {
        await journal.append(record);
        acknowledged.push(String(record));
        onAcknowledged();
      }),
    );
  }
  return acknowledged;
}

async function appendUntilRefused(journal: Journal): Promise<string[]> {
  const acknowledged: string[] = [];
  for (const record of numbered(0, 2_000)) {
    try {
      await journal.append(record);
    } catch (error) {
      expect(error).toBeInstanceOf(JournalRefusal);
      return acknowledged;
    }
    acknowledged.push(String(record));
  }
  throw new Error('the disk took everything');
}
