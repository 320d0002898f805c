import { describe, expect, test } from 'vitest';
import { parseFairUse, parseQuota } from './parse-quota.ts';

describe('a quota', () => {
  test.each([
    ['100G/monthly', { period: 'monthly', bytes: 100e9, timeS: null, atZero: 'cut', slow: null }],
    [
      '10h/daily/walled-garden',
      { period: 'daily', bytes: null, timeS: 36_000, atZero: 'walled_garden', slow: null },
    ],
    [
      '100G+2d/once/slow:1M/512k',
      {
        period: 'one_time',
        bytes: 100e9,
        timeS: 172_800,
        atZero: 'slow',
        slow: { downloadBps: 1_000_000, uploadBps: 512_000 },
      },
    ],
  ])('%s is understood', (text, quota) => {
    expect(parseQuota(text)).toEqual(quota);
  });

  test.each([
    '100G',
    '100G/yearly',
    '100G/monthly/stop',
    '100G/monthly/slow:1M',
    'x/monthly',
    '1G+2G/daily',
    '/daily',
  ])('"%s" is refused by the name of the option', (text) => {
    expect(() => parseQuota(text)).toThrow(/^--quota "/);
  });
});

describe('a step of fair use', () => {
  test('is a period, a volume and two rates', () => {
    expect(parseFairUse('day:10G:5M/2M')).toEqual({
      period: 'day',
      thresholdBytes: 10_000_000_000,
      downloadBps: 5_000_000,
      uploadBps: 2_000_000,
    });
  });

  test.each(['day:10G', 'year:10G:5M/2M', 'day:10G:5M', 'day:much:5M/2M', 'day:10G:5M/2M/1M'])(
    '"%s" is refused by the name of the option',
    (text) => {
      expect(() => parseFairUse(text)).toThrow(/^--fair-use "/);
    },
  );
});
