import { setTimeout as delay } from 'node:timers/promises';
import { systemClock } from '@trunkline/kit';
import {
  AcctSessionId,
  AcctStatusType,
  CallingStationId,
  Class,
  Code,
  PacketBuilder,
  RadiusClient,
  UserName,
} from '@trunkline/radius';
import { atScale, recordFigures } from '@trunkline/test-kit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { insertNas } from '../accounting/accounting-world.ts';
import { createTestDatabase } from '../support/test-database.ts';
import { createTestTenant, type TestTenant } from '../support/test-tenant.ts';
import { AccountingSender } from './accounting-sender.ts';
import { compareAccounting, hasDifferences, noDifferences, type Differences } from './compare-accounting.ts';
import { endpointOf, FaultHouse } from './fault-house.ts';
import { FloodSender } from './flood-sender.ts';
import { LatencyRecord } from './latency-record.ts';
import { loginOnce, patient, stationOf } from './login-once.ts';
import type { RoleProcess } from './role-process.ts';

const floodPerSecond = atScale({ ci: 5_000, full: 20_000 });
const floodSeconds = atScale({ ci: 1, full: 10 });
const others = 9;
const otherPerSecond = 100;
const stormSubscribers = atScale({ ci: 300, full: 10_000 });
const feedLimit = { timeout: atScale({ ci: 10_000, full: 60_000 }), interval: 100 };
const maxDials = 20;
/** A router keeps an accounting record until somebody takes it. */
const stubborn = { initialMs: 1_000, maxWaitMs: 2_000, maxAttempts: 150, maxTotalMs: 300_000 };
const lookEveryMs = 200;
const foldLimitMs = atScale({ ci: 30_000, full: 300_000 });

let house: FaultHouse;
let radius: RoleProcess;
let fold: RoleProcess;
let neighbours: { tenant: TestTenant; sender: AccountingSender }[];
let neighbourNames: string[];

beforeEach(async () => {
  house = await FaultHouse.build(await createTestDatabase());
  radius = house.role('radius');
  fold = house.role('fold');
  neighbourNames = ['first', 'second', 'third'];
  const tenants: [TestTenant, string][] = [];
  for (let n = 1; n <= others; n++) {
    const tenant = await createTestTenant(house.database, { code: `neighbour-${n}` });
    const localAddress = `127.0.1.${n}`;
    await insertNas(house.database, tenant, { prefix: `${localAddress}/32` });
    await house.addSubscribers(neighbourNames, await house.addPlan({}, tenant), tenant);
    tenants.push([tenant, localAddress]);
  }
  await Promise.all([radius.start(), fold.start()]);
  const endpoint = endpointOf(radius, 'acct');
  neighbours = tenants.map(([tenant, localAddress]) => ({
    tenant,
    sender: new AccountingSender({
      endpoint,
      localAddress,
      usernames: neighbourNames,
      perSecond: otherPerSecond,
    }),
  }));
});
afterEach(async () => {
  await Promise.all(neighbours.map(({ sender }) => sender.close()));
  await house.tearDown();
});

it('A14: while one router floods, the others are served, and nothing acknowledged is lost', async () => {
  const flood = new FloodSender({
    endpoint: endpointOf(radius, 'acct'),
    localAddress: '127.0.0.1',
    packetOf: (n) =>
      new PacketBuilder(Code.AccountingRequest)
        .add(AcctStatusType, AcctStatusType.values.Start)
        .add(AcctSessionId, floodId(n))
        .add(UserName, 'nobody'),
  });
  const startedMs = systemClock.monotonic();
  for (const { sender } of neighbours) sender.start();
  await flood.send({ perSecond: floodPerSecond, count: floodPerSecond * floodSeconds });
  const seconds = (systemClock.monotonic() - startedMs) / 1_000;
  await Promise.all(neighbours.map(({ sender }) => sender.finish()));
  await flood.close();

  const lost = async (): Promise<string[]> => {
    const found = await sessionIds(house.tenant);
    return [...flood.answered].map(floodId).filter((id) => !found.has(id));
  };
  await whenFolded(async () => (await lost()).length === 0);
  expect(await lost()).toEqual([]);
  expect(flood.answered.size).toBeGreaterThan(0);
  for (const differences of await otherDifferences()) expect(differences).toEqual(noDifferences);
  recordFigures('A14', {
    floodPerSecond: Math.round(flood.sent / seconds),
    floodSent: flood.sent,
    floodAcknowledged: flood.answered.size,
    othersAcknowledged: sum(neighbours.map(({ sender }) => sender.acknowledged)),
    othersRetransmissions: sum(neighbours.map(({ sender }) => sender.retransmissions)),
    othersP99Ms: Math.max(...neighbours.map(({ sender }) => sender.latency.take().p99)),
  });
});

