import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AcctStatusType, Class, Code, PacketBuilder } from '@trunkline/radius';
import { rejectReasons } from '../../src/modules/aaa/index.ts';
import { copyDatabase } from '../support/test-database.ts';
import { eventually, RadiusHouse } from './radius-house.ts';

let house: RadiusHouse;
let tenantId: string;
let plan: { planId: string; versionId: string };

/** Port 9 is discard; nothing listens there. */
const nowhere = 'postgres://trunkline_radius:none@127.0.0.1:9/none';
const text = (code: keyof typeof rejectReasons): string => rejectReasons[code].replyMessage;
const user = (router: string): string => `user-of-${router}`;

beforeAll(async () => {
  house = await RadiusHouse.build();
  tenantId = await house.addTenant('one');
  await house.addNas(tenantId, { prefix: '127.0.0.1/32' });
  plan = await house.addPlan(tenantId, { maxSessions: 1000 });
  await house.addSubscriber(tenantId, plan, { username: 'ann' });
  await house.addSubscriber(tenantId, plan, { username: 'off', status: 'disabled' });
  await house.addSubscriber(tenantId, plan, { username: 'single', maxSessions: 1 });
  await house.start();
});

afterAll(() => house.tearDown());

describe('a restart while the database is away', () => {
  it('answers from the file: terms and refusals as before, changes of the last run included', async () => {
    await house.addSubscriber(tenantId, plan, { username: 'late' });
    await eventually(() => house.outcome({ username: 'late' }), 'accepted');
    await house.stop();
    await house.start({ databaseUrl: nowhere });
    expect(await house.outcome({ username: 'ann', method: 'ms-chap-v2' })).toBe('accepted');
    expect(await house.outcome({ username: 'late' })).toBe('accepted');
    expect(await house.outcome({ username: 'off' })).toBe(text('aaa.disabled'));
    expect(await house.outcome({ username: 'nobody' })).toBe(text('aaa.unknown_user'));
  });

  it('still counts the sessions that the journal knows', async () => {
    const first = await house.login({ username: 'single', station: '02:00:00:00:00:01' });
    const session = {
      username: 'single',
      station: '02:00:00:00:00:01',
      sessionId: 's1',
      class: first!.get(Class)!,
    };
    await house.report({ ...session, status: 'Start' });
    await house.stop();
    await house.start({ databaseUrl: nowhere });
    expect(await house.outcome({ username: 'single', station: '02:00:00:00:00:02' })).toBe(
      text('aaa.too_many_sessions'),
    );
    await house.report({ ...session, status: 'Stop' });
    expect(await house.outcome({ username: 'single', station: '02:00:00:00:00:02' })).toBe('accepted');
  });

  it('learns afterwards, by the feed, what happened meanwhile', async () => {
    await house.stop();
    await house.addSubscriber(tenantId, plan, { username: 'meanwhile' });
    await house.inTenant(tenantId, (tx) =>
      sql`update subscribers.subscriber set status = 'suspended' where username = 'ann'`.execute(tx),
    );
    await house.start();
    await eventually(() => house.outcome({ username: 'meanwhile' }), 'accepted');
    await eventually(() => house.outcome({ username: 'ann' }), text('aaa.suspended'));
  });

  it('knows the sessions that the database holds open, and their devices', async () => {
    await house.stop();
    await house.inTenant(tenantId, async (tx) => {
      const { rows } = await sql<{ subscriber: string; nas: string }>`
        select s.id as subscriber, n.id as nas from subscribers.subscriber s, nas.nas n where s.username = 'late'`.execute(
        tx,
      );
      await sql`update subscribers.subscriber set max_sessions = 1 where username = 'late'`.execute(tx);
      return rows;
    });
    await house.database.as('fold').acrossTenants((tx) =>
      sql`insert into sessions.session (tenant_id, id, nas_id, nas_address, acct_session_id, epoch, subscriber_id, username,
          calling_station_id, started_at, last_seen_at)
        select s.tenant_id, gen_random_uuid(), n.id, host(n.prefix)::inet, 'of ' || s.username_key, 0, s.id, s.username_key,
          '02:00:00:00:00:01', now(), now()
        from subscribers.subscriber s join nas.nas n on n.tenant_id = s.tenant_id
        where s.username_key in ('late', 'meanwhile')`.execute(tx),
    );
    await house.start();
    await eventually(
      () => house.outcome({ username: 'late', station: '02:00:00:00:00:02' }),
      text('aaa.too_many_sessions'),
    );
    // From a device that is not the subscriber's own, so many wrong ones would be too many.
    const own = { username: 'meanwhile', station: '02:00:00:00:00:01' };
    for (let tries = 0; tries < 20; tries++) {
      expect(await house.outcome({ ...own, password: 'wrong' })).toBe(text('aaa.wrong_password'));
    }
    expect(await house.outcome(own)).toBe('accepted');
  });
});

