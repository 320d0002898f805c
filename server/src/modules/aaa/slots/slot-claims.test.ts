import { systemClock, uuidv7 } from '@trunkline/kit';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  AccountingLine,
  insertNas,
  insertSubscriber,
  recordOf,
  startMs,
  type TestNas,
  type TestSubscriber,
} from '../../../../test/accounting/accounting-world.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.ts';
import { createTestTenant } from '../../../../test/support/test-tenant.ts';
import { claimSessions, pruneClaims, releaseSessions, type SlotClaim } from './slot-claim-store.ts';
import { SlotClaims } from './slot-claims.ts';
import { Database } from '../../../platform/db/index.ts';

let database: TestDatabase;
let nas: TestNas;
let anna: TestSubscriber;
let line: AccountingLine;
let number = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  const tenant = await createTestTenant(database, { code: 'claims' });
  nas = await insertNas(database, tenant, { prefix: '10.0.0.1/32' });
  line = new AccountingLine(database);
});
afterAll(async () => {
  await line.close();
  await database.drop();
});
beforeEach(async () => {
  anna = await insertSubscriber(database, nas, { username: `anna-${++number}` });
});

function claimOf(changes: Partial<SlotClaim> = {}): SlotClaim {
  return {
    tenantId: nas.tenantId,
    subscriberId: anna.subscriberId,
    reservation: ++number,
    nasId: nas.nasId,
    nasAddress: nas.nasAddress,
    stationId: `station ${number}`,
    maxSessions: 1,
    intervalS: 300,
    ...changes,
  };
}

function claim(claims: readonly SlotClaim[], atS = 0): Promise<boolean[]> {
  return database
    .as('radius')
    .acrossTenants((tx) => claimSessions(tx, { claims, atMs: startMs + atS * 1_000, claimS: 60 }));
}

