import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CrossingHouse, full, shown, slow, type CastLine } from './crossing-house.ts';

/**
 * Everybody crosses a threshold at once on the whole product, each at a router that takes orders in another way: what
 * it then lets through, by which rung it got there, and that it goes back when the period is over. How long it takes is
 * the product's own figure; the limits here only end the wait.
 */
const cast = {
  /** RADIUS says nothing of her for an hour: only a look at her router does. */
  quiet: { coa: 'obey', api: 'tls', newsBy: 'quota_sync', counts: 'fair_use' },
  told: { coa: 'obey', api: 'tls', newsBy: 'interim', counts: 'fair_use' },
  topped: { coa: 'obey', api: 'plain', newsBy: 'interim', counts: 'quota' },
  'without-coa': { coa: 'silent', api: 'plain', newsBy: 'interim', counts: 'fair_use' },
  'without-api': { coa: 'obey', newsBy: 'interim', counts: 'fair_use' },
  'without-both': { coa: 'disconnects', newsBy: 'interim', counts: 'fair_use' },
  deaf: { coa: 'silent', newsBy: 'interim', counts: 'fair_use' },
  pretending: { coa: 'ignore', api: 'tls', newsBy: 'interim', counts: 'fair_use' },
} satisfies Record<string, CastLine>;
type Name = keyof typeof cast;

/** A day of these two never has the same date: who goes from the first to the second has a new day. */
const [zone, zoneOfNextDay] = ['Pacific/Pago_Pago', 'Pacific/Kiritimati'];

let house: CrossingHouse;
beforeAll(async () => {
  house = await CrossingHouse.start(cast, zone);
}, 120_000);
afterAll(() => house?.close());

/** What its router lets through, and the steps that brought it there. */
function brought(name: Name, timeout: number) {
  const read = async () => {
    const terms = await house.terms(name);
    return { rates: house.rates(name), state: terms?.state, steps: terms && shown(terms.steps) };
  };
  return expect.poll(read, { interval: 1_000, timeout, message: name });
}

const slowBy = (...steps: string[]) => ({ rates: slow, state: 'in_step', steps });

/** Slowed, or given back the full speed, while the line stays up. */
function wasNotRedialled(name: Name): void {
  expect(house.sessions(name)).toHaveLength(1);
}

const taken: ReadonlySet<string> = new Set(['confirmed', 'acknowledged']);

/** The router took the full speed again; told by its step, since who uses the line crosses the new day's threshold too. */
async function wasGivenBack(name: Name): Promise<void> {
  const read = async () => {
    const { steps = [] } = (await house.terms(name)) ?? {};
    return steps.some(
      ({ wanted, outcome }) => wanted?.downloadBps === full.downloadBps && taken.has(outcome),
    );
  };
  await expect.poll(read, { interval: 1_000, timeout: 20_000, message: name }).toBe(true);
}

/** The last of three logins at least: full, slow once the first was ended, and full again. */
async function wasRedialled(name: Name): Promise<void> {
  const read = () =>
    house
      .sessions(name)
      .slice(2)
      .map(({ rateLimit }) => rateLimit);
  const limit = `${full.uploadBps}/${full.downloadBps}`;
  await expect.poll(read, { interval: 1_000, timeout: 20_000, message: name }).toContain(limit);
}

describe.concurrent('a crossed threshold', () => {
  test('is seen by a look at the router where RADIUS is silent, and its CoA is read back over TLS', async () => {
    await brought('quiet', 55_000).toEqual(slowBy('coa confirmed by read_back'));
    wasNotRedialled('quiet');
    expect(house.session('quiet')!.sent.downloadBytes).toBe(0n);
    expect(await house.throttle('quiet')).toMatchObject({ count: 1 });
  });

  test.each(['told', 'topped'] as const)('is seen by an interim and enforced at once: %s', async (name) => {
    await brought(name, 30_000).toEqual(slowBy('coa confirmed by read_back'));
    wasNotRedialled(name);
    const { count, p50S } = await house.throttle(name);
    expect(count).toBe(1);
    expect(p50S).toBeLessThan(5);
  });

  test('is brought by the API where nothing answers to CoA', async () => {
    await brought('without-coa', 30_000).toEqual(slowBy('coa timed_out', 'api confirmed by read_back'));
    wasNotRedialled('without-coa');
  });

  test('is brought by CoA without an API, and confirmed by what an interim counts', async () => {
    await brought('without-api', 55_000).toEqual(slowBy('coa confirmed by interim'));
    wasNotRedialled('without-api');
  });

  test('ends the session where neither changes it, and the next login is slow', async () => {
    await brought('without-both', 40_000).toEqual(slowBy());
    const [first, second] = house.sessions('without-both');
    expect(first!.end).toBe('disconnect-request');
    expect(second!.effectiveRates).toEqual(slow);
    const found = await house.api.get<{ id: string }[]>(house.subscriber('without-both', 'sessions?limit=2'));
    expect(await house.steps(found.at(-1)!.id)).toEqual(['coa refused', 'disconnect confirmed by stop']);
  });

  test('is shown as not enforced where the router hears nothing at all, with the reason', async () => {
    await brought('deaf', 55_000).toMatchObject({ rates: full, state: 'failed' });
    const { steps } = (await house.terms('deaf'))!;
    expect(steps[0]).toMatchObject({
      outcome: 'failed',
      detail: expect.stringContaining('does not answer on port'),
    });
    wasNotRedialled('deaf');
  });

  test('is brought by the API where an ACK changes nothing', async () => {
    await brought('pretending', 30_000).toEqual(slowBy('coa no_effect', 'api confirmed by read_back'));
    wasNotRedialled('pretending');
  });
});

describe('the full speed returns', () => {
  test('when the counts are reset', async () => {
    await house.api.post(house.subscriber('quiet', 'reset-quota'), { reason: 'a gift' });
    await brought('quiet', 15_000).toMatchObject({ rates: full });
    wasNotRedialled('quiet');
  });

  test('when volume is added', async () => {
    await house.api.post(house.subscriber('topped', 'top-ups'), { bytes: 50_000_000_000 });
    const steps = ['coa confirmed by read_back', 'coa confirmed by read_back'];
    await brought('topped', 15_000).toEqual({ rates: full, state: 'in_step', steps });
    wasNotRedialled('topped');
  });

  test('when another day begins, on the rung that the router takes', async () => {
    const kept = ['told', 'without-coa', 'without-api', 'pretending'] as const;
    await house.api.patch('/api/tenant', { timeZone: zoneOfNextDay });
    await Promise.all([...kept.map(wasGivenBack), wasRedialled('without-both')]);
    for (const name of kept) wasNotRedialled(name);
  });
});
