import { describe, expect, test } from 'vitest';
import { newTermsValues, termsOfValues, valuesOfTerms } from './plan-form-values.ts';
import type { PlanTerms } from './plan-queries.ts';

const terms: PlanTerms = {
  downloadBps: 50_000_000,
  uploadBps: 25_000_000,
  burst: {
    downloadBps: 80_000_000,
    uploadBps: 40_000_000,
    thresholdDownloadBps: 40_000_000,
    thresholdUploadBps: 20_000_000,
    timeS: 16,
  },
  sessionTimeoutS: 86_400,
  idleTimeoutS: null,
  interimIntervalS: 300,
  sessionVolumeBytes: 5_000_000_000,
  maxSessions: 2,
  deviceSlots: 3,
  pool: 'home',
  ipv6Pool: null,
  delegatedIpv6Pool: null,
  addressList: 'fast',
  customAttributes: [{ name: 'Filter-Id', value: 'x' }],
  validity: { count: 30, unit: 'day' },
  counts: 'download',
  quota: {
    period: 'monthly',
    bytes: 500_000_000_000,
    timeS: null,
    atZero: 'slow',
    slow: { downloadBps: 1_000_000, uploadBps: 512_000 },
  },
  fairUse: [
    { period: 'day', thresholdBytes: 5_000_000_000, downloadBps: 20_000_000, uploadBps: 5_000_000 },
    { period: 'month', thresholdBytes: 200_000_000_000, downloadBps: 8_000_000, uploadBps: 2_000_000 },
  ],
  zoneRules: [
    { zoneId: 'z1', rates: { downloadBps: 90_000_000, uploadBps: 90_000_000 }, isFree: true },
    { zoneId: 'z2', rates: null, isFree: true },
  ],
  priceMinor: 2_550,
  currency: 'USD',
};

describe('the terms of a plan in the form', () => {
  test('come back from it as they went in', () => {
    const { currency, ...rest } = terms;
    expect(termsOfValues(valuesOfTerms(terms), currency)).toEqual(rest);
    const plain = {
      ...terms,
      burst: null,
      validity: null,
      sessionVolumeBytes: null,
      pool: null,
      quota: null,
    };
    const { currency: _currency, ...plainRest } = plain;
    expect(termsOfValues(valuesOfTerms(plain), 'USD')).toEqual(plainRest);
  });

  test('slow down at the end of the quota only where that is chosen', () => {
    const values = valuesOfTerms(terms);
    const cut = termsOfValues({ ...values, quota: { ...values.quota, atZero: 'cut' } }, 'USD');
    expect(cut.quota).toMatchObject({ atZero: 'cut', slow: null });
    expect(termsOfValues({ ...values, hasQuota: false }, 'USD').quota).toBeNull();
  });

  test('have the price in the digits of the currency', () => {
    expect(valuesOfTerms(terms).price).toBe(25.5);
    expect(termsOfValues({ ...newTermsValues, price: 25.5 }, 'USD').priceMinor).toBe(2_550);
    expect(termsOfValues({ ...newTermsValues, price: 25_000 }, 'JPY').priceMinor).toBe(25_000);
    expect(termsOfValues({ ...newTermsValues, price: 1.005 }, 'KWD').priceMinor).toBe(1_005);
  });

  test('are without burst, empty pools and empty attributes where nothing was entered', () => {
    const customAttributes = [
      { name: '', value: '' },
      { name: 'Filter-Id', value: '' },
    ];
    expect(termsOfValues({ ...newTermsValues, customAttributes, pool: ' ' }, 'USD')).toMatchObject({
      burst: null,
      pool: null,
      customAttributes: [{ name: 'Filter-Id', value: '' }],
    });
  });
});
