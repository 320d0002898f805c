import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock, SeededRandom, systemClock } from '@trunkline/kit';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeDisk } from './fake-disk.ts';
import { FolderLocked, Journal, JournalReader, JournalRefusal, type JournalFault } from './index.ts';
import { recordChecksum, recordHeaderLength, segmentHeaderLength, segmentName } from './segment.ts';

const folder = '/journal';
const smallSegment = 4096;
/** Of the records that are torn and flipped: short ones, or as long as an accounting packet. */
const tornLength = atScale({ ci: 5, full: 330 });

afterEach(() => {
  for (const path of folders.splice(0)) rmSync(path, { recursive: true, force: true });
});

describe('what is acknowledged', () => {
  it('is read back in order, across segments and restarts', async () => {
    const path = temporaryFolder();
    for (const part of [0, 1]) {
      const journal = await Journal.open({ folder: path, clock: systemClock, segmentBytes: smallSegment });
      await Promise.all(numbered(part * 100, 100).map((record) => journal.append(record)));
      await journal.close();
    }
    const reader = new JournalReader({ folder: path, clock: systemClock });
    expect(await readAll(reader)).toEqual(numbered(0, 200).map(String));
    await reader.close();
  });

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

  it('is confirmed only after a sync that covers it', async () => {
    const disk = new FakeDisk(new SeededRandom(1));
    const journal = await Journal.open({ folder, clock: systemClock, disk, segmentBytes: smallSegment });
    const order: string[] = [];
    disk.onSync = () => order.push('sync');
    await Promise.all([
      journal.append(Buffer.from('a')).then(() => order.push('a')),
      journal.append(Buffer.from('b')).then(() => order.push('b')),
    ]);
    expect(order).toEqual(['sync', 'a', 'b']);
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

describe('a reader', () => {
  it('A6: a tail torn at any byte ends the reading before it and hides nothing that follows', async () => {
    const whole = await writtenDisk();
    const path = join(folder, segmentName(1));
    const end = segmentHeaderLength + 10 * (recordHeaderLength + tornLength);
    for (let cut = end - 3 * (recordHeaderLength + tornLength); cut < end; cut++) {
      const disk = await writtenDisk();
      disk.corrupt(path, (bytes) => bytes.fill(0, cut));
      await (
        await Journal.open({ folder, clock: systemClock, disk, segmentBytes: smallSegment })
      ).append(Buffer.from('later'));
      const sound = Math.floor((cut - segmentHeaderLength) / (recordHeaderLength + tornLength));
      const reader = new JournalReader({ folder, clock: systemClock, disk });
      expect(await readAll(reader), `cut at ${cut}`).toEqual([...torn(0, sound), 'later']);
    }
    expect(whole.bytesOf(path).length).toBeGreaterThan(end);
  });

  it('A6: any flipped bit costs one record, is counted, and the records behind it are read', async () => {
    const path = join(folder, segmentName(1));
    const victimAt = segmentHeaderLength + 4 * (recordHeaderLength + tornLength);
    for (let bit = 0; bit < (recordHeaderLength + tornLength) * 8; bit++) {
      const disk = await writtenDisk();
      disk.corrupt(path, (bytes) => {
        bytes[victimAt + (bit >> 3)]! ^= 1 << (bit & 7);
        return bytes;
      });
      await Journal.open({ folder, clock: systemClock, disk, segmentBytes: smallSegment });
      const damage = { bytes: 0 };
      const texts = await readAll(new JournalReader({ folder, clock: systemClock, disk }), damage);
      expect(texts, `bit ${bit}`).toEqual(torn(0, 10).toSpliced(4, 1));
      expect(damage.bytes).toBe(recordHeaderLength + tornLength);
    }
  });

  it('waits at damage in the segment being written, which may be a write under way, and then skips it', async () => {
    const disk = await writtenDisk();
    disk.corrupt(join(folder, segmentName(1)), (bytes) => {
      bytes[segmentHeaderLength + recordHeaderLength]! ^= 1;
      return bytes;
    });
    const clock = new ManualClock(0);
    const reader = new JournalReader({ folder, clock, disk });
    expect(await readAll(reader)).toEqual([]);
    clock.advance(5_000);
    expect(await readAll(reader)).toEqual(torn(1, 9));
  });

  it('never takes what a sender wrote inside a record for a record of its own', async () => {
    const disk = new FakeDisk(new SeededRandom(1));
    const journal = await Journal.open({ folder, clock: systemClock, disk, segmentBytes: smallSegment });
    // A record as an outsider would forge it: without the journal's id the checksum cannot be right.
    const forged = Buffer.alloc(recordHeaderLength + 6);
    forged.writeUInt32BE(6, 0);
    forged.write('forged', recordHeaderLength);
    forged.writeUInt32BE(recordChecksum(0, Buffer.from('forged')), 4);
    await journal.append(forged);
    await journal.append(Buffer.from('sound'));
    disk.corrupt(join(folder, segmentName(1)), (bytes) => {
      bytes[segmentHeaderLength + 5]! ^= 1;
      return bytes;
    });
    await Journal.open({ folder, clock: systemClock, disk, segmentBytes: smallSegment });
    expect(await readAll(new JournalReader({ folder, clock: systemClock, disk }))).toEqual(['sound']);
  });

  it('goes on from a stored position and deletes only what it is told, never the newest', async () => {
    const disk = new FakeDisk(new SeededRandom(1));
    const journal = await Journal.open({ folder, clock: systemClock, disk, segmentBytes: smallSegment });
    const records = numbered(0, 900);
    for (const record of records) await journal.append(record);
    const reader = new JournalReader({ folder, clock: systemClock, disk });
    const first = (await reader.read(undefined, 100))!;
    const second = new JournalReader({ folder, clock: systemClock, disk });
    const rest = await readAll(second, undefined, first.next);
    expect([...first.records.map(String), ...rest]).toEqual(records.map(String));
    await second.deleteBefore(1_000);
    expect(await disk.list(folder)).toContain(segmentName(journal.stats().segment!));
    expect(await readAll(second, undefined, first.next)).not.toContain('00100');
  });

  it('reads a folder that was emptied by hand as a new journal', async () => {
    const path = temporaryFolder();
    const first = await Journal.open({ folder: path, clock: systemClock });
    await first.close();
    const reader = new JournalReader({ folder: path, clock: systemClock });
    expect((await reader.read(undefined, 10))?.journalId).toBe(first.id);
    for (const name of readdirSync(path)) if (name.endsWith('.journal')) rmSync(join(path, name));
    const second = await Journal.open({ folder: path, clock: systemClock });
    await second.append(Buffer.from('new'));
    await second.close();
    expect(second.id).not.toBe(first.id);
    await reader.close();
    const next = new JournalReader({ folder: path, clock: systemClock });
    expect(await readAll(next)).toEqual(['new']);
    await next.close();
  });
});

describe('a folder', () => {
  it('belongs to one journal at a time', async () => {
    const path = temporaryFolder();
    const journal = await Journal.open({ folder: path, clock: systemClock });
    await expect(Journal.open({ folder: path, clock: systemClock })).rejects.toThrow(FolderLocked);
    await journal.close();
    await (await Journal.open({ folder: path, clock: systemClock })).close();
  });

  it('left locked by a dead process is taken over, one held by a live process is not', async () => {
    const path = temporaryFolder();
    writeFileSync(join(path, 'lock'), '999999 gone:1');
    await (await Journal.open({ folder: path, clock: systemClock })).close();
    writeFileSync(join(path, 'lock'), `${process.ppid} another-boot:1`);
    await (await Journal.open({ folder: path, clock: systemClock })).close();
  });
});

describe('a record', () => {
  it('that does not fit the waiting group is refused at once, and so is one that is too long', async () => {
    const disk = new FakeDisk(new SeededRandom(1));
    const journal = await Journal.open({ folder, clock: systemClock, disk, segmentBytes: smallSegment });
    const outcomes: (JournalRefusal | undefined)[] = [];
    for (let i = 0; i < 5; i++) journal.append(Buffer.alloc(1_000), (refusal) => outcomes.push(refusal));
    journal.append(Buffer.alloc(8_193), (refusal) => outcomes.push(refusal));
    expect(outcomes.map((refusal) => refusal?.kind)).toEqual(['too_busy', 'too_long']);
    await journal.close();
    expect(outcomes.filter((refusal) => refusal === undefined)).toHaveLength(4);
    await expect(journal.append(Buffer.from('x'))).rejects.toMatchObject({ kind: 'closed' });
  });
});

const folders: string[] = [];

function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'journal-'));
  folders.push(path);
  return path;
}

function numbered(from: number, count: number): Buffer[] {
  return Array.from({ length: count }, (_, i) => Buffer.from(String(from + i).padStart(5, '0')));
}

function torn(from: number, count: number): string[] {
  return numbered(from, count).map((record) => String(record).padEnd(tornLength, '.'));
}

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

/** Ten records in segment 1. */
async function writtenDisk(): Promise<FakeDisk> {
  const disk = new FakeDisk(new SeededRandom(1));
  const journal = await Journal.open({ folder, clock: systemClock, disk, segmentBytes: smallSegment });
  for (const record of torn(0, 10)) await journal.append(Buffer.from(record));
  return disk;
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

async function readAll(
  reader: JournalReader,
  damage: { bytes: number } = { bytes: 0 },
  from?: { segment: number; offset: number },
): Promise<string[]> {
  const texts: string[] = [];
  for (let position = from; ;) {
    const batch = await reader.read(position, 50);
    if (!batch || batch.isAtEnd) return texts;
    texts.push(...batch.records.map(String));
    damage.bytes += batch.damagedBytes;
    position = batch.next;
  }
}