describe('a claim', () => {
  it('B7: is granted to exactly one of many at once, whoever asks', async () => {
    const rounds = await Promise.all(
      Array.from({ length: 8 }, () => claim(Array.from({ length: 25 }, () => claimOf()))),
    );
    expect(rounds.flat().filter(Boolean)).toHaveLength(1);
  });

  it('of several subscribers in one batch stands for each alone', async () => {
    const ben = await insertSubscriber(database, nas, { username: `ben-${++number}` });
    const ofBen = { subscriberId: ben.subscriberId };
    expect(await claim([claimOf(ofBen), claimOf(), claimOf(ofBen), claimOf()])).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('leaves room for as many as the plan allows', async () => {
    const three = { maxSessions: 3 };
    expect(await claim([claimOf(three), claimOf(three), claimOf(three), claimOf(three)])).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('of the same device at the same router takes over its own', async () => {
    const own = { stationId: 'her router' };
    expect(await claim([claimOf(own), claimOf(own), claimOf()])).toEqual([true, true, false]);
  });

  it('is free again when the session ends, with or without its Class, and after a minute', async () => {
    const first = claimOf();
    expect(await claim([first, claimOf()])).toEqual([true, false]);
    await database.as('radius').acrossTenants((tx) => releaseSessions(tx, [first]));
    const second = claimOf();
    expect(await claim([second, claimOf()])).toEqual([true, false]);
    await database.as('radius').acrossTenants((tx) => releaseSessions(tx, [{ ...second, reservation: 0 }]));
    expect(await claim([claimOf(), claimOf()], 59)).toEqual([true, false]);
    expect(await claim([claimOf()], 118)).toEqual([false]);
    expect(await claim([claimOf()], 119)).toEqual([true]);
  });

  it('is given back without waiting for the login that takes it over: two nodes never wait for each other', async () => {
    const old = claimOf();
    await claim([old]);
    const radius = database.as('radius');
    await radius.acrossTenants(async (tx) => {
      const next = claimOf({ stationId: old.stationId });
      expect(await claimSessions(tx, { claims: [next], atMs: startMs, claimS: 60 })).toEqual([true]);
      await radius.acrossTenants((other) => releaseSessions(other, [old]));
      await radius.acrossTenants((other) =>
        pruneClaims(other, { atMs: startMs + 3_600_000, claimS: 60, limit: 1_000 }),
      );
    });
    expect(await claim([claimOf()])).toEqual([false]);
  });

  it('and its session are one also where the NAS names no device', async () => {
    const two = { maxSessions: 2, stationId: '' };
    expect(await claim([claimOf(two)])).toEqual([true]);
    const { subscriptionId } = anna;
    await line.write([recordOf(nas, { sessionId: `s${number}`, subscriptionId, status: 'Start', atS: 1 })]);
    await line.foldAll();
    expect(await claim([claimOf(two), claimOf(two)], 2)).toEqual([true, false]);
  });

  it('A15: made before the clock went back by a day does not hold for a day', async () => {
    expect(await claim([claimOf()], 24 * 3_600)).toEqual([true]);
    expect(await claim([claimOf()])).toEqual([false]);
    await database
      .as('radius')
      .acrossTenants((tx) => pruneClaims(tx, { atMs: startMs, claimS: 60, limit: 10 }));
    expect(await claim([claimOf()])).toEqual([true]);
  });

  it('counts the sessions that the database holds open, until they stop or fall silent', async () => {
    const two = { maxSessions: 2, stationId: 'first device' };
    expect(await claim([claimOf(two)])).toEqual([true]);
    const told = {
      sessionId: `s${number}`,
      callingStationId: 'first device',
      subscriptionId: anna.subscriptionId,
    };
    await line.write([recordOf(nas, { ...told, status: 'Start', atS: 1 })]);
    await line.foldAll();
    // The claim and its session are one.
    expect(await claim([claimOf({ maxSessions: 2 }), claimOf({ maxSessions: 2 })], 2)).toEqual([true, false]);
    expect(await claim([claimOf()], 900)).toEqual([false]);
    expect(await claim([claimOf({ stationId: 'first device' })], 900)).toEqual([true]);
    await line.write([recordOf(nas, { ...told, status: 'Stop', atS: 950, sessionTimeS: 949 })]);
    await line.foldAll();
    expect(await claim([claimOf()], 970)).toEqual([true]);
    await line.write([recordOf(nas, { ...told, sessionId: 'silent', status: 'Start', atS: 1_000 })]);
    await line.foldAll();
    expect(await claim([claimOf()], 1_000 + 950)).toEqual([false]);
    expect(await claim([claimOf()], 1_000 + 961)).toEqual([true]);
  });
});

async function beat(name: string, ageS: number): Promise<void> {
  await database.as('radius').acrossTenants((tx) =>
    sql`insert into platform.role_status (node, role, pid, version, started_at, beat_at)
      values (${name}, 'radius', 1, '0', now(), now() - make_interval(secs => ${ageS}))
      on conflict (node, role) do update set beat_at = excluded.beat_at`.execute(tx),
  );
}

describe('a node', () => {
  let claims: SlotClaims;
  const faults: unknown[] = [];

  async function node(name: string, url = database.urls.radius): Promise<SlotClaims> {
    claims = new SlotClaims({
      database: new Database({ url, applicationName: name, maxConnections: 1, statementTimeoutMs: 1_000 }),
      clock: systemClock,
      node: name,
      onFault: (error) => faults.push(error),
    });
    await claims.start();
    return claims;
  }

  afterEach(async () => {
    await claims.stop();
    await database.as('owner').acrossTenants((tx) => sql`delete from platform.role_status`.execute(tx));
  });

  it('that is alone, or whose neighbour is gone, asks nobody', async () => {
    await beat('one', 1);
    await beat('gone', 30);
    expect((await node('one')).areNeeded).toBe(false);
  });

  it('A15: knows a neighbour by its new signs of life, whatever its clock says', async () => {
    await beat('behind', 90);
    await beat('gone', -3_600);
    expect((await node('one')).areNeeded).toBe(false);
    await beat('behind', 85);
    await expect.poll(() => claims.areNeeded, { timeout: 10_000 }).toBe(true);
  });

  it('with a neighbour shares the slots, and decides alone when the database does not answer', async () => {
    await beat('other', 1);
    const shared = await node('one');
    expect(shared.areNeeded).toBe(true);
    const logins = await Promise.all(Array.from({ length: 100 }, () => shared.claim(claimOf())));
    expect(logins.filter(Boolean)).toHaveLength(1);
    expect(shared.stats()).toMatchObject({ claimed: 1, refused: 99, undecided: 0 });

    const blocker = await database.as('owner').pool.connect();
    await blocker.query('begin; lock table aaa.session_claim');
    expect(await shared.claim(claimOf())).toBe(true);
    expect(shared.stats().undecided).toBe(1);
    // Not every login shall wait for a database that does not answer; each is counted.
    await Promise.all([shared.claim(claimOf()), shared.claim(claimOf())]);
    expect(shared.stats().undecided).toBe(3);
    await blocker.query('rollback');
    blocker.release();
  });

  it('leaves no claim waiting that comes just as a batch is done', async () => {
    await beat('other', 1);
    const shared = await node('one');
    for (let turns = 0; turns < 12; turns++) {
      await shared.claim(claimOf());
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      await shared.claim(claimOf());
    }
    expect(shared.stats().undecided).toBe(0);
  });

  it('starts without the database', async () => {
    expect((await node('one', 'postgres://nobody@127.0.0.1:1/none')).areNeeded).toBe(false);
    expect(faults).toHaveLength(1);
  });
});

it('a claim is nobody else’s to see', async () => {
  await claim([claimOf()]);
  const other = uuidv7();
  const count = (role: 'api' | 'worker') =>
    database.as(role).inTenant(other, (tx) => sql`select 1 from aaa.session_claim`.execute(tx));
  await expect(count('api')).rejects.toThrow('permission denied');
  await expect(count('worker')).rejects.toThrow('permission denied');
});
