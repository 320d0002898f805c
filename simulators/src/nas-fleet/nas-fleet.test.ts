import { afterEach, expect, test } from 'vitest';
import {
  Code,
  ErrorCause,
  MikrotikRateLimit,
  PacketBuilder,
  AcctSessionId,
  RadiusClient,
  SharedSecret,
  UserName,
} from '@trunkline/radius';
import { startAccountingBook, type BookedSession } from './accounting-book.fixture.ts';
import type { CoaMode, NasFleetSettings } from './fleet-options.ts';
import { createNasFleet, type NasFleet } from './nas-fleet.ts';
import type { SessionTruth } from './session-truth.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

type Settings = Omit<NasFleetSettings, 'server'>;

/** A thousand times as fast as on a router: an update each 300 ms, and half an hour in two seconds. */
const LIVELY: Settings = {
  seed: 20_261_121,
  routers: 4,
  subscribers: 60,
  timeScale: 1_000,
  dialInSeconds: 100,
  interimSeconds: 300,
  sessionSeconds: { min: 400, max: 1_500 },
  offlineSeconds: { min: 10, max: 60 },
  retransmission: { initialMs: 40, maxWaitMs: 40, maxAttempts: 100, maxTotalMs: 30_000 },
};

async function start(settings: Settings, quirks?: Parameters<typeof startAccountingBook>[1]) {
  const server = await startAccountingBook(settings, quirks);
  closers.push(() => server.close());
  const fleet = await createNasFleet({ ...settings, server: server.server });
  closers.push(() => fleet.close());
  return { server, fleet };
}

function bookedOf(book: Map<string, BookedSession>, session: SessionTruth): BookedSession | undefined {
  return book.get(session.classes[0]!);
}

function secretsOf({ routers }: NasFleet): string[] {
  return routers.map(({ secret }) => secret);
}

/** The server has what it acknowledged, and nothing that was not sent. */
function expectBooksToAgree(fleet: NasFleet, book: Map<string, BookedSession>): void {
  const seed = `seed ${LIVELY.seed}`;
  const truth = fleet.truth();
  for (const session of truth) {
    const booked = bookedOf(book, session);
    if (session.isCertain) {
      const { uploadBytes, downloadBytes } = session.sent;
      expect(booked, `${seed} ${session.acctSessionId}`).toMatchObject({ uploadBytes, downloadBytes });
    } else if (booked) {
      expect(booked.downloadBytes, seed).toBeGreaterThanOrEqual(session.acknowledged.downloadBytes);
      expect(booked.downloadBytes, seed).toBeLessThanOrEqual(session.sent.downloadBytes);
    } else {
      expect(session.isStartAcknowledged, seed).toBe(false);
    }
    if (session.isStopAcknowledged) expect(booked!.hasStop, seed).toBe(true);
  }
  expect(book.size, seed).toBeLessThanOrEqual(truth.length);
}

test('on a faultless network every session is booked to the byte, past 32 bits as well', async () => {
  const { server, fleet } = await start(LIVELY);
  await fleet.run(2_000);
  await fleet.logOutAll();
  const stats = fleet.stats();
  const truth = fleet.truth();
  expect(stats).toMatchObject({ openSessions: 0, inFlight: 0, notBegun: 0, lostStops: 0 });
  expect(stats.logins).toMatchObject({ rejected: 0, unproven: 0, unanswered: 0 });
  expect(truth.length).toBeGreaterThan(LIVELY.subscribers);
  expect(truth.every((session) => session.isCertain && session.isStopAcknowledged)).toBe(true);
  expect(truth.some((session) => session.sent.downloadBytes > 2n ** 32n)).toBe(true);
  expect(stats.records.interim.acknowledged).toBeGreaterThan(truth.length);
  expectBooksToAgree(fleet, server.book);
});

test('A8: duplicates, delays, reordering and lost datagrams both ways leave the same totals', async () => {
  const path = { drop: 0.05, duplicate: 0.2, delay: 0.2, delayMs: { min: 1, max: 400 }, reorder: 0.2 };
  const { server, fleet } = await start({ ...LIVELY, faults: { requests: path, answers: path } });
  await fleet.run(2_000);
  await fleet.logOutAll();
  const stats = fleet.stats();
  for (const counters of [stats.requestPath, stats.answerPath]) {
    for (const kind of ['dropped', 'duplicated', 'delayed', 'reordered'] as const) {
      expect(counters[kind], kind).toBeGreaterThan(0);
    }
  }
  expect(stats.retransmissions).toBeGreaterThan(0);
  expect(server.authentication.stats().duplicatesAnswered).toBeGreaterThan(0);
  expect(fleet.truth().filter((session) => session.isCertain).length).toBeGreaterThan(LIVELY.subscribers / 2);
  expectBooksToAgree(fleet, server.book);
});

