import { setTimeout as delay } from 'node:timers/promises';
import { SeededRandom, systemClock } from '@trunkline/kit';
import { atScale, faultSeed, recordFigures } from '@trunkline/test-kit';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../host/processes.ts';
import { AccountingSender } from './accounting-sender.ts';
import { noDifferences } from './compare-accounting.ts';
import { endpointOf, FaultHouse, scenarioLimitMs, settleLimitMs } from './fault-house.ts';
import { LoginSender, type ExpectedLogin } from './login-sender.ts';
import { OwnServer } from './own-server.ts';
import type { RoleProcess } from './role-process.ts';
import { Traffic } from './traffic.ts';

const outageMs = atScale({ ci: 15_000, full: 600_000 });
const calmMs = atScale({ ci: 1_000, full: 30_000 });
const subscribers = atScale({ ci: 300, full: 10_000 });
const packetsPerSecond = 500;
/** Everybody several times while the database is away. */
const loginsPerSecond = atScale({ ci: 100, full: 200 });
/** A change holds at the next login within two seconds. */
const feedMs = 2_500;
/** Whoever calls the API is told within this that the database is away. */
const apiLimitMs = 15_000;
/** The fold has caught up when it is no further behind than the traffic of two seconds. */
const caughtUp = 2 * packetsPerSecond;

const known = names('known', subscribers / 2);
const pooled = names('pooled', subscribers / 2);
const disabled = names('disabled', 20);
const strangers = names('stranger', 20);

let server: OwnServer;
let house: FaultHouse;
let radius: RoleProcess;
let fold: RoleProcess;
let api: RoleProcess;
let traffic: Traffic;

beforeEach(async () => {
  server = await OwnServer.start();
  house = await FaultHouse.build(server);
  await house.addSubscribers([...known, ...disabled], await house.addPlan({ downloadBps: 20_000_000n }));
  await house.addSubscribers(pooled, await house.addPlan({ downloadBps: 50_000_000n, pool: 'residents' }));
  [radius, fold, api] = [house.role('radius'), house.role('fold'), house.role('api')];
  await Promise.all([radius.start(), fold.start(), api.start()]);
  await house.disable(disabled);
  await delay(feedMs);
  const usernames = known.slice(0, 100);
  traffic = new Traffic(
    new AccountingSender({ endpoint: endpointOf(radius, 'acct'), usernames, perSecond: packetsPerSecond }),
    new LoginSender({
      endpoint: endpointOf(radius, 'auth'),
      logins: expectedLogins(),
      perSecond: loginsPerSecond,
    }),
  );
});
afterEach(async () => {
  await traffic.close();
  await house.tearDown();
});

it(
  'A5 B1: while PostgreSQL hangs, dies and crashes every login is answered as before and accounting arrives once',
  async () => {
    const seed = faultSeed('A5 B1');
    const phaseMs = outageMs / 3;
    traffic.start();
    await traffic.during('before', delay(calmMs));
    const hung = await traffic.during('hung', hang(phaseMs));
    await traffic.during('killed', beKilled(phaseMs));
    await traffic.during('crashing', crashAgainAndAgain(phaseMs, new SeededRandom(seed)));
    const drained = await traffic.during('drain', catchUp());
    await traffic.during('after', delay(calmMs));
    await traffic.finish();

    const { logins, accounting } = traffic;
    expect({ wrong: logins.wrong, examples: logins.examples }).toEqual({ wrong: 0, examples: [] });
    expect(logins.accepted).toBeGreaterThan(subscribers * 2);
    expect(logins.rejected).toBeGreaterThan(disabled.length + strangers.length);
    expect(await house.settle(accounting, fold, settleLimitMs), `seed ${seed}`).toEqual(noDifferences);
    recordFigures('A5 B1', {
      seed,
      outageMs,
      ...hung,
      ...drained,
      ...traffic.figures(),
      lost: 0,
      doubled: 0,
    });
  },
  scenarioLimitMs,
);

/** Every process of the server stands still; the radius role is killed and starts without an answer from it. */
async function hang(ms: number): Promise<{ apiAwayMs: number; restartMs: number }> {
  const endsAtMs = systemClock.monotonic() + ms;
  server.freeze();
  try {
    const asked = timed(expectApiToSayAway());
    await delay(ms / 5);
    await radius.kill();
    const restartMs = await timed(radius.start());
    const apiAwayMs = await asked;
    await delay(Math.max(0, endsAtMs - systemClock.monotonic()));
    return { apiAwayMs, restartMs };
  } finally {
    server.thaw();
  }
}

async function beKilled(ms: number): Promise<void> {
  await server.kill();
  await delay(ms);
}

/** Comes up, lives for a moment, and crashes; in the end it stays. */
async function crashAgainAndAgain(ms: number, random: SeededRandom): Promise<void> {
  const endsAtMs = systemClock.monotonic() + ms;
  while (systemClock.monotonic() < endsAtMs) {
    await server.restart();
    await delay(random.integer(1_500));
    await server.crash();
    await delay(random.integer(1_000));
  }
  await server.restart();
}

/** Until the fold is hardly behind; how much it had to catch up, and how fast it did. */
async function catchUp(): Promise<{ backlog: number; drainedPerSecond: number }> {
  const { accounting } = traffic;
  const backlogNow = async (): Promise<number> => accounting.acknowledged - (await house.foldedRecords());
  const [startedMs, foldedBefore, backlog] = [
    systemClock.monotonic(),
    await house.foldedRecords(),
    await backlogNow(),
  ];
  await until('the fold has caught up', async () => (await backlogNow()) < caughtUp, settleLimitMs);
  const folded = (await house.foldedRecords()) - foldedBefore;
  const seconds = (systemClock.monotonic() - startedMs) / 1_000;
  return { backlog, drainedPerSecond: Math.round(folded / seconds) };
}

async function expectApiToSayAway(): Promise<void> {
  const response = await fetch(`${api.listens[0]}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'somebody@example.net', password: 'of somebody' }),
    signal: AbortSignal.timeout(apiLimitMs),
  });
  expect(response.status).toBe(503);
}

async function timed(work: Promise<unknown>): Promise<number> {
  const startedMs = systemClock.monotonic();
  await work;
  return Math.round(systemClock.monotonic() - startedMs);
}

/** All subscribers, with refusals among them all the time. */
function expectedLogins(): ExpectedLogin[] {
  const refused = [...disabled, ...strangers].map((username): ExpectedLogin => ({
    username,
    password: username,
    answer: 'reject',
  }));
  const accepted = [
    ...known.map((username) => accept(username, { rateLimit: '5000000/20000000', pool: null })),
    ...pooled.map((username) => accept(username, { rateLimit: '5000000/50000000', pool: 'residents' })),
  ];
  return accepted.flatMap((login, n) =>
    n % 20 === 0 ? [login, refused[(n / 20) % refused.length]!] : login,
  );
}

function accept(username: string, answer: ExpectedLogin['answer']): ExpectedLogin {
  return { username, password: username, answer };
}

function names(prefix: string, count: number): string[] {
  return Array.from({ length: count }, (_, n) => `${prefix}${n}`);
}
