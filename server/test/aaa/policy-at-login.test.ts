import { uuidv7 } from '@trunkline/kit';
import { Class, MikrotikAddressList, MikrotikRateLimit, MikrotikTotalLimit } from '@trunkline/radius';
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rejectReasons } from '../../src/modules/aaa/index.ts';
import { decodeClassToken } from '../../src/modules/policy/index.ts';
import { eventually, RadiusHouse } from './radius-house.ts';

/** What changes beside the rows of a subscriber and is news to the process that answers logins. */

let house: RadiusHouse;
let tenantId: string;
let plan: { planId: string; versionId: string };

/** Port 9 is discard; nothing listens there. */
const nowhere = 'postgres://trunkline_radius:none@127.0.0.1:9/none';
const usedUp = rejectReasons['aaa.quota_used_up'].replyMessage;

beforeAll(async () => {
  house = await RadiusHouse.build();
  tenantId = await house.addTenant('one');
  await house.addNas(tenantId, { prefix: '127.0.0.1/32' });
  plan = await house.addPlan(tenantId, { maxSessions: 1000 });
  await house.start();
});

afterAll(() => house.tearDown());

const staff = (statement: RawBuilder<unknown>) => house.inTenant(tenantId, (tx) => statement.execute(tx));
const fold = (statement: RawBuilder<unknown>) =>
  house.database.as('worker').acrossTenants((tx) => statement.execute(tx));
const rateOf = async (username: string): Promise<unknown> =>
  (await house.login({ username }))?.get(MikrotikRateLimit);

describe('within seconds, at the next login, holds', () => {
  it('a speed rule, and its end', async () => {
    await house.addSubscriber(tenantId, plan, { username: 'ann' });
    await eventually(() => rateOf('ann'), '10000000/20000000');
    const id = uuidv7();
    await staff(
      sql`insert into speed.rule (tenant_id, id, name, percent, counted_percent) values (${tenantId}, ${id}, 'double', 200, 0)`,
    );
    await eventually(() => rateOf('ann'), '20000000/40000000');
    await staff(sql`delete from speed.rule where id = ${id}`);
    await eventually(() => rateOf('ann'), '10000000/20000000');
  });

  it('a boost', async () => {
    const id = await house.addSubscriber(tenantId, plan, { username: 'bob' });
    await staff(sql`insert into speed.boost (tenant_id, id, subscriber_id, download_bps, upload_bps, starts_at, ends_at, granted_by_name)
      values (${tenantId}, ${uuidv7()}, ${id}, 90000000, 80000000, now() - interval '1 minute', now() + interval '1 hour', 'staff')`);
    await eventually(() => rateOf('bob'), '80000000/90000000');
  });

  it('a quota that is used up, and a top-up: the router is told what is left', async () => {
    const quota = { quotaPeriod: 'monthly', quotaBytes: 1_000_000n, quotaAtZero: 'cut' };
    const limited = await house.addPlan(tenantId, { maxSessions: 1000, ...quota });
    const id = await house.addSubscriber(tenantId, limited, { username: 'cat' });
    const leftFor = async (): Promise<unknown> =>
      (await house.login({ username: 'cat' }))?.get(MikrotikTotalLimit) ??
      (await house.outcome({ username: 'cat' }));
    await eventually(leftFor, 1_000_000);
    await fold(sql`insert into quota.meter (tenant_id, subscriber_id, day, week, month, quota_from, quota_bytes)
      values (${tenantId}, ${id}, current_date, current_date, current_date,
        date_trunc('month', now() at time zone 'UTC') at time zone 'UTC', 1000001)`);
    await fold(sql`select quota.announce(${[tenantId]}::uuid[], ${[id]}::uuid[])`);
    await eventually(leftFor, usedUp);
    await staff(sql`insert into quota.top_up (tenant_id, id, subscriber_id, at, bytes, granted_by_name)
      values (${tenantId}, ${uuidv7()}, ${id}, now(), 500001, 'staff')`);
    await eventually(leftFor, 500_000);
  });

  it('a walled garden instead of a refusal, by a list of the router', async () => {
    await house.addSubscriber(tenantId, plan, { username: 'dan', expiresInMs: -3_600_000 });
    await eventually(() => house.outcome({ username: 'dan' }), rejectReasons['aaa.expired'].replyMessage);
    const garden = { pool: null, addressList: 'unpaid', downloadBps: 512_000, uploadBps: 256_000 };
    await staff(sql`insert into settings.setting (tenant_id, key, value) values
      (${tenantId}, 'policy.walledGarden', ${JSON.stringify(garden)}), (${tenantId}, 'policy.walledFor', '["expired"]')`);
    await eventually(() => rateOf('dan'), '256000/512000');
    expect((await house.login({ username: 'dan' }))?.get(MikrotikAddressList)).toBe('unpaid');
  });
});

it('the Class says what was granted', async () => {
  const reply = await house.login({ username: 'bob' });
  expect(decodeClassToken(reply!.get(Class)!)?.granted).toMatchObject({
    downloadBps: 90_000_000,
    uploadBps: 80_000_000,
    volumeBytes: null,
  });
});

it('all of it holds after a restart without the database', async () => {
  await house.stop();
  await house.start({ databaseUrl: nowhere });
  expect(await rateOf('bob')).toBe('80000000/90000000');
  expect((await house.login({ username: 'cat' }))?.get(MikrotikTotalLimit)).toBe(500_000);
  expect(await rateOf('dan')).toBe('256000/512000');
});