test('A12: lost Stops, reboots and power cuts end sessions at what was last acknowledged', async () => {
  const { server, fleet } = await start({
    ...LIVELY,
    faults: { lostStop: 0.3, accountingOn: 1, offSeconds: { min: 20, max: 60 } },
  });
  const running = fleet.run(2_000);
  await expect.poll(() => fleet.stats().openSessions).toBeGreaterThan(40);
  await fleet.powerCut(0);
  await fleet.reboot(1);
  await running;
  await fleet.logOutAll();
  const ends = new Set(fleet.truth().map((session) => session.end));
  expect(ends).toContain('lost-stop');
  expect(ends).toContain('power-cut');
  expect(ends).toContain('admin-reboot');
  expect(fleet.stats().powerCuts).toBe(1);
  expect(fleet.stats().records.accountingOn).toEqual({ sent: 2, acknowledged: 2 });
  expect(server.boots).toBeGreaterThanOrEqual(2);
  for (const session of fleet.truth()) {
    if (session.end === 'lost-stop' || session.end === 'power-cut') {
      expect(bookedOf(server.book, session)?.hasStop ?? false).toBe(false);
    }
  }
  expectBooksToAgree(fleet, server.book);
});

test('reboots and power cuts come by themselves at their rates, and subscribers come back', async () => {
  const { server, fleet } = await start({
    ...LIVELY,
    faults: { rebootsPerHour: 6, powerCutsPerHour: 6, offSeconds: { min: 20, max: 60 } },
  });
  await fleet.run(2_000);
  await fleet.logOutAll();
  const { reboots, powerCuts, records } = fleet.stats();
  expect(reboots).toBeGreaterThan(0);
  expect(powerCuts).toBeGreaterThan(0);
  expect(records.accountingOn.sent).toBe(0);
  expect(fleet.truth().some(({ boot, isStopAcknowledged }) => boot > 1 && isStopAcknowledged)).toBe(true);
  expectBooksToAgree(fleet, server.book);
});

test.each([
  [true, ['81000000'], [1, 2]],
  [false, ['81000000', '81100000'], [1, 2]],
])('A10: after a boot session ids repeat (%s) or count the boot', async (repeatsSessionIds, ids, boots) => {
  const { server, fleet } = await start({
    ...LIVELY,
    routers: 1,
    subscribers: 1,
    dialInSeconds: 1,
    sessionSeconds: { min: 1e6, max: 1e6 },
    faults: { repeatsSessionIds, offSeconds: { min: 1, max: 2 } },
  });
  const stop = new AbortController();
  const running = fleet.run(stop.signal);
  await expect.poll(() => fleet.stats().records.interim.acknowledged).toBeGreaterThan(0);
  await fleet.powerCut(0);
  await expect.poll(() => fleet.truth()[1]?.isStartAcknowledged).toBe(true);
  stop.abort();
  await running;
  expect([...new Set(fleet.truth().map((session) => session.acctSessionId))]).toEqual(ids);
  expect(fleet.truth().map((session) => session.boot)).toEqual(boots);
  expect(server.book.size).toBe(2);
});

const COA_ANSWERS: readonly [CoaMode, number | undefined, number | undefined, boolean][] = [
  ['obey', Code.DisconnectAck, undefined, true],
  ['slow', Code.DisconnectAck, undefined, true],
  ['nak', Code.DisconnectNak, 503, false],
  ['disconnects', Code.DisconnectAck, undefined, true],
  ['ignore', Code.DisconnectAck, undefined, false],
  ['silent', undefined, undefined, false],
];

