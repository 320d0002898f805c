import { systemClock } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeClassToken } from '../../src/modules/policy/index.ts';
import type { QueueFold } from '../../src/roles/fold/queue-fold.ts';
import {
  gigabyte,
  insertNas,
  insertSubscriber,
  recordOf,
  sessionsOf,
} from '../accounting/accounting-world.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import {
  createQueueFold,
  createQueueWorld,
  foldAll,
  storyTotals,
  tellStory,
  totalUsage,
  type QueueWorld,
} from './queue-world.ts';
import { beganMs } from './radacct-writer.ts';

let database: TestDatabase;
let world: QueueWorld;
let fold: QueueFold;

beforeAll(async () => {
  database = await createTestDatabase();
  database.as('owner');
});
afterAll(() => database.drop());
beforeEach(async () => {
  world = await createQueueWorld(database);
  fold = createQueueFold(database);
});

const sessions = () => sessionsOf(database, world.tenant);

describe('what FreeRADIUS wrote', () => {
  it('becomes the session and the usage that the same packets to our own server make', async () => {
    const subscriptionId = world.anna.subscriptionId;
    const token = encodeClassToken({ tenantId: world.tenant.tenantId, subscriptionId, reservation: 0 });
    await tellStory(world, {
      class: token,
      username: 'somebody else',
      framedIp: '10.1.2.3',
      station: 'AA-BB-CC-00-11-22',
    });
    await foldAll(fold);
    expect(await sessions()).toMatchObject([
      {
        ...storyTotals,
        ...world.anna,
        framedIp: '10.1.2.3',
        mac: 'aa:bb:cc:00:11:22',
        nasAddress: world.nas.nasAddress,
      },
    ]);
    expect(await totalUsage(database, world.anna)).toEqual([2n * gigabyte, 12n * gigabyte, 700n]);
    expect(await queued()).toEqual([]);
  });

  it('is counted once, whatever is repeated, late or out of order', async () => {
    const { writer, heard } = world;
    const early = heard({ atS: 300, timeS: 300, upload: gigabyte, download: 4n * gigabyte });
    // The Start is lost at first.
    await writer.interim(early);
    await foldAll(fold);
    await tellStory(world);
    await writer.interim(early);
    await writer.stop(heard({ atS: 700, timeS: 700, upload: 2n * gigabyte, download: 12n * gigabyte }));
    await writer.start(heard({ atS: 0 }));
    await foldAll(fold);
    expect(await sessions()).toMatchObject([storyTotals]);
    expect(await totalUsage(database, world.anna)).toEqual([2n * gigabyte, 12n * gigabyte, 700n]);
  });

  it('that counts less than before an overwritten interim does not count again', async () => {
    const { writer, heard } = world;
    await writer.start(heard({ atS: 0 }));
    await writer.interim(heard({ atS: 600, timeS: 600, upload: 2n * gigabyte, download: 9n * gigabyte }));
    // FreeRADIUS lowers its row by what was on the way for longer.
    await writer.interim(heard({ atS: 300, timeS: 300, upload: gigabyte, download: 4n * gigabyte }));
    await writer.stop(heard({ atS: 700, timeS: 700, upload: 2n * gigabyte, download: 12n * gigabyte }));
    await foldAll(fold);
    expect(await sessions()).toMatchObject([storyTotals]);
  });

  it('without octets, or with less than none, says nothing about them: no byte counts twice', async () => {
    const { writer, heard } = world;
    await writer.start(heard({ atS: 0 }));
    await writer.interim(heard({ atS: 300, timeS: 300, upload: gigabyte, download: 4n * gigabyte }));
    await writer.interim(heard({ atS: 400, timeS: 400 }));
    // Gigawords of all ones, as SQL shifts them.
    await writer.interim(heard({ atS: 500, timeS: 500, upload: -(2n ** 32n), download: -(2n ** 32n) }));
    await writer.interim(heard({ atS: 600, timeS: 600, upload: 2n * gigabyte, download: 9n * gigabyte }));
    // The clock of the router has gone back: what FreeRADIUS reckons itself is less than nothing.
    await writer.stop(heard({ atS: 700, timeS: -5, upload: 2n * gigabyte, download: 12n * gigabyte }));
    await foldAll(fold);
    expect(await sessions()).toMatchObject([{ ...storyTotals, sessionTimeS: 600n }]);
    expect(await totalUsage(database, world.anna)).toEqual([2n * gigabyte, 12n * gigabyte, 600n]);
    expect(await queued()).toEqual([]);
  });

  it('under an id that another tenant’s server took first is counted all the same', async () => {
    const other = await createQueueWorld(database);
    const about = { sessionId: 'same', nasAddress: world.nas.nasAddress };
    await other.writer.start(other.heard({ ...about, atS: 0 }));
    await tellStory(world, about);
    await foldAll(fold);
    expect(await sessions()).toMatchObject([storyTotals]);
  });

  it('and what came to our own server of the same session after a switch is one session', async () => {
    const { writer, heard, line, nas } = world;
    await writer.start(heard({ atS: 0 }));
    await writer.interim(heard({ atS: 300, timeS: 300, upload: gigabyte, download: 4n * gigabyte }));
    await foldAll(fold);
    const offsetS = (beganMs - Date.UTC(2026, 2, 10, 12)) / 1_000;
    const ours = { sessionId: 'a', username: 'anna', upload: 2n * gigabyte } as const;
    await line.write([
      recordOf(nas, {
        ...ours,
        status: 'Interim-Update',
        atS: offsetS + 600,
        sessionTimeS: 600,
        download: 9n * gigabyte,
      }),
    ]);
    await line.foldAll();
    // And back again: FreeRADIUS writes the end into the row that it still has.
    await writer.stop(heard({ atS: 700, timeS: 700, upload: 2n * gigabyte, download: 12n * gigabyte }));
    await foldAll(fold);
    expect(await sessions()).toMatchObject([storyTotals]);
    expect(await totalUsage(database, world.anna)).toEqual([2n * gigabyte, 12n * gigabyte, 700n]);
  });

  it.each(['restart', 'reload'] as const)(
    'of a router’s %s ends its sessions when they were last heard of',
    async (how) => {
      const { writer, heard, nas } = world;
      for (const sessionId of ['a', 'b', 'c']) {
        await writer.start(heard({ atS: 0, sessionId, station: sessionId }));
        await writer.interim(
          heard({ atS: 300, sessionId, station: sessionId, timeS: 300, upload: 5n, download: 7n }),
        );
      }
      await foldAll(fold);
      await writer[how]({ nasAddress: nas.nasAddress, atS: 900 });
      expect(await queued()).toMatchObject([{ kind: 'restart' }]);
      await foldAll(fold);
      const ended = { closedBy: 'nas_restart', stoppedAt: new Date(beganMs + 300_000), sessionTimeS: 300n };
      expect(await sessions()).toMatchObject([ended, ended, ended]);
    },
  );

  it('with a clock of the router that is years off happened when it was written', async () => {
    const { writer, heard } = world;
    const yearsS = 6 * 365 * 86_400;
    await writer.start(heard({ atS: -yearsS }));
    await writer.start(heard({ atS: yearsS, sessionId: 'b' }));
    await foldAll(fold);
    const rows = await sessions();
    expect(rows.map(({ startedAt }) => Math.abs(startedAt.getTime() - beganMs) < 86_400_000)).toEqual([
      true,
      true,
    ]);
  });

  it('of a name that nobody has is a session of nobody, shown and counted by its router', async () => {
    await tellStory(world, { username: 'stranger' });
    await foldAll(fold);
    expect(await sessions()).toMatchObject([{ ...storyTotals, username: 'stranger', subscriberId: null }]);
  });
});

