import { describe, expect, test } from 'vitest';
import { checkTerms } from './check-terms.ts';
import { mayBecome, mayBeSold, planStatuses, type PlanTerms } from './plan.ts';

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
  validity: { count: 1, unit: 'month' },
  priceMinor: 25_000n,
  currency: 'EUR',
};
const burst = {
  downloadBps: 40_000_000n,
  uploadBps: 10_000_000n,
  thresholdDownloadBps: 15_000_000n,
  thresholdUploadBps: 4_000_000n,
  timeS: 16,
};
const faultsOf = (change: Partial<PlanTerms>) =>
  checkTerms({ ...terms, ...change }, { currency: 'EUR' }).map((fault) => fault.field);

describe('plan terms', () => {
  test('sound terms have no fault', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ burst })).toEqual([]);
  });

  test('a burst under the rate, or a threshold over the burst, is refused by its field', () => {
    expect(faultsOf({ burst: { ...burst, downloadBps: 19_999_999n } })).toEqual(['burst.downloadBps']);
    expect(faultsOf({ burst: { ...burst, uploadBps: 4_999_999n } })).toEqual(['burst.uploadBps']);
    expect(faultsOf({ burst: { ...burst, thresholdDownloadBps: 40_000_001n } })).toEqual([
      'burst.thresholdDownloadBps',
    ]);
    expect(faultsOf({ burst: { ...burst, thresholdUploadBps: 10_000_001n } })).toEqual([
      'burst.thresholdUploadBps',
    ]);
  });

  test('another currency than the tenant keeps its books in is refused', () => {
    expect(faultsOf({ currency: 'USD' })).toEqual(['currency']);
  });

  test('a validity beyond the bound of its unit is refused', () => {
    expect(faultsOf({ validity: { count: 120, unit: 'month' } })).toEqual([]);
    expect(faultsOf({ validity: { count: 121, unit: 'month' } })).toEqual(['validity.count']);
    expect(faultsOf({ validity: { count: 3651, unit: 'day' } })).toEqual(['validity.count']);
  });

  test('custom attributes are checked with the rest', () => {
    expect(faultsOf({ customAttributes: [{ name: 'Class', value: 'x' }] })).toEqual([
      'customAttributes.0.name',
    ]);
  });
});

describe('the states of a plan', () => {
  test('draft goes on sale, on sale is retired, retired goes on sale again, nothing else', () => {
    const moves = planStatuses.flatMap((from) =>
      planStatuses.filter((to) => from !== to && mayBecome(from, to)).map((to) => `${from}>${to}`),
    );
    expect(moves).toEqual(['draft>on_sale', 'on_sale>retired', 'retired>on_sale']);
    expect(planStatuses.every((status) => mayBecome(status, status))).toBe(true);
  });

  test('only a plan on sale can be sold', () => {
    expect(planStatuses.filter(mayBeSold)).toEqual(['on_sale']);
  });
});
