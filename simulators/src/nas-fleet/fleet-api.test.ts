import {
  AcctSessionId,
  AcctTerminateCause,
  Code,
  FramedIpAddress,
  MikrotikAddressList,
  MikrotikRateLimit,
  MikrotikTotalLimit,
  PacketBuilder,
  RadiusClient,
  SessionTimeout,
  SharedSecret,
} from '@trunkline/radius';
import {
  addressLists,
  endPppSession,
  listInterfaces,
  listPppActive,
  readIdentity,
  RouterosClient,
  simpleQueues,
} from '@trunkline/routeros';
import { afterEach, expect, test } from 'vitest';
import { startAccountingBook } from './accounting-book.fixture.ts';
import type { NasFleetSettings } from './fleet-options.ts';
import { createNasFleet, type NasFleet } from './nas-fleet.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const api = { port: 0, users: [{ name: 'trunkline', password: 'secret' }], keepsRecord: true };

const SETTINGS: Omit<NasFleetSettings, 'server'> = {
  seed: 20_261_123,
  firstAddress: '127.23.0.1',
  routers: 1,
  subscribers: 3,
  timeScale: 100,
  dialInSeconds: 1,
  interimSeconds: 10,
  sessionSeconds: { min: 1e6, max: 1e6 },
  // Far more than they may use.
  downloadBps: { min: 500_000_000, max: 500_000_000 },
  uploadBps: { min: 500_000_000, max: 500_000_000 },
  api,
};

/** A fleet whose three subscribers are online, and a client of its one router. */
async function start(grants: (accept: PacketBuilder) => void, settings: Partial<NasFleetSettings> = {}) {
  const book = await startAccountingBook({ ...SETTINGS, ...settings }, { grants });
  closers.push(() => book.close());
  const fleet = await createNasFleet({ ...SETTINGS, ...settings, server: book.server });
  closers.push(() => fleet.close());
  const stop = new AbortController();
  const running = fleet.run(stop.signal);
  closers.push(async () => {
    stop.abort();
    await running;
  });
  await expect
    .poll(() => fleet.truth().filter(({ isStartAcknowledged }) => isStartAcknowledged))
    .toHaveLength(3);
  return { book: book.book, fleet, client: await connect(fleet) };
}

async function connect(fleet: NasFleet): Promise<RouterosClient> {
  const { address, apiPort } = fleet.routers[0]!;
  const login = { host: address, port: apiPort!, username: 'trunkline', password: 'secret' };
  const client = await RouterosClient.connect({ ...login, timeoutMs: 5_000 });
  closers.push(() => client.close());
  return client;
}

async function change(
  fleet: NasFleet,
  add: (request: PacketBuilder) => PacketBuilder,
): Promise<number | undefined> {
  const { address, coaPort, secret } = fleet.routers[0]!;
  const client = new RadiusClient();
  closers.push(() => client.close());
  const request = new PacketBuilder(Code.CoaRequest)
    .add(AcctSessionId, fleet.truth()[0]!.acctSessionId)
    .add(FramedIpAddress, fleet.truth()[0]!.framedIpAddress);
  const nas = { address, port: coaPort, secret: new SharedSecret(secret) };
  const result = await client.send(add(request), nas);
  return result.kind === 'reply' ? result.packet.code : undefined;
}

const tenForFifty = (accept: PacketBuilder): void => {
  accept.add(MikrotikRateLimit, '10M/50M').add(MikrotikAddressList, 'schools');
};

test('what RADIUS grants shows in the API, and accounting tells of no more than the queue lets pass', async () => {
  const { book, fleet, client } = await start(tenForFifty);
  expect(await readIdentity(client)).toBe(fleet.routers[0]!.name);
  const active = await listPppActive(client);
  const truth = fleet.truth();
  expect(active.map(({ name, sessionId, address }) => [name, sessionId, address])).toEqual(
    truth.map(({ userName, acctSessionId, framedIpAddress }) => [userName, acctSessionId, framedIpAddress]),
  );
  expect(
    (await addressLists.list(client, { where: { list: 'schools' } })).map(({ address }) => address),
  ).toEqual(truth.map(({ framedIpAddress }) => framedIpAddress));
  expect(await simpleQueues.list(client)).toMatchObject(
    truth.map(({ userName }) => ({
      name: `<pppoe-${userName}>`,
      maxLimit: { uploadBps: 10_000_000, downloadBps: 50_000_000 },
    })),
  );
  await expect.poll(() => fleet.stats().records.interim.acknowledged).toBeGreaterThan(6);
  await fleet.logOutAll();
  for (const session of fleet.truth()) {
    const { uploadBytes, downloadBytes, seconds } = session.sent;
    expect(uploadBytes).toBeLessThanOrEqual((10_000_000n / 8n) * BigInt(seconds));
    expect(downloadBytes).toBeLessThanOrEqual((50_000_000n / 8n) * BigInt(seconds));
    expect(downloadBytes).toBeGreaterThan(0n);
    expect(book.get(session.classes[0]!)!.downloadBytes).toBe(downloadBytes);
  }
});