describe('what no rule can take', () => {
  it('of a NAS that nobody has entered waits aside, counted, and is folded once the NAS is there', async () => {
    await tellStory(world, { nasAddress: '172.31.7.9' });
    await tellStory(world);
    await foldAll(fold);
    expect(await sessions()).toMatchObject([storyTotals]);
    expect(await queued()).toMatchObject(Array(4).fill({ setAside: 'unknown_nas' }));
    expect(fold.stats()).toMatchObject({ records: 4, setAside: 4 });
    await insertNas(database, world.tenant, { prefix: '172.31.7.0/24' });
    const next = createQueueFold(database);
    await foldAll(next);
    expect(await sessions()).toMatchObject([storyTotals, storyTotals]);
    expect(await queued()).toEqual([]);
  });

  it('is set aside alone: a row that the database refuses, and one that is no packet', async () => {
    const ben = await insertSubscriber(database, world.tenant, { username: 'ben' });
    const day = sql<string>`(now() at time zone 'Europe/Berlin')::date`;
    // The sums of these days hold as much as their columns can.
    await database.as('fold').acrossTenants((tx) =>
      sql`insert into sessions.usage_day (tenant_id, subscriber_id, day, upload_bytes)
        select ${world.tenant.tenantId}, ${ben.subscriberId}, ${day} + d, 9223372036854775807 from generate_series(-1, 1) d`.execute(
        tx,
      ),
    );
    const { writer, heard } = world;
    await writer.start(heard({ atS: 0 }));
    await writer.interim(heard({ atS: 5, sessionId: 'x', username: 'ben', timeS: 5, upload: 1n }));
    await writer.interim(heard({ atS: 5, sessionId: 'y', timeS: 2 ** 33, upload: 1n }));
    await tellStory(world);
    await foldAll(fold);
    expect(await sessions()).toMatchObject([storyTotals]);
    expect(new Set((await queued()).map(({ setAside }) => setAside))).toEqual(
      new Set(['malformed', 'refused']),
    );
    expect(fold.stats()).toMatchObject({ setAside: 2 });
  });
});

