import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planOf } from '../routers/routers-world.ts';
import { OfflineHouse, type LineUnderTest, type SubscriberFields } from './offline-house.ts';

const dayMs = 86_400_000;
let world: OfflineHouse;
/** A router that is well, with an API. */
let well: LineUnderTest;

beforeAll(async () => {
  world = await OfflineHouse.build();
  well = await world.router();
});
afterAll(() => world.tearDown());

const known = (username: string, input: SubscriberFields = {}): Promise<string> =>
  world.known(well, { ...input, username });

async function online(username: string): Promise<void> {
  const sessionId = `8100${username.length}`;
  await world.report(well, { status: 'Start', username, sessionId });
  well.device!.open(planOf({ userName: username, sessionId }));
}

describe('somebody is online', () => {
  test('since their session began, at the speed of the plan', async () => {
    const id = await known('happy');
    await online('happy');
    const why = await world.why(id);
    expect(why).toMatchObject({ state: 'online', step: null, finding: 'session_online', action: null });
    expect(why.sentence).toMatch(
      /^Online since \d\d:\d\d; the plan is in force with its full speed of 20M\/10M\.$/,
    );
    expect(why.steps.map(({ state }: { state: string }) => state)).toEqual(Array(7).fill('ok'));
  });

  test('over DHCP, where the router knows of no login and no dial', async () => {
    const id = await known('leased');
    const callingStationId = 'AA:BB:CC:00:00:88';
    const address = '10.9.8.7';
    await world.report(well, {
      status: 'Start',
      username: 'leased',
      sessionId: 'd1',
      framedIp: address,
      callingStationId,
    });
    const lease = { userName: 'leased', service: 'ipoe', address, callerId: callingStationId } as const;
    well.device!.open(planOf({ ...lease, sessionId: 'd1' }));
    expect(await world.why(id)).toMatchObject({ state: 'online', step: null });
    await world.report(well, { status: 'Stop', username: 'leased', sessionId: 'd1', sessionTimeS: 5 });
    await world.report(well, {
      status: 'Start',
      username: 'leased',
      sessionId: 'd2',
      framedIp: '10.9.8.8',
      callingStationId,
    });
    expect(await world.why(id)).toMatchObject({ state: 'offline', finding: 'router_no_session' });
  });

  test('and slow, because fair use says so', async () => {
    const plan = await world.house.addPlan(world.tenantId, {
      fairUse: JSON.stringify([
        { period: 'month', thresholdBytes: 1_000_000_000, downloadBps: 2_000_000, uploadBps: 1_000_000 },
      ]),
    });
    const id = await world.house.addSubscriber(world.tenantId, plan, {
      username: 'slow',
      expiresInMs: 30 * dayMs,
    });
    await world.login(well, { username: 'slow' });
    await online('slow');
    await world.useUp(id, 3_000_000_000n);
    const why = await world.why(id);
    expect(why).toMatchObject({
      state: 'limited',
      step: 'service',
      finding: 'service_slowed',
      action: { name: 'top-up' },
    });
    expect(why.sentence).toMatch(/^Online since \d\d:\d\d, but limited: slowed to 2M\/1M/);
  });

  test('in the walled garden, to pay', async () => {
    await world.setWalledGarden(true);
    const id = await known('walled', { expiresInMs: dayMs });
    await online('walled');
    world.clock.advance(dayMs);
    await world.report(well, {
      status: 'Interim-Update',
      username: 'walled',
      sessionId: '81006',
      sessionTimeS: 86_400,
    });
    const why = await world.why(id);
    await world.setWalledGarden(false);
    expect(why).toMatchObject({ state: 'limited', finding: 'service_walled', action: { name: 'extend' } });
    expect(why.sentence).toMatch(/but limited: in the walled garden/);
  });
});