test('a CoA changes the queue that the API shows, and its counters go on', async () => {
  const { fleet, client } = await start(tenForFifty);
  await expect
    .poll(async () => (await listInterfaces(client, { type: 'pppoe-in' }))[0]!.txBytes)
    .toBeGreaterThan(0n);
  const [before] = await simpleQueues.list(client);
  expect(await change(fleet, (request) => request.add(MikrotikRateLimit, '1M/2M'))).toBe(Code.CoaAck);
  const [after] = await simpleQueues.list(client);
  expect(after).toMatchObject({ id: before!.id, maxLimit: { uploadBps: 1_000_000, downloadBps: 2_000_000 } });
  expect(after!.bytes!.downloadBytes).toBeGreaterThanOrEqual(before!.bytes!.downloadBytes);
  expect(fleet.truth()[0]!.effectiveRates).toEqual({ uploadBps: 1_000_000, downloadBps: 2_000_000 });
});

test('a queue that the API puts first holds the rate of the session, until it is removed', async () => {
  const { fleet, client } = await start(tenForFifty);
  const [first] = await simpleQueues.list(client);
  const slow = { uploadBps: 500_000, downloadBps: 1_000_000 };
  const { framedIpAddress, acctSessionId } = fleet.truth()[0]!;
  const id = await simpleQueues.add(
    client,
    { name: `trunkline-${acctSessionId}`, targets: [`${framedIpAddress}/32`], maxLimit: slow },
    { placeBefore: first!.id },
  );
  const granted = { uploadBps: 10_000_000, downloadBps: 50_000_000 };
  expect(fleet.truth().map(({ effectiveRates }) => effectiveRates)).toEqual([slow, granted, granted]);
  await simpleQueues.remove(client, [id]);
  expect(fleet.truth()[0]!.effectiveRates).toEqual(granted);
});

test('a session removed by the API ends with a Stop that says Admin-Reset', async () => {
  const { book, fleet, client } = await start(tenForFifty);
  const { userName: name, acctSessionId: sessionId, classes } = fleet.truth()[0]!;
  expect(await endPppSession(client, { name, sessionId })).toBe(true);
  await expect.poll(() => fleet.truth()[0]!.isStopAcknowledged).toBe(true);
  expect(fleet.truth()[0]!.end).toBe('api-remove');
  expect(book.get(classes[0]!)!.cause).toBe(AcctTerminateCause.values['Admin-Reset']);
});

test('a Session-Timeout brought by CoA counts from the start of the session', async () => {
  const { fleet } = await start(tenForFifty);
  expect(await change(fleet, (request) => request.add(SessionTimeout, 30))).toBe(Code.CoaAck);
  await expect.poll(() => fleet.truth()[0]!.end).toBe('session-timeout');
  expect(fleet.truth()[0]!.sent.seconds).toBeGreaterThanOrEqual(30);
  expect(fleet.truth()[1]!.end).toBeUndefined();
});

test('a router that takes no CoA ends sessions nevertheless, and leaves the rate as it is', async () => {
  const { fleet } = await start(tenForFifty, { coaMode: 'disconnects' });
  expect(await change(fleet, (request) => request.add(MikrotikRateLimit, '1M/2M'))).toBe(Code.CoaNak);
  expect(fleet.truth()[0]!.rateLimit).toBe('10M/50M');
});

test('a session ends when it has used its Mikrotik-Total-Limit', async () => {
  const { fleet } = await start((accept) => tenForFifty(accept.add(MikrotikTotalLimit, 100_000_000)));
  await expect.poll(() => fleet.truth()[0]!.isStopAcknowledged).toBe(true);
  expect(fleet.truth()[0]!.end).toBe('volume-limit');
});

test('a router without power is reached by nobody, and is back with what was configured', async () => {
  const { fleet, client } = await start(tenForFifty, {
    faults: { offSeconds: { min: 50, max: 50 } },
  });
  await simpleQueues.add(client, { name: 'kept', targets: ['10.9.9.9/32'] });
  await fleet.powerCut(0);
  await expect(listPppActive(client)).rejects.toThrow();
  await expect.poll(() => fleet.truth().filter(({ end }) => end === undefined)).toHaveLength(3);
  const again = await connect(fleet);
  expect((await simpleQueues.list(again)).map(({ name }) => name)).toContain('kept');
  expect(await listPppActive(again)).toHaveLength(3);
});
