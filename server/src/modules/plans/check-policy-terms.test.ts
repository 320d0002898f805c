import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTerms } from './check-terms.ts';
import { defaultFairUse } from './default-fair-use.ts';
import type { FairUseStep, PlanTerms, Quota } from './plan.ts';

const terms: PlanTerms = {
  downloadBps: 20_000_000n,
  uploadBps: 5_000_000n,
  burst: null,
  sessionTimeoutS: null,
  idleTimeoutS: null,
  interimIntervalS: null,
  sessionVolumeBytes: null,
  maxSessions: 1,
  deviceSlots: null,
  pool: null,
  ipv6Pool: null,
  delegatedIpv6Pool: null,
  addressList: null,
  customAttributes: [],
  counts: 'both',
  quota: null,
  fairUse: [],
  zoneRules: [],
  validity: null,
  priceMinor: 0n,
  currency: 'EUR',
};
const giga = 1_000_000_000n;
const mega = 1_000_000n;
const faultsOf = (change: Partial<PlanTerms>) =>
  checkTerms({ ...terms, ...change }, { currency: 'EUR' }).map((fault) => fault.field);
const step = (period: FairUseStep['period'], gigabytes: bigint, down: bigint, up: bigint): FairUseStep => ({
  period,
  thresholdBytes: gigabytes * giga,
  downloadBps: down * mega,
  uploadBps: up * mega,
});
const quota = (change: Partial<Quota> = {}): Quota => ({
  period: 'monthly',
  bytes: 100n * giga,
  timeS: null,
  atZero: 'cut',
  slow: null,
  ...change,
});

const at = (gigabytes: bigint, period: FairUseStep['period'] = 'month') => [step(period, gigabytes, 5n, 2n)];

describe('fair use', () => {
  test('steps that grow and slow down, of several periods, have no fault', () => {
    const fairUse = [step('day', 10n, 10n, 5n), step('day', 20n, 5n, 2n), step('month', 100n, 5n, 5n)];
    expect(faultsOf({ fairUse })).toEqual([]);
  });

  test('a threshold that does not grow within its period is refused by its place', () => {
    const mixed = [step('month', 10n, 10n, 5n), step('day', 9n, 9n, 4n), step('month', 10n, 8n, 3n)];
    expect(faultsOf({ fairUse: mixed })).toEqual(['fairUse.2.thresholdBytes']);
    const falling = [step('day', 10n, 9n, 4n), step('day', 9n, 8n, 3n)];
    expect(faultsOf({ fairUse: falling })).toEqual(['fairUse.1.thresholdBytes']);
  });

  test('a step is not faster than the plan, nor than the one before it, in either direction', () => {
    expect(faultsOf({ fairUse: [step('day', 1n, 21n, 5n)] })).toEqual(['fairUse.0.downloadBps']);
    expect(faultsOf({ fairUse: [step('day', 1n, 20n, 6n)] })).toEqual(['fairUse.0.uploadBps']);
    const fairUse = [step('day', 1n, 10n, 2n), step('day', 2n, 5n, 3n)];
    expect(faultsOf({ fairUse })).toEqual(['fairUse.1.uploadBps']);
  });

  test('a step as slow as the one before it changes nothing and is refused', () => {
    const fairUse = [step('week', 1n, 10n, 2n), step('week', 2n, 10n, 2n)];
    expect(faultsOf({ fairUse })).toEqual(['fairUse.1.downloadBps']);
  });

  test('a step at or behind the end of a quota that cuts is refused, one before it is not', () => {
    expect(faultsOf({ quota: quota(), fairUse: at(100n) })).toEqual(['fairUse.0.thresholdBytes']);
    expect(faultsOf({ quota: quota(), fairUse: at(99n) })).toEqual([]);
    expect(faultsOf({ quota: quota(), fairUse: at(100n, 'day') })).toEqual(['fairUse.0.thresholdBytes']);
    // A week may lie in two months, a month in two anniversaries.
    expect(faultsOf({ quota: quota(), fairUse: at(100n, 'week') })).toEqual([]);
    expect(faultsOf({ quota: quota({ period: 'anniversary' }), fairUse: at(100n) })).toEqual([]);
    expect(faultsOf({ quota: quota({ bytes: null, timeS: 60 }), fairUse: at(100n) })).toEqual([]);
  });

  test('behind a quota that slows down, only a step that is slower still can matter', () => {
    const slowing = quota({ atZero: 'slow', slow: { downloadBps: 2n * mega, uploadBps: mega } });
    const asSlow = faultsOf({ quota: slowing, fairUse: [step('month', 200n, 5n, 1n)] });
    expect(asSlow).toEqual(['fairUse.0.thresholdBytes']);
    expect(faultsOf({ quota: slowing, fairUse: [step('month', 200n, 1n, 1n)] })).toEqual([]);
  });

  test('a step of the day behind a month step that is as slow never decides', () => {
    const month = step('month', 40n, 10n, 2n);
    expect(faultsOf({ fairUse: [step('day', 50n, 10n, 2n), month] })).toEqual(['fairUse.0.thresholdBytes']);
    expect(faultsOf({ fairUse: [step('day', 50n, 9n, 2n), month] })).toEqual([]);
    expect(faultsOf({ fairUse: [step('day', 30n, 10n, 2n), month] })).toEqual([]);
  });

  test('what a form offers first is sound for every plan', () => {
    const rate = fc.bigInt({ min: 1000n, max: 1_000_000_000_000n });
    const property = fc.property(rate, rate, (downloadBps, uploadBps) => {
      const fairUse = defaultFairUse({ downloadBps, uploadBps });
      expect(fairUse.map(({ period }) => period)).toEqual(['day', 'day', 'day', 'month', 'month', 'month']);
      expect(faultsOf({ downloadBps, uploadBps, fairUse })).toEqual([]);
    });
    fc.assert(property, { seed: 20_261_121, numRuns: 300 });
  });
});

