import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cryptoRandom, SeededRandom } from '@trunkline/kit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SnapshotRow } from '../snapshot/snapshot-rows.ts';
import type { ReadResult } from './read-snapshot-file.ts';
import { SnapshotFile } from './snapshot-file.ts';

const key = Buffer.alloc(32, 7);
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'snapshot-file-'));
  path = join(folder, 'snapshot');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function row(id: number, json: string | null = `{"n" : ${id},\n "text" : "tab \\t and \\n"}`): SnapshotRow {
  return { kind: 'subscriber', tenantId: 'tenant-1', id: `id-${id}`, json };
}

async function write(rows: SnapshotRow[], deltas: SnapshotRow[][] = []): Promise<void> {
  const file = new SnapshotFile({ path, key, random: cryptoRandom });
  const base = await file.beginBase();
  await base.add(rows);
  await base.commit({ feed: 100n, asOfMs: 1_000 });
  for (const [index, delta] of deltas.entries()) {
    await file.append(delta, { feed: 101n + BigInt(index), asOfMs: 2_000 + index });
  }
  await file.close();
}

function writeVersion(version: number): void {
  const bytes = readFileSync(path);
  bytes.writeUInt32BE(version, 8);
  writeFileSync(path, bytes);
}

function countOpen(): number {
  return readdirSync('/proc/self/fd').length;
}

async function read(withKey = key): Promise<{ rows: SnapshotRow[]; result: ReadResult }> {
  const rows: SnapshotRow[] = [];
  const file = new SnapshotFile({ path, key: withKey, random: cryptoRandom });
  const result = await file.read(async (piece) => {
    rows.push(...piece);
  });
  await file.close();
  return { rows, result };
}

