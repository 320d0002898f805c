import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OfflineHouse, type LineUnderTest, type SubscriberFields } from './offline-house.ts';

let world: OfflineHouse;
/** A router that is well, with an API. */
let well: LineUnderTest;

beforeAll(async () => {
  world = await OfflineHouse.build();
  well = await world.router();
});
afterAll(() => world.tearDown());

const dayMs = 86_400_000;

/** Somebody who has been let in once. */
const known = (username: string, input?: SubscriberFields, router: LineUnderTest = well): Promise<string> =>
  world.known(router, { ...input, username });

describe('somebody is offline because', () => {
  test('the account is suspended', async () => {
    const id = await known('suspended');
    await world.house.change(world.tenantId, id, { status: 'suspended' });
    expect(await world.why(id)).toMatchObject({
      state: 'offline',
      step: 'account',
      finding: 'account_blocked',
      sentence: 'The account is suspended, so logins are refused.',
      action: { name: 'activate', isAllowed: true },
    });
  });

  test('the subscription has expired', async () => {
    const id = await known('expired', { expiresInMs: dayMs });
    world.clock.advance(dayMs);
    const why = await world.why(id);
    expect(why).toMatchObject({ state: 'offline', step: 'service', finding: 'service_refused' });
    expect(why).toMatchObject({ action: { name: 'extend' } });
    expect(why.sentence).toMatch(/^No service: the subscription has expired/);
  });

  test('nothing was ever sold', async () => {
    const id = await world.subscriber('unsold', { subscription: false });
    expect(await world.why(id)).toMatchObject({
      step: 'service',
      sentence: 'No service: no subscription is in force.',
      action: { name: 'assign-plan' },
    });
  });

  test('the last login brought a wrong password', async () => {
    const id = await known('forgetful');
    await world.login(well, { username: 'forgetful', password: 'wrong', expects: 'aaa.wrong_password' });
    const why = await world.why(id);
    expect(why).toMatchObject({ step: 'login', finding: 'login_refused', action: { name: 'set-password' } });
    expect(why.sentence).toMatch(
      /^The last login was refused at \d\d:\d\d: the password in the device is wrong\.$/,
    );
  });

  test('the device is not the one that the account is bound to', async () => {
    const id = await world.subscriber('bound', { macBinding: 'fixed', macs: ['02:00:00:00:00:09'] });
    await world.login(well, { username: 'bound', station: '02-00-00-00-00-01', expects: 'aaa.wrong_mac' });
    const why = await world.why(id);
    expect(why).toMatchObject({ step: 'device', finding: 'device_wrong', action: { name: 'reset-macs' } });
    expect(why.sentence).toContain('02-00-00-00-00-01');
    expect(why.sentence).toContain('bound to 02:00:00:00:00:09');
  });

  test('the account is bound to another router', async () => {
    const other = await world.router({ api: false });
    const id = await world.subscriber('moved', { nasId: well.nasId });
    await world.login(other, { username: 'moved', expects: 'aaa.wrong_nas' });
    expect(await world.why(id)).toMatchObject({
      step: 'device',
      finding: 'nas_wrong',
      action: { name: 'edit-nas-binding' },
    });
  });

  test('the account is online elsewhere as often as allowed, at a router that has lost the session', async () => {
    const id = await known('twice');
    await world.report(well, { status: 'Start', username: 'twice', sessionId: 'twice-1' });
    await world.login(well, {
      username: 'twice',
      station: 'AA-BB-CC-00-00-02',
      expects: 'aaa.too_many_sessions',
    });
    expect(await world.why(id)).toMatchObject({
      state: 'offline',
      step: 'device',
      finding: 'sessions_full',
      sentence: 'The account is already online as often as allowed: 1 of 1.',
      action: { name: 'disconnect' },
    });
  });

  test('the quota is used up and its end cuts', async () => {
    const plan = await world.house.addPlan(world.tenantId, {
      quotaPeriod: 'monthly',
      quotaBytes: 1_000_000_000n,
      quotaAtZero: 'cut',
    });
    const id = await world.house.addSubscriber(world.tenantId, plan, {
      username: 'heavy',
      expiresInMs: 30 * dayMs,
    });
    await world.login(well, { username: 'heavy' });
    await world.useUp(id, 2_000_000_000n);
    const why = await world.why(id);
    expect(why).toMatchObject({ step: 'service', finding: 'service_refused', action: { name: 'top-up' } });
    expect(why.sentence).toContain('monthly quota');
  });

  test('it is outside the login hours', async () => {
    const id = await known('nightly');
    const day = new Date(world.clock.now()).getUTCDay();
    const other = [1, 2, 3, 4, 5, 6, 7].filter((one) => one % 7 !== day % 7);
    await world.house.change(world.tenantId, id, {
      loginWindows: JSON.stringify([{ days: [other[2]], from: '01:00', to: '02:00' }]),
    });
    const why = await world.why(id);
    expect(why).toMatchObject({ step: 'service', action: { name: 'edit-login-hours' } });
    expect(why.sentence).toMatch(/^No service: it is outside the login hours/);
  });

  test('no login of theirs has ever arrived', async () => {
    const id = await world.subscriber('newcomer');
    expect(await world.why(id)).toMatchObject({
      state: 'offline',
      step: 'login',
      finding: 'login_never',
      action: { name: 'restart-device' },
    });
  });

  test('what refused the last login is mended, and the device has not tried again', async () => {
    const id = await world.subscriber('mended', { status: 'suspended' });
    await world.login(well, { username: 'mended', expects: 'aaa.suspended' });
    await world.house.change(world.tenantId, id, { status: 'active' });
    const why = await world.why(id);
    expect(why.steps.find(({ code }: { code: string }) => code === 'login')).toMatchObject({
      finding: 'login_mended',
    });
    expect(why).toMatchObject({
      state: 'offline',
      finding: 'router_no_session',
      action: { name: 'restart-device' },
    });
  });
});