describe('the queue', () => {
  it('gives each tenant its part of a batch: a flood of one keeps nobody waiting', async () => {
    const flooded = await createQueueWorld(database);
    await database.as('owner').inTenant(flooded.tenant.tenantId, (tx) =>
      sql`insert into radius.radacct (acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime, acctupdatetime)
        select i::text, ${flooded.tenant.tenantId} || i::text, 'flood', ${flooded.nas.nasAddress}, now(), now()
        from generate_series(1, 3000) i`.execute(tx),
    );
    await world.writer.start(world.heard({ atS: 0 }));
    expect(await fold.step()).toBe('folded');
    expect(await sessions()).toHaveLength(1);
    expect(await sessionsOf(database, flooded.tenant)).toHaveLength(500);
    await foldAll(fold);
    expect(await sessionsOf(database, flooded.tenant)).toHaveLength(3_000);
  });

  it('holds back the clock of stale sessions while anything waits in it', async () => {
    const { tenantId } = world.tenant;
    await database.as('owner').inTenant(tenantId, async (tx) => {
      await sql`delete from sessions.journal_position where journal_id = ${queueJournalId}`.execute(tx);
      await sql`insert into radius.radacct (acctsessionid, acctuniqueid, username, nasipaddress, acctstarttime, acctupdatetime)
        select i::text, ${tenantId} || i::text, 'anna', ${world.nas.nasAddress}, now(), now() from generate_series(1, 1100) i`.execute(
        tx,
      );
      await sql`update radius.accounting_queue set recorded_at = now() - interval '10 minutes'`.execute(tx);
    });
    expect(await fold.step()).toBe('folded');
    expect(await minutesBehind()).toBeGreaterThan(9);
    await foldAll(fold);
    expect(await minutesBehind()).toBeLessThan(5);
  });

  it('never holds a password', async () => {
    const { tenantId } = world.tenant;
    await database
      .as('owner')
      .inTenant(tenantId, (tx) =>
        sql`insert into radius.radpostauth (username, pass, reply) values ('anna', 'secret of anna', 'Access-Reject')`.execute(
          tx,
        ),
      );
    const { rows } = await database
      .as('worker')
      .acrossTenants((tx) =>
        sql`select username, pass from radius.radpostauth where tenant_id = ${tenantId}`.execute(tx),
      );
    expect(rows).toEqual([{ username: 'anna', pass: null }]);
  });
});

it('radius.sessions has each session once, counted or still waiting, ours and theirs', async () => {
  const { writer, heard, line, nas } = world;
  await writer.start(heard({ atS: 0, sessionId: 'counted' }));
  await foldAll(fold);
  await writer.interim(heard({ atS: 9, sessionId: 'counted', timeS: 9, upload: 1n }));
  await writer.start(heard({ atS: 0, sessionId: 'waiting' }));
  await writer.start(heard({ atS: 0, sessionId: 'elsewhere', nasAddress: '172.30.0.1' }));
  await line.write([recordOf(nas, { status: 'Start', atS: 0, sessionId: 'ours' })]);
  await line.foldAll();
  const seen = async () => {
    const { rows } = await database
      .as('api')
      .inTenant(world.tenant.tenantId, (tx) =>
        sql<{ acctsessionid: string }>`select acctsessionid from radius.sessions order by 1`.execute(tx),
      );
    return rows.map(({ acctsessionid }) => acctsessionid);
  };
  const all = ['counted', 'elsewhere', 'ours', 'waiting'];
  expect(await seen()).toEqual(all);
  await foldAll(fold);
  expect(await seen()).toEqual(all);
});

const queueJournalId = '00000000-0000-4000-8000-667265657261';

interface Queued {
  kind: string;
  setAside: string | null;
}

async function queued(): Promise<Queued[]> {
  const { rows } = await database.as('fold').acrossTenants((tx) =>
    sql<Queued>`select kind, set_aside from radius.accounting_queue
        where tenant_id = ${world.tenant.tenantId} order by id`.execute(tx),
  );
  return rows;
}

async function minutesBehind(): Promise<number> {
  const { rows } = await database.as('fold').acrossTenants((tx) =>
    sql<{ foldedUntil: Date }>`select folded_until from sessions.journal_position
        where journal_id = ${queueJournalId}`.execute(tx),
  );
  return (systemClock.now() - rows[0]!.foldedUntil.getTime()) / 60_000;
}
