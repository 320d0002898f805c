import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EnforcementWorld, full, type Online, type PlayedNas } from './enforcement-world.ts';

let world: EnforcementWorld;
beforeAll(async () => {
  world = await EnforcementWorld.create();
});
afterAll(() => world.close());

async function setStatus({ subscriberId }: Online, status: string): Promise<void> {
  await world.database
    .as('api')
    .inTenant(world.tenant.tenantId, (tx) =>
      tx.updateTable('subscribers.subscriber').set({ status }).where('id', '=', subscriberId).execute(),
    );
  await world.settle();
  await world.settle();
}

async function setSetting(key: string, value: unknown): Promise<void> {
  const { tenantId } = world.tenant;
  await world.database.as('api').inTenant(tenantId, (tx) =>
    sql`insert into settings.setting (tenant_id, key, value) values (${tenantId}, ${key}, ${JSON.stringify(value)}::jsonb)
        on conflict (tenant_id, key) do update set value = excluded.value`.execute(tx),
  );
}

test('somebody who is suspended loses the session at once, by whatever rung the NAS has for it', async () => {
  const nas = await world.nas({ hasApi: true });
  const anna = await world.online(nas);
  await world.settle();
  await setStatus(anna, 'suspended');
  expect(world.faults).toEqual([]);
  expect(await world.terms(anna)).toMatchObject({
    state: 'claimed',
    desired: null,
    steps: ['disconnect acknowledged'],
  });
  expect(nas.router.session(anna.acctSessionId)).toBeUndefined();
});

test('where nothing answers on the CoA port, the session is ended over the API', async () => {
  const nas = await world.nas({ hasApi: true });
  const anna = await world.online(nas);
  await world.settle();
  nas.router.coaMode = 'silent';
  await setStatus(anna, 'suspended');
  for (let look = 0; look < 4; look++) {
    world.clock.advance(1_100);
    await world.settle();
  }
  expect(await world.steps(anna)).toEqual([
    'disconnect timed_out',
    'disconnect timed_out',
    'disconnect timed_out',
    'disconnect acknowledged',
  ]);
  expect([...nas.router.device.state.sessions]).toEqual([]);
});

test('a walled garden by address list is brought and lifted without a redial', async () => {
  await setSetting('policy.walledGarden', {
    pool: null,
    addressList: 'debtors',
    downloadBps: 1_000_000,
    uploadBps: 500_000,
  });
  await setSetting('policy.walledFor', ['suspended']);
  const nas = await world.nas({ hasApi: true });
  const anna = await world.online(nas);
  await world.settle();
  await setStatus(anna, 'suspended');
  expect(world.faults).toEqual([]);
  expect(await world.terms(anna)).toMatchObject({
    state: 'in_step',
    appliedBy: 'api',
    applied: { access: 'walled_garden', addressList: 'debtors', downloadBps: 1_000_000 },
    steps: ['api confirmed by read_back'],
  });
  expect(await world.listsOfOurs(nas)).toEqual([`${anna.framedIp} debtors`]);
  expect(nas.router.effective(anna.acctSessionId)).toEqual({ downloadBps: 1_000_000, uploadBps: 500_000 });
  await setStatus(anna, 'active');
  expect(await world.terms(anna)).toMatchObject({
    state: 'in_step',
    applied: { ...full, addressList: null },
  });
  expect(await world.listsOfOurs(nas)).toEqual([]);
  expect(await world.queuesOfOurs(nas)).toEqual([]);
  expect(nas.router.effective(anna.acctSessionId)).toEqual(full);
});

test('a walled garden by pool takes a new login', async () => {
  await setSetting('policy.walledGarden', {
    pool: 'garden',
    addressList: null,
    downloadBps: 1_000_000,
    uploadBps: 500_000,
  });
  await setSetting('policy.walledFor', ['suspended']);
  const nas = await world.nas({ hasApi: true });
  const anna = await world.online(nas);
  await world.settle();
  await setStatus(anna, 'suspended');
  expect(await world.steps(anna)).toEqual(['disconnect acknowledged']);
});

async function onlineWithZone(nas: PlayedNas, key: string): Promise<Online> {
  const zoneId = await world.zone(key);
  const rates = { downloadBps: 50_000_000n, uploadBps: 10_000_000n };
  const anna = await world.online(nas, {
    downloadBps: BigInt(full.downloadBps),
    uploadBps: BigInt(full.uploadBps),
    validity: null,
    zoneRules: [{ zoneId, rates, isFree: false }],
  });
  await world.settle();
  expect(world.faults).toEqual([]);
  return anna;
}

describe('a zone of a plan', () => {
  test('gets a queue of its own before that of the session', async () => {
    const nas = await world.nas({ hasApi: true });
    const anna = await onlineWithZone(nas, 'cdn');
    expect(await world.terms(anna)).toMatchObject({
      state: 'in_step',
      steps: ['api confirmed by read_back'],
    });
    expect(await world.queuesOfOurs(nas)).toEqual([`trunkline-${anna.acctSessionId}-cdn`]);
  });

  test('is no failure of a session whose router has no API: nothing could ever bring it there', async () => {
    const nas = await world.nas({});
    const anna = await onlineWithZone(nas, 'cache');
    expect(await world.terms(anna)).toMatchObject({ state: 'in_step', steps: [] });
    expect(nas.router.requests).toEqual([]);
  });
});