test.each(COA_ANSWERS)(
  'a Disconnect-Request to a router that will %s',
  async (mode, code, cause, isEnded) => {
    const { fleet } = await start({
      ...LIVELY,
      slowCoaMs: 20,
      sessionSeconds: { min: 1e6, max: 1e6 },
      coaMode: mode,
    });
    const stop = new AbortController();
    const running = fleet.run(stop.signal);
    await expect.poll(() => fleet.truth().length).toBeGreaterThan(0);
    const { acctSessionId, userName, router } = fleet.truth()[0]!;
    const { address, coaPort, secret } = fleet.routers[router]!;
    const client = new RadiusClient();
    closers.push(() => client.close());
    const request = new PacketBuilder(Code.DisconnectRequest)
      .add(UserName, userName)
      .add(AcctSessionId, acctSessionId);
    const nas = { address, port: coaPort, secret: new SharedSecret(secret) };
    const retransmission = { initialMs: 60, maxWaitMs: 60, maxAttempts: 3, maxTotalMs: 500 };
    const result = await client.send(request, nas, { retransmission });
    stop.abort();
    await running;
    expect(result.kind === 'reply' ? result.packet.code : undefined).toBe(code);
    expect(result.kind === 'reply' ? result.packet.get(ErrorCause) : undefined).toBe(cause);
    expect(fleet.truth()[0]!.end).toBe(isEnded ? 'disconnect-request' : undefined);
    expect(fleet.truth()[0]!.isStopAcknowledged).toBe(isEnded);
  },
);

test('a CoA-Request changes the rate of the session it names and refuses one for another router', async () => {
  const { fleet } = await start({ ...LIVELY, sessionSeconds: { min: 1e6, max: 1e6 } });
  const stop = new AbortController();
  const running = fleet.run(stop.signal);
  await expect.poll(() => fleet.truth().length).toBeGreaterThan(0);
  const session = fleet.truth()[0]!;
  const client = new RadiusClient();
  closers.push(() => client.close());
  const codes: (number | undefined)[] = [];
  for (const { address, coaPort, secret, index } of fleet.routers) {
    const request = new PacketBuilder(Code.CoaRequest)
      .add(AcctSessionId, session.acctSessionId)
      .add(UserName, session.userName)
      .add(MikrotikRateLimit, '5M/10M');
    const result = await client.send(request, { address, port: coaPort, secret: new SharedSecret(secret) });
    const expected = index === session.router ? Code.CoaAck : Code.CoaNak;
    codes.push(result.kind === 'reply' && result.packet.code === expected ? index : undefined);
  }
  stop.abort();
  await running;
  expect(codes).toEqual(fleet.routers.map(({ index }) => index));
  expect(fleet.truth().filter(({ rateLimit }) => rateLimit === '5M/10M')).toHaveLength(1);
  expect(fleet.truth()[0]!.rateLimit).toBe('5M/10M');
});

test('a rejected subscriber has no session and dials again', async () => {
  const { fleet } = await start({ ...LIVELY, subscribers: 2 }, { rejectsOnce: 'sim-2' });
  const stop = new AbortController();
  const running = fleet.run(stop.signal);
  await expect.poll(() => new Set(fleet.truth().map(({ userName }) => userName)).size).toBe(2);
  stop.abort();
  await running;
  expect(fleet.stats().logins).toMatchObject({ rejected: 1, unanswered: 0 });
});

test('an MS-CHAPv2 subscriber hangs up on an Accept without proof', async () => {
  const { fleet } = await start(
    { ...LIVELY, subscribers: 2, methods: ['ms-chap-v2'] },
    { provesNothing: true },
  );
  const running = fleet.run(60_000);
  await expect.poll(() => fleet.stats().logins.unproven).toBeGreaterThan(2);
  await fleet.close();
  await running;
  expect(fleet.truth()).toEqual([]);
});

test('the same seed makes the same fleet, another seed another', async () => {
  const { fleet } = await start(LIVELY);
  const again = await createNasFleet({
    ...LIVELY,
    server: { address: '127.0.0.1', authPort: 1, acctPort: 1 },
  });
  const other = await createNasFleet({
    ...LIVELY,
    seed: 1,
    server: { address: '127.0.0.1', authPort: 1, acctPort: 1 },
  });
  closers.push(again.close.bind(again), other.close.bind(other));
  expect(again.subscribers).toEqual(fleet.subscribers);
  expect(secretsOf(again)).toEqual(secretsOf(fleet));
  expect(secretsOf(other)).not.toEqual(secretsOf(fleet));
  expect(new Set(fleet.subscribers.map(({ method }) => method))).toEqual(
    new Set(['pap', 'chap', 'ms-chap-v2']),
  );
});
