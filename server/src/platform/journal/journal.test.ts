import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ManualClock, SeededRandom, systemClock } from '@trunkline/kit';
import { atScale } from '@trunkline/test-kit';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeDisk } from './fake-disk.ts';
import { FolderLocked, Journal, JournalReader, type JournalRefusal } from './index.ts';
import { numbered, readAll } from './journal-records.fixture.ts';
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

function torn(from: number, count: number): string[] {
  return numbered(from, count).map((record) => String(record).padEnd(tornLength, '.'));
}

/** Ten records in segment 1. */
async function writtenDisk(): Promise<FakeDisk> {
  const disk = new FakeDisk(new SeededRandom(1));
  const journal = await Journal.open({ folder, clock: systemClock, disk, segmentBytes: smallSegment });
  for (const record of torn(0, 10)) await journal.append(Buffer.from(record));
  return disk;
}
