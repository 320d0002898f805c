import { afterEach, expect, test } from 'vitest';
import { startAccountingBook } from './accounting-book.fixture.ts';
import type { NasFleetSettings } from './fleet-options.ts';
import type { FleetPlan, SubscriberPlan } from './fleet-plan.ts';
import { createNasFleet } from './nas-fleet.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function start(settings: Omit<NasFleetSettings, 'server'>) {
  const server = await startAccountingBook(settings);
  closers.push(() => server.close());
  const fleet = await createNasFleet({ ...settings, server: server.server });
  closers.push(() => fleet.close());
  return { server, fleet };
}

async function runUntil(
  fleet: Awaited<ReturnType<typeof start>>['fleet'],
  holds: () => boolean,
): Promise<void> {
  const end = new AbortController();
  const running = fleet.run(end.signal);
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
  end.abort();
  await running;
}

/** One person after another, all at the first router. */
const subscriber = (index: number, more: Partial<SubscriberPlan> = {}): SubscriberPlan => ({
  index,
  userName: `person-${index}`,
  password: 'right-password',
  method: 'pap',
  macAddress: `02:00:00:00:00:0${index}`,
  router: 0,
  downloadBps: 1_000_000,
  uploadBps: 100_000,
  ...more,
});

const router = (index: number): FleetPlan['routers'][number] => ({
  index,
  name: `own-router-${index}`,
  address: `127.21.0.${index + 1}`,
  secret: 'a-secret-of-their-own',
});

test('the share that is present is online, and follows when it changes', async () => {
  let share = 0.3;
  const { fleet } = await start({
    seed: 20_261_122,
    firstAddress: '127.22.0.1',
    routers: 2,
    subscribers: 200,
    timeScale: 1_000,
    dialInSeconds: 50,
    sessionSeconds: { min: 100, max: 700 },
    offlineSeconds: { min: 1, max: 5 },
    presence: () => share,
    keepsBooks: false,
  });
  const online = (): number => fleet.stats().openSessions;
  let isQuiet = false;
  await runUntil(fleet, () => {
    if (!isQuiet && online() > 40 && fleet.stats().logins.accepted > 150) {
      expect(online(), 'of 200, when 30 % are to be').toBeLessThan(110);
      isQuiet = true;
      share = 0.9;
    }
    return isQuiet && online() > 140;
  });
  expect(fleet.truth()).toEqual([]);
});

test('own identities dial by their own names, odd devices are refused and try again', async () => {
  const retrySeconds = { min: 1, max: 2 };
  const identities: FleetPlan = {
    routers: [{ ...router(0), announcesStart: true }, router(1)],
    subscribers: [
      subscriber(0),
      subscriber(1, { oddProof: 'eap', retrySeconds }),
      subscriber(2, { oddProof: 'two-methods', retrySeconds }),
    ],
  };
  const { server, fleet } = await start({
    seed: 1,
    routers: 2,
    subscribers: 3,
    identities,
    dialInSeconds: 0.1,
  });
  await runUntil(fleet, () => fleet.stats().logins.rejected >= 4 && fleet.stats().openSessions === 1);
  expect(fleet.truth().map(({ userName }) => userName)).toEqual(['person-0']);
  expect(server.boots).toBe(1);
});

test('who is always present dials at once, whatever the share', async () => {
  const identities: FleetPlan = {
    routers: [router(0)],
    subscribers: [subscriber(0, { isAlwaysPresent: true }), ...[1, 2, 3].map((index) => subscriber(index))],
  };
  const { fleet } = await start({
    seed: 2,
    routers: 1,
    subscribers: 4,
    identities,
    dialInSeconds: 0.1,
    presence: () => 0,
  });
  await runUntil(fleet, () => fleet.stats().openSessions > 0);
  expect(fleet.truth().map(({ userName }) => userName)).toEqual(['person-0']);
});

test('identities of another size than the fleet are refused', () => {
  const identities: FleetPlan = { routers: [router(0)], subscribers: [subscriber(0)] };
  const server = { address: '127.0.0.1', authPort: 1, acctPort: 1 };
  const settings = { seed: 1, routers: 1, subscribers: 2, server, identities };
  return expect(createNasFleet(settings)).rejects.toThrow(RangeError);
});