describe('the snapshot file', () => {
  it('gives back the base and then the changes, with the last position', async () => {
    const many = Array.from({ length: 2_000 }, (_, index) =>
      row(index, JSON.stringify({ pad: 'x'.repeat(200) })),
    );
    await write(many, [[row(1, '{"changed": true}')], [row(2, null)]]);
    const { rows, result } = await read();
    expect(rows).toEqual([...many, row(1, '{"changed": true}'), row(2, null)]);
    expect(result).toMatchObject({ kind: 'read', position: { feed: 102n, asOfMs: 2_001 } });
  });

  it('E6: is read under an older key, and written anew under the present one', async () => {
    await write([row(1), row(2)], [[row(3)]]);
    const present = randomBytes(32);
    const rows: SnapshotRow[] = [];
    const file = new SnapshotFile({
      path,
      key: present,
      olderKeys: [randomBytes(32), key],
      random: cryptoRandom,
    });
    const result = await file.read(async (piece) => {
      rows.push(...piece);
    });
    expect([result.kind, rows.length, file.hasBase]).toEqual(['read', 3, false]);
    const base = await file.beginBase();
    await base.add(rows);
    await base.commit({ feed: 200n, asOfMs: 3_000 });
    await file.close();
    expect((await read(present)).rows).toEqual(rows);
    expect((await read()).result).toEqual({ kind: 'refused', reason: 'damaged' });
  });

  it('of an earlier version is read, as of nobody knows which database: all of it is loaded again', async () => {
    const file = new SnapshotFile({ path, key, random: cryptoRandom });
    const base = await file.beginBase();
    await base.add([row(1)]);
    await base.commit({ feed: 100n, asOfMs: 1_000, source: 'this database' });
    await file.close();
    expect((await read()).result).toMatchObject({ position: { source: 'this database' } });
    writeVersion(1);
    const { rows, result } = await read();
    expect([rows.length, result]).toMatchObject([1, { position: { feed: 100n, source: undefined } }]);
    writeVersion(3);
    expect((await read()).result).toEqual({ kind: 'refused', reason: 'foreign' });
  });

  it('keeps JSON whatever stands in it', async () => {
    await write([row(1)]);
    const { rows } = await read();
    expect(JSON.parse(rows[0]!.json!)).toEqual({ n: 1, text: 'tab \t and \n' });
  });

  it('holds nothing of the rows in the clear', async () => {
    await write([row(1, '{"password": "canary-7f3a"}')]);
    expect(readFileSync(path).includes('canary')).toBe(false);
  });

  it('goes on behind what was read', async () => {
    await write([row(1)], [[row(2)]]);
    const file = new SnapshotFile({ path, key, random: cryptoRandom });
    await file.read(async () => {});
    await file.append([row(3)], { feed: 200n, asOfMs: 3_000 });
    await file.close();
    const { rows, result } = await read();
    expect(rows.map(({ id }) => id)).toEqual(['id-1', 'id-2', 'id-3']);
    expect(result).toMatchObject({ position: { feed: 200n, asOfMs: 3_000 } });
  });

  it('cut at any byte is a whole earlier state, or refused', async () => {
    await write([row(1)], [[row(2)], [row(3)]]);
    const whole = readFileSync(path);
    for (let length = 0; length < whole.length; length++) {
      writeFileSync(path, whole.subarray(0, length));
      const { rows, result } = await read();
      if (result.kind !== 'read') continue;
      const feeds: Record<string, number> = { '100': 1, '101': 2 };
      expect(rows.length, `cut at ${length}`).toBeGreaterThanOrEqual(feeds[String(result.position.feed)]!);
    }
  });

  it('appends over a torn end and is whole again', async () => {
    await write([row(1)], [[row(2)]]);
    writeFileSync(path, readFileSync(path).subarray(0, -3));
    const file = new SnapshotFile({ path, key, random: cryptoRandom });
    expect(await file.read(async () => {})).toMatchObject({ kind: 'read', position: { feed: 100n } });
    await file.append([row(9)], { feed: 300n, asOfMs: 9_000 });
    await file.close();
    expect((await read()).result).toMatchObject({ kind: 'read', position: { feed: 300n } });
  });

  it('never reads altered content: any flipped bit is refused or ends the file there', async () => {
    await write([row(1), row(2)], [[row(3)]]);
    const whole = readFileSync(path);
    const seed = 20261121;
    const random = new SeededRandom(seed);
    const honest = new Set(['id-1', 'id-2', 'id-3'].map((id) => JSON.stringify(row(Number(id.slice(3))))));
    for (let i = 0; i < 300; i++) {
      const altered = Buffer.from(whole);
      const bit = random.integer(whole.length * 8);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      writeFileSync(path, altered);
      const { rows } = await read();
      const asWritten = rows.map((read) =>
        JSON.stringify({ ...read, json: read.json!.replace(',  "', ',\n "') }),
      );
      expect(
        asWritten.every((text) => honest.has(text)),
        `seed ${seed}, bit ${bit}`,
      ).toBe(true);
    }
  });

  it('of another installation is refused', async () => {
    await write([row(1)]);
    const { rows, result } = await read(Buffer.alloc(32, 8));
    expect(result).toEqual({ kind: 'refused', reason: 'damaged' });
    expect(rows).toEqual([]);
  });

  it('that is something else, unfinished or missing is told apart', async () => {
    expect((await read()).result).toEqual({ kind: 'missing' });
    writeFileSync(path, 'something else that is long enough to hold a header');
    expect((await read()).result).toEqual({ kind: 'refused', reason: 'foreign' });
    const file = new SnapshotFile({ path: join(folder, 'other'), key, random: cryptoRandom });
    const base = await file.beginBase();
    await base.add([row(1)]);
    await base.abandon();
    writeFileSync(path, readFileSync(join(folder, 'other.new')));
    expect((await read()).result).toEqual({ kind: 'refused', reason: 'unfinished' });
  });

  it('A4: leaves no file open when the disk has no room for a new base', async () => {
    symlinkSync('/dev/full', `${path}.new`);
    const file = new SnapshotFile({ path, key, random: cryptoRandom });
    const before = countOpen();
    for (let times = 0; times < 5; times++) {
      await expect(file.beginBase()).rejects.toMatchObject({ code: 'ENOSPC' });
    }
    expect(countOpen()).toBe(before);
  });

  it('stays as it was until the new base is committed', async () => {
    await write([row(1)]);
    const file = new SnapshotFile({ path, key, random: cryptoRandom });
    await file.read(async () => {});
    const base = await file.beginBase();
    await base.add([row(5)]);
    expect((await read()).rows).toEqual([{ ...row(1), json: row(1).json!.replace('\n', ' ') }]);
    await base.commit({ feed: 500n, asOfMs: 5_000 });
    expect((await read()).result).toMatchObject({ position: { feed: 500n } });
    await file.close();
  });
});
