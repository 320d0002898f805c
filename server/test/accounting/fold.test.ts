import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SeededRandom } from '@trunkline/kit';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { createTestTenant, type TestTenant } from '../support/test-tenant.ts';
import {
  createWorld,
  gigabyte,
  insertSubscriber,
  recordOf,
  sessionsOf,
  startMs,
  story,
  usageOf,
  AccountingLine,
  type TestNas,
  type TestSubscriber,
  type Told,
} from './accounting-world.ts';

let database: TestDatabase;
let tenant: TestTenant;
let nas: TestNas;
let anna: TestSubscriber;
let line: AccountingLine;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());
afterEach(() => line.close());

async function setUp(options?: Parameters<typeof createWorld>[1]): Promise<void> {
  ({ tenant, nas, anna, line } = await createWorld(database, options));
}

describe('what was acknowledged', () => {
  it('is folded once: session, usage and position together', async () => {
    await setUp();
    await line.write(story().map((told) => recordOf(nas, told)));
    await line.foldAll();
    await expectStory();
    expect(line.fold.stats()).toMatchObject({ records: 4, setAside: 0 });
  });

  it('A7: is counted once when the fold dies after its commit and before it knows', async () => {
    await setUp();
    const records = story().map((told) => recordOf(nas, told));
    for (const record of records) {
      await line.write([record]);
      await line.fold.step();
      // What it had in memory is gone; the position in the database is all that is left.
      await line.restartFold();
    }
    await line.restartFold();
    await line.foldAll();
    await expectStory();
  });

  it('A7: is counted once by two folds of one journal', async () => {
    await setUp();
    await line.write(story().map((told) => recordOf(nas, told)));
    const rival = line.newFold();
    await rival.step();
    await line.write([recordOf(nas, { status: 'Interim-Update', atS: 650, sessionTimeS: 650, upload: 1n })]);
    await Promise.all([line.fold.step(), rival.step()]);
    await line.foldAll();
    await rival.close();
    await expectStory();
  });

  it('A7: is not deleted by a fold that finds another one behind the place it has read to', async () => {
    await setUp();
    const told = Array.from(
      { length: 900 },
      (_, i) => ({ status: 'Start', atS: i, sessionId: `s${i}` }) as const,
    );
    const records = told.map((packet) => recordOf(nas, packet));
    const rival = line.newFold();
    await line.write(records.slice(0, 5));
    await line.fold.step();
    await line.write(records.slice(5, 10));
    await rival.step();
    await rival.close();
    // More than one segment, of which nothing is folded yet when the first fold sees its position moved.
    await line.write(records.slice(10));
    await line.foldAll();
    expect(await sessionsOf(database, tenant)).toHaveLength(900);
  });

  it('a record that says nothing is passed over when the disk has no room to keep it', async () => {
    await setUp();
    // A folder in the file's place refuses it as a full disk does.
    mkdirSync(join(line.folder, 'set-aside.ndjson'));
    await line.write([Buffer.from('not a record'), ...story().map((told) => recordOf(nas, told))]);
    await line.foldAll();
    await expectStory();
    expect(line.fold.stats()).toMatchObject({ records: 5, setAside: 1 });
  });

  it('A1: is there when the fold could not commit: nothing moves, the next attempt folds all of it', async () => {
    await setUp();
    await line.write(story().map((told) => recordOf(nas, told)));
    const holder = await database.as('fold').pool.connect();
    await line.fold.step();
    await line.write([recordOf(nas, { status: 'Start', atS: 9_000, sessionId: 'b' })]);
    // Somebody holds the position for longer than the lock limit.
    await holder.query('begin');
    await holder.query(
      'select pg_advisory_xact_lock(hashtextextended(journal_id::text, 0)) from sessions.journal_position',
    );
    await expect(line.fold.step()).rejects.toThrow(/lock timeout/);
    await holder.query('rollback');
    holder.release();
    await line.foldAll();
    await expectStory();
    expect(await sessionsOf(database, tenant)).toHaveLength(2);
  });

  it('A8: many sessions with repeated, reordered and delayed packets give the totals of the fault-free run', async () => {
    await setUp();
    const sessions = atScale({ ci: 300, full: 10_000 });
    const seed = faultSeed('A8');
    const random = new SeededRandom(seed);
    const told = Array.from({ length: sessions }, (_, i) =>
      story({ sessionId: `s${i}`, username: `user${i}` }),
    ).flat();
    const delivered = told.flatMap((packet) => {
      const delayed = random.integer(5) === 0 ? { ...packet, delayS: random.integer(31) } : packet;
      return random.integer(5) === 0 ? [packet, delayed] : [delayed];
    });
    shuffleNearby(delivered, random, 400);
    // In pieces, so that what one batch remembers meets what the next one brings.
    for (let at = 0; at < delivered.length; at += 700) {
      await line.write(delivered.slice(at, at + 700).map((packet) => recordOf(nas, packet)));
      await line.foldAll();
    }
    const rows = await sessionsOf(database, tenant);
    expect(rows.length, `seed ${seed}`).toBe(sessions);
    for (const row of rows) {
      expect(row, `seed ${seed}, ${row.acctSessionId}`).toMatchObject({
        epoch: 0,
        closedBy: 'stop',
        uploadBytes: 2n * gigabyte,
        downloadBytes: 12n * gigabyte,
        sessionTimeS: 700n,
      });
    }
    recordFigures('A8', { sessions, packets: delivered.length });
  });

  it('A8: what two nodes hear of one session by turns is counted once, whatever either fold remembers', async () => {
    await setUp();
    const other = new AccountingLine(database);
    const told = [
      ...story().slice(0, 3),
      // Heard by both, as a packet that is sent again to the second server.
      {
        status: 'Interim-Update',
        atS: 600,
        sessionTimeS: 600,
        upload: 2n * gigabyte,
        download: 9n * gigabyte,
      },
      {
        status: 'Interim-Update',
        atS: 650,
        sessionTimeS: 650,
        upload: 2n * gigabyte,
        download: 10n * gigabyte,
      },
      ...story().slice(3),
    ] as const;
    for (const [i, packet] of told.entries()) {
      const node = i % 2 === 0 ? line : other;
      await node.write([recordOf(nas, packet)]);
      await node.foldAll();
    }
    await other.close();
    await expectStory();
  });

  it('survives a damaged record and reports it; what follows is folded', async () => {
    await setUp();
    const records = story().map((told) => recordOf(nas, told));
    await line.write([...records.slice(0, 2), Buffer.from('not a record'), ...records.slice(2)]);
    await line.foldAll();
    await expectStory();
    expect(line.fold.stats()).toMatchObject({ records: 5, setAside: 1 });
  });

  it('a record that the database refuses is set aside alone, and those around it are folded', async () => {
    await setUp();
    const records = story().map((told) => recordOf(nas, told));
    // The day of this subscriber holds as much as its column can.
    const { subscriberId } = await insertSubscriber(database, tenant, { username: 'ben' });
    const full = { tenantId: tenant.tenantId, subscriberId, day: '2026-03-10', uploadBytes: 2n ** 63n - 1n };
    await database
      .as('fold')
      .acrossTenants((tx) => tx.insertInto('sessions.usageDay').values(full).execute());
    const told = { status: 'Interim-Update', atS: 5, sessionId: 'x', username: 'ben', upload: 1n } as const;
    const tooMuch = recordOf(nas, told);
    await line.write([records[0]!, tooMuch, ...records.slice(1)]);
    await line.foldAll();
    await expectStory();
    expect(line.fold.stats()).toMatchObject({ setAside: 1 });
  });

  it('what takes one transaction longer than its time limit is folded in smaller ones', async () => {
    await setUp();
    const owner = database.as('owner');
    // A database so slow that no statement writes more than 40 rows in its time.
    await owner.acrossTenants(async (tx) => {
      await sql`create function sessions.be_slow() returns trigger language plpgsql as $$ begin
        if (select count(*) from new_rows) > 40 then
          raise exception 'canceling statement due to statement timeout' using errcode = 'query_canceled';
        end if;
        return null;
      end $$`.execute(tx);
      await sql`create trigger slow after insert on sessions.session referencing new table as new_rows
        for each statement execute function sessions.be_slow()`.execute(tx);
    });
    await line.write(
      Array.from({ length: 100 }, (_, i) => recordOf(nas, { status: 'Start', atS: i, sessionId: `s${i}` })),
    );
    await line.foldAll();
    await owner.acrossTenants((tx) => sql`drop function sessions.be_slow cascade`.execute(tx));
    expect(await sessionsOf(database, tenant)).toHaveLength(100);
    expect(line.fold.stats()).toMatchObject({ records: 100, setAside: 0 });
  });

  it('a packet recorded for a NAS of another tenant changes nothing', async () => {
    await setUp();
    const stranger = await createTestTenant(database, { code: 'stranger' });
    await line.write([recordOf({ ...nas, tenantId: stranger.tenantId }, { status: 'Start', atS: 0 })]);
    await line.foldAll();
    expect(await sessionsOf(database, tenant)).toEqual([]);
    expect(line.fold.stats().setAside).toBe(1);
  });

  it('B11: text that looks like a list of the database is stored as it is', async () => {
    await setUp();
    const username = `NULL,"a\\"},{b\\`;
    await line.write([recordOf(nas, { status: 'Start', atS: 0, username, callingStationId: '{"NULL"}' })]);
    await line.foldAll();
    const rows = await sessionsOf(database, tenant);
    expect(rows).toMatchObject([{ username, callingStationId: '{"NULL"}' }]);
  });

  it('B11: hostile text is stored as data', async () => {
    await setUp();
    const username = "'; drop table sessions.session; --\u0000<script>\r\n=1+1";
    await line.write([recordOf(nas, { status: 'Start', atS: 0, username, sessionId: 'a\u0000b' })]);
    await line.foldAll();
    const [row] = await sessionsOf(database, tenant);
    expect(row).toMatchObject({
      acctSessionId: 'a\\x00b',
      username: "'; drop table sessions.session; --\\x00<script>\\x0d\\x0a=1+1",
    });
  });
});

async function expectStory(): Promise<void> {
  const [row] = await sessionsOf(database, tenant);
  expect(row).toMatchObject({
    subscriberId: anna.subscriberId,
    closedBy: 'stop',
    startedAt: new Date(startMs),
    stoppedAt: new Date(startMs + 700_000),
    uploadBytes: 2n * gigabyte,
    downloadBytes: 12n * gigabyte,
  });
  expect(await usageOf(database, anna)).toEqual([['2026-03-10', 2n * gigabyte, 12n * gigabyte, 700n]]);
}

/** Swaps each packet with one at most `reach` places behind it. */
function shuffleNearby(items: Told[], random: SeededRandom, reach: number): void {
  for (let i = 0; i < items.length; i++) {
    const other = Math.min(items.length - 1, i + random.integer(reach));
    [items[i], items[other]] = [items[other]!, items[i]!];
  }
}
