import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  EnforcementWorld,
  full,
  gigabyte,
  slow,
  tiered,
  type NasSettings,
  type Online,
} from './enforcement-world.ts';
import type { CoaMode } from './played-router.ts';

let world: EnforcementWorld;
beforeAll(async () => {
  world = await EnforcementWorld.create();
});
beforeEach(() => {
  world.throttled.length = 0;
});
afterAll(() => world.close());

/** Somebody who has just crossed the day's threshold. */
async function crossed(settings: NasSettings & { coaMode?: CoaMode }): Promise<Online> {
  const nas = await world.nas(settings);
  const anna = await world.online(nas);
  await world.settle();
  nas.router.coaMode = settings.coaMode ?? 'obey';
  await world.tell(anna, { status: 'Interim-Update', atS: world.elapsedS() + 1, download: 11n * gigabyte });
  await world.settle();
  expect(world.faults).toEqual([]);
  return anna;
}

function ratesAtRouter({ nas, acctSessionId }: Online): unknown {
  const session = nas.router.session(acctSessionId);
  return session && nas.router.device.state.effectiveRates(session);
}

const inStepBy = (appliedBy: string, ...steps: string[]) => ({
  state: 'in_step',
  applied: slow,
  appliedBy,
  steps,
});

test('a session that got what it is to get is in step, and its router is told nothing', async () => {
  const nas = await world.nas({ hasApi: true });
  const anna = await world.online(nas);
  await world.settle();
  expect(world.faults).toEqual([]);
  expect(await world.terms(anna)).toMatchObject({ state: 'in_step', appliedBy: 'login', steps: [] });
  expect(nas.router.requests).toEqual([]);
});

