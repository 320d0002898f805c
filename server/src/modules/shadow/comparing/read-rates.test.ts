import { describe, expect, test } from 'vitest';
import { describeRates, readRates } from './read-rates.ts';
import type { Said } from './read-statements.ts';

const said = (name: string, value: string | number): Said => ({
  name,
  value,
  text: String(value),
  isSecret: false,
});
const limit = (text: string) => readRates([said('Mikrotik-Rate-Limit', text)]);
const rate = { uploadBps: 10_000_000, downloadBps: 20_000_000 };

describe('a speed is the same', () => {
  test.each([
    '10M/20M',
    '10000k/20000k',
    '10000000/20000000',
    ' 10m/20m ',
    '10M/20M 0/0 0/0 0/0 8 0/0',
    '0.01G/0.02G',
  ])('as RouterOS writes it: %s', (text) =>
    expect(limit(text)).toMatchObject({ rate, burst: undefined, text: undefined }),
  );

  test.each([
    ['Ascend', said('Ascend-Data-Rate', 10_000_000), said('Ascend-Xmit-Rate', 20_000_000)],
    ['WISPr', said('WISPr-Bandwidth-Max-Up', 10_000_000), said('WISPr-Bandwidth-Max-Down', 20_000_000)],
    [
      'ChilliSpot',
      said('ChilliSpot-Bandwidth-Max-Up', 10_000),
      said('ChilliSpot-Bandwidth-Max-Down', 20_000),
    ],
    ['Huawei', said('Huawei-Input-Average-Rate', 10_000_000), said('Huawei-Output-Average-Rate', 20_000_000)],
    ['ZTE', said('ZTE-Rate-Ctrl-SCR-Up', 10_000), said('ZTE-Rate-Ctrl-SCR-Down', 20_000)],
  ])('in the words of %s', (_vendor, up, down) => {
    expect(readRates([up, down]).rate).toEqual(rate);
    expect(readRates([down, up]).rate).toEqual(rate);
  });

  test('when one word stands for both ways', () => {
    expect(limit('5M').rate).toEqual({ uploadBps: 5_000_000, downloadBps: 5_000_000 });
    expect(readRates([said('Ascend-Data-Rate', 7)]).rate).toEqual({ uploadBps: 7, downloadBps: 7 });
  });
});

test('no limit is no speed, and RouterOS’s own word stands above all others', () => {
  expect(limit('0/0').rate).toBeUndefined();
  expect(readRates([]).rate).toBeUndefined();
  expect(readRates([said('WISPr-Bandwidth-Max-Up', 1), said('Mikrotik-Rate-Limit', '10M/20M')]).rate).toEqual(
    rate,
  );
});

test('a burst is its peak, threshold and time, with what RouterOS takes for those left out', () => {
  const { burst } = limit('10M/20M 20M/40M 8M/16M 10/10');
  expect(burst).toBe('40M down / 20M up, from 16M / 8M, over 10 s / 10 s');
  expect(limit('10M/20M 20M/40M 8M/16M 10').burst).toBe(burst);
  expect(limit('10M/20M 20M/40M').burst).toBe(limit('10M/20M 20M/40M 10M/20M 1/1').burst);
});

test('a priority and a guaranteed rate of their own are told with the burst, those that RouterOS takes anyway are not', () => {
  expect(limit('10M/20M 0/0 0/0 0/0 5').burst).toBe('no burst, priority 5');
  expect(limit('10M/20M 0/0 0/0 0/0 8 1M/2M').burst).toBe('no burst, at least 2M down / 1M up');
  expect(limit('10M/20M 20M/40M 8M/16M 10/10 1 1M').burst).toMatch(
    /^40M .*, priority 1, at least 1M down \/ 1M up$/,
  );
  for (const same of ['8', '8 0/0', '8 10M/20M'])
    expect(limit(`10M/20M 0/0 0/0 0/0 ${same}`).burst).toBeUndefined();
  expect(limit('10M/20M 0/0 0/0 0/0 low')).toMatchObject({ rate: undefined, burst: undefined });
});

test('what cannot be read is compared as it stands', () => {
  for (const text of ['fast', '10M/20M 1 2 3 4 5 6', '10X', ''])
    expect(limit(text)).toMatchObject({ rate: undefined, text });
});

test('is told as plans are: download first', () => {
  expect(describeRates(rate)).toBe('20M down / 10M up');
  expect(describeRates({ uploadBps: 1_500_000, downloadBps: 1_234 })).toBe('1234 down / 1.5M up');
});