describe('a quota', () => {
  test('limits bytes, time or both', () => {
    expect(faultsOf({ quota: quota({ bytes: null }) })).toEqual(['quota.bytes']);
    expect(faultsOf({ quota: quota({ bytes: null, timeS: 3600 }) })).toEqual([]);
    expect(faultsOf({ quota: quota({ timeS: 3600 }) })).toEqual([]);
  });

  test('that slows down says how slow, not over the plan; any other says nothing of it', () => {
    const slow = { downloadBps: mega, uploadBps: mega };
    expect(faultsOf({ quota: quota({ atZero: 'slow' }) })).toEqual(['quota.slow']);
    expect(faultsOf({ quota: quota({ atZero: 'slow', slow }) })).toEqual([]);
    expect(faultsOf({ quota: quota({ slow }) })).toEqual(['quota.slow']);
    const fast = { downloadBps: 21n * mega, uploadBps: 6n * mega };
    expect(faultsOf({ quota: quota({ atZero: 'slow', slow: fast }) })).toEqual([
      'quota.slow.downloadBps',
      'quota.slow.uploadBps',
    ]);
  });
});

test('zone rules give a zone a speed, make it free of what is counted, or both; once each', () => {
  const rates = { downloadBps: mega, uploadBps: mega };
  const of = (...zoneRules: PlanTerms['zoneRules']) => faultsOf({ zoneRules });
  expect(of({ zoneId: 'a', rates, isFree: false }, { zoneId: 'b', rates, isFree: true })).toEqual([]);
  expect(of({ zoneId: 'a', rates: null, isFree: false })).toEqual(['zoneRules.0.rates']);
  expect(of({ zoneId: 'a', rates: null, isFree: true })).toEqual(['zoneRules.0.isFree']);
  expect(of({ zoneId: 'a', rates, isFree: false }, { zoneId: 'a', rates, isFree: true })).toEqual([
    'zoneRules.1.zoneId',
  ]);
  expect(faultsOf({ quota: quota(), zoneRules: [{ zoneId: 'a', rates: null, isFree: true }] })).toEqual([]);
});