describe('a crossed threshold', () => {
  test('slows the session by CoA, which the API of its router confirms', async () => {
    const anna = await crossed({ hasApi: true });
    expect(await world.terms(anna)).toMatchObject(inStepBy('coa', 'coa confirmed by read_back'));
    expect(ratesAtRouter(anna)).toEqual({ downloadBps: slow.downloadBps, uploadBps: slow.uploadBps });
    expect(anna.nas.router.requests).toHaveLength(1);
    expect(world.throttled).toEqual([{ rung: 'coa', seconds: expect.any(Number) }]);
  });

  test('slows the session by CoA, which without API an interim within the rate confirms', async () => {
    const anna = await crossed({ hasApi: false });
    expect(await world.terms(anna)).toMatchObject({
      state: 'claimed',
      rung: 'coa',
      steps: ['coa acknowledged'],
    });
    const used = 11n * gigabyte + 60_000_000n;
    await world.tell(anna, { status: 'Interim-Update', atS: world.elapsedS() + 300, download: used });
    await world.settle();
    expect(await world.terms(anna)).toMatchObject(inStepBy('coa', 'coa confirmed by interim'));
  });

  test('an ACK that changes nothing is found out by the API, which then shapes by a queue of its own', async () => {
    const anna = await crossed({ hasApi: true, coaMode: 'ignore' });
    expect(await world.terms(anna)).toMatchObject(
      inStepBy('api', 'coa no_effect', 'api confirmed by read_back'),
    );
    expect(ratesAtRouter(anna)).toEqual({ downloadBps: slow.downloadBps, uploadBps: slow.uploadBps });
  });

  test('an ACK that changes nothing is found out by an interim far above the rate, and ends the session', async () => {
    const anna = await crossed({ hasApi: false, coaMode: 'ignore' });
    const used = 11n * gigabyte + 700_000_000n;
    await world.tell(anna, { status: 'Interim-Update', atS: world.elapsedS() + 300, download: used });
    anna.nas.router.coaMode = 'obey';
    await world.settle();
    await world.settle();
    expect(await world.terms(anna)).toMatchObject({
      state: 'claimed',
      rung: 'disconnect',
      steps: ['coa no_effect', 'disconnect acknowledged'],
    });
    await world.tell(anna, { status: 'Stop', atS: world.elapsedS() + 1, download: used });
    expect(await world.steps(anna)).toEqual(['coa no_effect', 'disconnect confirmed by stop']);
    await world.settle();
    expect(await world.terms(anna)).toBeUndefined();
    expect(world.throttled).toEqual([{ rung: 'disconnect', seconds: expect.any(Number) }]);
  });

  test('a router that refuses CoA is slowed over its API', async () => {
    const anna = await crossed({ hasApi: true, coaMode: 'nak' });
    expect(await world.terms(anna)).toMatchObject(
      inStepBy('api', 'coa refused', 'api confirmed by read_back'),
    );
  });

  test('a session that CoA says is unknown and the API shows is not given up', async () => {
    const anna = await crossed({ hasApi: true, coaMode: 'unknown' });
    expect(await world.terms(anna)).toMatchObject(
      inStepBy('api', 'coa refused', 'api confirmed by read_back'),
    );
  });

  test('a session that its router does not have is closed as stale, and its terms go', async () => {
    const anna = await crossed({ hasApi: false, coaMode: 'unknown' });
    expect(await world.steps(anna)).toEqual(['coa gone']);
    await world.endOrphans();
    await world.settle();
    expect(await world.terms(anna)).toBeUndefined();
    expect(await world.closedBy(anna)).toBe('stale');
  });

  test('a router that is slow to answer is waited for', async () => {
    const anna = await crossed({ hasApi: true, coaMode: 'slow' });
    expect(await world.terms(anna)).toMatchObject(inStepBy('coa', 'coa confirmed by read_back'));
  });

  test('where CoA is not among the rungs of the NAS, the API shapes', async () => {
    const anna = await crossed({ hasApi: true, order: ['api', 'disconnect'] });
    expect(await world.terms(anna)).toMatchObject(inStepBy('api', 'api confirmed by read_back'));
    expect(anna.nas.router.requests).toEqual([]);
  });

  test('where neither CoA nor API is among the rungs, the session is ended', async () => {
    const anna = await crossed({ hasApi: true, order: ['disconnect'] });
    expect(await world.terms(anna)).toMatchObject({ state: 'claimed', steps: ['disconnect acknowledged'] });
    expect(ratesAtRouter(anna)).toBeUndefined();
  });

  test('where nothing on the list can bring it, that is said', async () => {
    const anna = await crossed({ hasApi: false, order: ['api'] });
    expect(await world.terms(anna)).toMatchObject({ state: 'failed', steps: ['api failed'] });
  });
});

test('an end that a router without CoA cannot be told is no failure of the session', async () => {
  const nas = await world.nas({ hasApi: true });
  nas.router.coaMode = 'nak';
  const anna = await world.online(nas, { ...tiered, validity: { count: 1, unit: 'day' } });
  await world.settle();
  await world.settle();
  expect(await world.terms(anna)).toMatchObject({ state: 'in_step', steps: ['coa refused'] });
});

test('when the period is over the full speed returns, and the queue of ours goes', async () => {
  const anna = await crossed({ hasApi: true, order: ['api'] });
  expect(await world.queuesOfOurs(anna.nas)).toEqual([`trunkline-${anna.acctSessionId}`]);
  world.passDay();
  await world.settle();
  expect(world.faults).toEqual([]);
  expect(await world.terms(anna)).toMatchObject({ state: 'in_step', applied: full });
  expect(await world.queuesOfOurs(anna.nas)).toEqual([]);
  expect(ratesAtRouter(anna)).toEqual({ downloadBps: full.downloadBps, uploadBps: full.uploadBps });
});

test('the queue of a session that is over is taken off its router', async () => {
  const anna = await crossed({ hasApi: true, order: ['api'] });
  await world.tell(anna, { status: 'Stop', atS: world.elapsedS() + 1, download: 11n * gigabyte });
  await world.settle();
  await world.settle();
  expect(await world.queuesOfOurs(anna.nas)).toEqual([]);
  expect(await world.terms(anna)).toBeUndefined();
});