describe('somebody is offline because of the router:', () => {
  test('no packet of it has ever arrived', async () => {
    const silent = await world.router({ api: false });
    const id = await world.subscriber('behind-silence', { nasId: silent.nasId });
    expect(await world.why(id)).toMatchObject({
      step: 'nas',
      finding: 'nas_never_heard',
      action: { name: 'open-nas' },
      nas: { id: silent.nasId },
    });
  });

  test('it is disabled here', async () => {
    const off = await world.router({ api: false });
    const id = await known('disabled-nas', {}, off);
    await world.changeNas(off.nasId, { isEnabled: false });
    expect(await world.why(id)).toMatchObject({
      step: 'nas',
      finding: 'nas_disabled',
      action: { name: 'open-nas' },
    });
  });

  test('its API does not answer', async () => {
    const dead = await world.router();
    const id = await known('behind-dead', {}, dead);
    await dead.device!.powerOff();
    const why = await world.why(id);
    expect(why).toMatchObject({
      step: 'router',
      finding: 'router_unreachable',
      action: { name: 'open-nas' },
    });
    expect(why.steps.at(-1)).toMatchObject({ evidence: { failure: 'refused' } });
  });

  test('it hangs, and that is said within five seconds', async () => {
    const hung = await world.router({ faults: { instead: 'silence' } });
    const id = await known('behind-hung', {}, hung);
    const why = await world.why(id);
    expect(why).toMatchObject({ finding: 'router_unreachable' });
    expect(why.steps.at(-1)).toMatchObject({ evidence: { failure: 'timed_out' } });
  });

  test('its port has no link', async () => {
    const dark = await world.router();
    const id = await known('behind-dark', {}, dark);
    dark.device!.state.isLinkUp = false;
    const why = await world.why(id);
    expect(why).toMatchObject({
      step: 'router',
      finding: 'router_link_down',
      action: { name: 'check-cable' },
    });
    expect(why.sentence).toContain('ether1');
  });

  test('it is well and has no session, though it sees the device, and its log says more', async () => {
    const id = await known('hung-up');
    await world.report(well, {
      status: 'Start',
      username: 'hung-up',
      sessionId: 'h1',
      callingStationId: 'AA:BB:CC:00:00:77',
    });
    await world.report(well, { status: 'Stop', username: 'hung-up', sessionId: 'h1', sessionTimeS: 5 });
    const { state } = well.device!;
    state
      .table('/ip/arp')
      .add({ address: '10.9.9.9', 'mac-address': 'AA:BB:CC:00:00:77', interface: 'bridge-lan' });
    const message = 'hung-up: terminating... - peer is not responding';
    state.table('/log').items.push({ id: '*1', fields: { time: '12:00:00', topics: 'pppoe,info', message } });
    const why = await world.why(id);
    expect(why).toMatchObject({
      step: 'router',
      finding: 'router_no_session',
      action: { name: 'restart-device' },
    });
    expect(why.sentence).toContain('its device is seen on bridge-lan');
    expect(why.steps.at(-1).evidence).toMatchObject({ device: 'arp', logLine: message });
  });

  test('it has a user of the same name itself', async () => {
    const id = await known('twin');
    well.device!.state.table('/ppp/secret').add({ name: 'twin', password: 'x' });
    expect(await world.why(id)).toMatchObject({ finding: 'router_local_user', action: { name: 'open-nas' } });
  });

  test('its reports of the session have stopped', async () => {
    const quiet = await world.router({ api: false });
    const id = await known('unheard', {}, quiet);
    await world.report(quiet, { status: 'Start', username: 'unheard', sessionId: 'u1' });
    world.clock.advance(12 * 60_000);
    const why = await world.why(id);
    expect(why).toMatchObject({ state: 'offline', step: 'accounting', finding: 'session_silent' });
    expect(why.sentence).toMatch(
      /was last reported at \d\d:\d\d; since then the router has said nothing of it\.$/,
    );
  });

  test('and is not asked where nobody wants it, which leaves the rest as it is', async () => {
    const id = await known('unasked');
    const before = well.device!.connected + well.device!.record.commands.length;
    const why = await world.why(id, '?router=false');
    expect(why.steps.at(-1)).toMatchObject({ state: 'unknown', finding: 'router_not_asked' });
    expect(why).toMatchObject({ state: 'offline', step: 'login', action: { name: 'restart-device' } });
    expect(well.device!.connected + well.device!.record.commands.length).toBe(before);
  });
});

test('another tenant learns nothing, nor does who may not see subscribers', async () => {
  const id = await world.subscriber('private');
  const strangers = await world.house.addTenant('south');
  const request = `GET /api/subscribers/${id}/why-offline`;
  expect((await world.api.call(request, { tenantId: strangers })).status).toBe(404);
  const blind = { tenantId: world.tenantId, permissions: ['aaa.read'] };
  expect((await world.api.call(request, blind)).status).toBe(403);
});