it('A14: all subscribers of a router that restarts end, dial and begin at once, and each has one session after', async () => {
  const names = Array.from({ length: stormSubscribers }, (_, n) => `line${n}`);
  await house.addSubscribers(names, await house.addPlan({ maxSessions: 1 }));
  const client = new RadiusClient({ localAddress: '127.0.0.1' });
  const report = async (
    status: 'Start' | 'Stop',
    session: { id: string; n: number; class?: Buffer | undefined },
  ) => {
    const packet = new PacketBuilder(Code.AccountingRequest)
      .add(AcctStatusType, AcctStatusType.values[status])
      .add(AcctSessionId, session.id)
      .add(UserName, names[session.n]!)
      .add(CallingStationId, stationOf(session.n));
    if (session.class) packet.add(Class, session.class);
    const result = await client.send(packet, endpointOf(radius, 'acct'), { retransmission: stubborn });
    if (result.kind !== 'reply') throw new Error(`a ${status} got no answer`);
  };
  const logins = new LatencyRecord();
  const logIn = (n: number) => {
    const username = names[n]!;
    const login = { client, endpoint: endpointOf(radius, 'auth'), username, password: username };
    return loginOnce({ ...login, station: stationOf(n) });
  };
  let redials = 0;
  const dial = async (n: number, boot: string): Promise<void> => {
    let answer = await logIn(n);
    // As a subscriber's router does for ever; a server that is asked too much keeps silent.
    for (let tries = 1; answer.outcome === 'silence' && tries < maxDials; tries++, redials++)
      answer = await logIn(n);
    expect(answer.outcome).toBe('accepted');
    logins.record(answer.rttMs);
    await report('Start', { id: `${boot}-${n}`, n, class: answer.class });
  };
  const all = <T>(work: (n: number) => Promise<T>): Promise<T[]> => Promise.all(names.map((_, n) => work(n)));

  // The last of them has come through the change feed, hence all.
  await expect.poll(async () => (await logIn(stormSubscribers - 1)).outcome, feedLimit).toBe('accepted');
  await all((n) => dial(n, 'a'));
  logins.take();
  for (const { sender } of neighbours) sender.start();
  const startedMs = systemClock.monotonic();
  const stops = all((n) => report('Stop', { id: `a-${n}`, n }));
  const on = new PacketBuilder(Code.AccountingRequest).add(
    AcctStatusType,
    AcctStatusType.values['Accounting-On'],
  );
  const announced = await client.send(on, endpointOf(radius, 'acct'), { retransmission: patient });
  expect(announced.kind).toBe('reply');
  await Promise.all([stops, all((n) => dial(n, 'b'))]);
  const seconds = (systemClock.monotonic() - startedMs) / 1_000;
  await Promise.all([client.close(), ...neighbours.map(({ sender }) => sender.finish())]);

  const begun = (rows: Awaited<ReturnType<typeof sessionsOf>>): string[] =>
    rows.filter((row) => row.closedBy === null).map((row) => row.acctSessionId);
  await whenFolded(async () => {
    const rows = await sessionsOf(house.tenant);
    return rows.length === 2 * stormSubscribers && begun(rows).length === stormSubscribers;
  });
  const rows = await sessionsOf(house.tenant);
  expect(rows).toHaveLength(2 * stormSubscribers);
  expect(new Set(begun(rows))).toEqual(new Set(names.map((_, n) => `b-${n}`)));
  recordFigures('A14', {
    stormSubscribers,
    redials,
    stormSeconds: Math.round(seconds * 10) / 10,
    stormLoginP99Ms: logins.take().p99,
    othersP99Ms: Math.max(...neighbours.map(({ sender }) => sender.latency.take().p99)),
  });
});

/** Waits for the fold as long as it may take, and lets it end in order: what is compared then is all there is. */
async function whenFolded(isThere: () => Promise<boolean>): Promise<void> {
  await radius.stop();
  const untilMs = systemClock.monotonic() + foldLimitMs;
  while (!((await isThere()) && (await areOthersThere())) && systemClock.monotonic() < untilMs)
    await delay(lookEveryMs);
  await fold.stop();
}

async function areOthersThere(): Promise<boolean> {
  return !(await otherDifferences()).some(hasDifferences);
}

function otherDifferences(): Promise<Differences[]> {
  const compare = ({ tenant, sender }: (typeof neighbours)[number]): Promise<Differences> =>
    compareAccounting(house.database.as('api'), { tenantId: tenant.tenantId, ...sender.told });
  return Promise.all(neighbours.map(compare));
}

function sessionsOf({ tenantId }: TestTenant) {
  return house.database
    .as('api')
    .inTenant(tenantId, (tx) =>
      tx
        .selectFrom('sessions.session')
        .select(['acctSessionId', 'closedBy'])
        .where('tenantId', '=', tenantId)
        .execute(),
    );
}

async function sessionIds(tenant: TestTenant): Promise<Set<string>> {
  return new Set((await sessionsOf(tenant)).map((row) => row.acctSessionId));
}

function floodId(n: number): string {
  return `flood-${n}`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