describe('two routers behind one NAS', () => {
  const routers = ['127.0.3.1', '127.0.3.2'] as const;
  const outcomes = (): Promise<string[]> =>
    Promise.all(
      routers.map((localAddress) =>
        house.outcome({ username: user(localAddress), station: 'B', localAddress }),
      ),
    );

  beforeAll(async () => {
    await house.stop();
    await house.addNas(tenantId, { prefix: '127.0.3.0/24' });
    for (const router of routers)
      await house.addSubscriber(tenantId, plan, { username: user(router), maxSessions: 1 });
    await house.start();
  });

  it('have their own sessions, and Accounting-On of one leaves the slots of the other', async () => {
    for (const localAddress of routers) {
      const session = { username: user(localAddress), station: 'A', sessionId: '81000001', localAddress };
      await eventually(() => house.outcome({ ...session }), 'accepted');
      await house.report({ ...session, status: 'Start' });
    }
    const full = text('aaa.too_many_sessions');
    expect(await outcomes()).toEqual([full, full]);
    // Instants are whole milliseconds, and what is of the same one survives.
    await delay(2);
    const restart = new PacketBuilder(Code.AccountingRequest).add(
      AcctStatusType,
      AcctStatusType.values['Accounting-On'],
    );
    await house.send(restart, 'acct', { localAddress: routers[1] });
    expect(await outcomes()).toEqual([full, 'accepted']);
  });

  it('are told apart by what the journal says after a restart', async () => {
    await house.stop();
    await house.start({ databaseUrl: nowhere });
    expect(await outcomes()).toEqual([text('aaa.too_many_sessions'), 'accepted']);
    await house.stop();
    await house.start();
  });
});

describe('a restart after the change feed was pruned', () => {
  it('takes everything from the database again, and lets go of what is gone', async () => {
    await house.stop();
    await house.addSubscriber(tenantId, plan, { username: 'unseen' });
    const doomed = await house.addNas(tenantId, { prefix: '127.0.0.99/32' });
    await house.start();
    await eventually(() => house.outcome({ username: 'unseen', localAddress: '127.0.0.99' }), 'accepted');
    await house.stop();
    await house.inTenant(tenantId, (tx) => sql`delete from nas.nas where id = ${doomed}`.execute(tx));
    await house.database.as('worker').acrossTenants(async (tx) => {
      await sql`delete from platform.change`.execute(tx);
      await sql`update platform.change_horizon set xid = pg_current_xact_id()`.execute(tx);
    });
    await house.start();
    await eventually(() => house.outcome({ username: 'unseen', localAddress: '127.0.0.99' }), 'silence');
    expect(house.logLines.join('')).toContain('position-pruned');
  });
});

describe('a restart with a file that cannot be used', () => {
  it('takes everything from the database when there is one', async () => {
    await house.stop();
    const path = join(house.home, 'snapshot', 'snapshot');
    const bytes = readFileSync(path);
    bytes[bytes.length - 40]! ^= 1;
    writeFileSync(path, bytes);
    await house.start();
    expect(house.logLines.join('')).toContain('the snapshot file is not used');
    expect(await house.outcome({ username: 'meanwhile' })).toBe('accepted');
  });
});

describe('the age that a tenant allows', () => {
  it('is kept by silence, for that tenant alone', async () => {
    const other = await house.addTenant('two');
    await house.addNas(other, { prefix: '127.0.0.2/32' });
    await house.addSubscriber(other, await house.addPlan(other), { username: 'two' });
    await house.inTenant(tenantId, (tx) =>
      sql`insert into settings.setting (tenant_id, key, value) values (${tenantId}, 'radius.snapshotMaxAgeSeconds', '60')`.execute(
        tx,
      ),
    );
    await eventually(() => house.outcome({ username: 'two', localAddress: '127.0.0.2' }), 'accepted');
    expect(await house.outcome({ username: 'meanwhile' })).toBe('accepted');
    await house.stop();
    const late = { now: () => Date.now() + 61_000, monotonic: () => performance.now() };
    await house.start({ databaseUrl: nowhere, clock: late });
    expect(await house.outcome({ username: 'meanwhile' })).toBe('silence');
    expect(
      await house.outcome({ username: 'two', localAddress: '127.0.0.2', station: '02:00:00:00:00:09' }),
    ).toBe('accepted');
  });
});

describe('a disk that refuses the journal', () => {
  it('costs accounting its answers, and no login', async () => {
    await house.stop();
    const journal = join(house.home, 'journal', 'node-1');
    renameSync(journal, `${journal}-aside`);
    writeFileSync(journal, 'a file where the folder should be');
    await house.start();
    expect(await house.outcome({ username: 'meanwhile', station: '02:00:00:00:00:11' })).toBe('accepted');
    expect(await house.report({ username: 'meanwhile', sessionId: 'x', status: 'Start' })).toBeUndefined();
    rmSync(journal);
    await eventually(
      async () => (await house.report({ username: 'meanwhile', sessionId: 'x', status: 'Start' }))?.code,
      5,
    );
  });
});

describe('a database that was restored from a backup', () => {
  it('is read anew, though its transactions go on counting: what came after the backup is forgotten', async () => {
    await house.stop();
    const id = await house.addSubscriber(tenantId, plan, { username: 'restored' });
    const restored = await copyDatabase(house.database);
    try {
      await house.change(tenantId, id, { status: 'disabled' });
      await house.start();
      await eventually(() => house.outcome({ username: 'restored' }), text('aaa.disabled'));
      await house.stop();
      await house.start({ databaseUrl: restored.urls.radius });
      await eventually(() => house.outcome({ username: 'restored' }), 'accepted');
    } finally {
      await house.stop();
      await restored.drop();
    }
  });
});
