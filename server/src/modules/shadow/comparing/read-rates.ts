import type { Said } from './read-statements.ts';

/** In bit/s, as the subscriber sees them. */
export interface Rates {
  readonly uploadBps: number;
  readonly downloadBps: number;
}

export interface SpokenRates {
  readonly rate: Rates | undefined;
  /** Peak, threshold and time in one spelling, with what else the queue gets. */
  readonly burst: string | undefined;
  /** What cannot be read as rates is compared as it stands. */
  readonly text: string | undefined;
}

/** What one attribute of a pair says, and in how many bit/s. */
const pairs: Readonly<Record<string, readonly ['upload' | 'download', number]>> = {
  'Ascend-Data-Rate': ['upload', 1],
  'Ascend-Xmit-Rate': ['download', 1],
  'WISPr-Bandwidth-Max-Up': ['upload', 1],
  'WISPr-Bandwidth-Max-Down': ['download', 1],
  'ChilliSpot-Bandwidth-Max-Up': ['upload', 1_000],
  'ChilliSpot-Bandwidth-Max-Down': ['download', 1_000],
  'Huawei-Input-Average-Rate': ['upload', 1],
  'Huawei-Output-Average-Rate': ['download', 1],
  'ZTE-Rate-Ctrl-SCR-Up': ['upload', 1_000],
  'ZTE-Rate-Ctrl-SCR-Down': ['download', 1_000],
};

/** The speed that a reply gives, in whichever vendor's words; of several words RouterOS's own is the one that holds. */
export function readRates(said: readonly Said[]): SpokenRates {
  const own = said.find(({ name }) => name === 'Mikrotik-Rate-Limit');
  if (own) return readRateLimit(String(own.value));
  const found: Partial<Record<'upload' | 'download', number>> = {};
  const texts: string[] = [];
  for (const { name, value, text } of said) {
    const pair = pairs[name];
    if (pair && typeof value === 'number') found[pair[0]] = value * pair[1];
    else texts.push(text);
  }
  if (texts.length > 0)
    return { rate: undefined, burst: undefined, text: texts.toSorted().join(', ').replaceAll(/\s+/g, ' ') };
  // RouterOS: the one rate of Ascend-Data-Rate alone is that of both ways.
  const both = found.upload ?? found.download ?? 0;
  return { rate: limited(found.upload ?? both, found.download ?? both), burst: undefined, text: undefined };
}

/** No limit in either direction is the same as none said. */
function limited(uploadBps: number, downloadBps: number): Rates | undefined {
  return uploadBps === 0 && downloadBps === 0 ? undefined : { uploadBps, downloadBps };
}

/**
 * RouterOS: `rx[/tx] [rx-burst[/tx-burst] [rx-threshold[/tx-threshold] [rx-time[/tx-time] [priority [rx-min[/tx-min]]]]]]`,
 * rx being the upload. What is left out of a pair is as the first; of the burst, threshold is the rate and time a second.
 */
function readRateLimit(text: string): SpokenRates {
  const words = text.trim().split(/\s+/);
  const rate = readPair(words[0]);
  if (!rate || words.length > 6) return { rate: undefined, burst: undefined, text };
  const peak = readPair(words[1] ?? '0');
  const threshold = words[2] === undefined ? rate : readPair(words[2]);
  const time = readPair(words[3] ?? '1');
  const queue = readQueue(words.slice(4), rate);
  if (!peak || !threshold || !time || !queue) return { rate: undefined, burst: undefined, text };
  const burst =
    peak[0] > 0 || peak[1] > 0
      ? [
          `${rateText(peak[1])} down / ${rateText(peak[0])} up`,
          `from ${rateText(threshold[1])} / ${rateText(threshold[0])}`,
          `over ${time[1]} s / ${time[0]} s`,
        ]
      : [];
  if (burst.length === 0 && queue.length > 0) burst.push('no burst');
  const told = [...burst, ...queue].join(', ');
  return { rate: limited(rate[0], rate[1]), burst: told === '' ? undefined : told, text: undefined };
}

/** What says more than RouterOS takes anyway: the last priority of eight, and no other guarantee than the rate. */
function readQueue(
  [priority = '8', guarantee = '0']: readonly string[],
  rate: readonly [number, number],
): string[] | undefined {
  const least = readPair(guarantee);
  if (!/^[1-8]$/.test(priority) || !least) return undefined;
  const told = priority === '8' ? [] : [`priority ${priority}`];
  const [rx, tx] = least;
  const isUsual = (rx === 0 && tx === 0) || (rx === rate[0] && tx === rate[1]);
  return isUsual ? told : [...told, `at least ${rateText(tx)} down / ${rateText(rx)} up`];
}

const units: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, g: 1e9 };

function readPair(word: string | undefined): [number, number] | undefined {
  const match = /^(\d+(?:\.\d+)?)([kmg]?)(?:\/(\d+(?:\.\d+)?)([kmg]?))?$/i.exec(word ?? '');
  if (!match) return undefined;
  const [, first, unit, second, secondUnit] = match;
  const rx = Number(first) * units[unit!.toLowerCase()]!;
  return [rx, second === undefined ? rx : Number(second) * units[(secondUnit ?? '').toLowerCase()]!];
}

export function describeRates({ uploadBps, downloadBps }: Rates): string {
  return `${rateText(downloadBps)} down / ${rateText(uploadBps)} up`;
}

function rateText(bps: number): string {
  for (const [unit, size] of [['G', 1e9] as const, ['M', 1e6] as const, ['k', 1e3] as const]) {
    if (bps >= size && Number.isInteger((bps / size) * 100)) return `${bps / size}${unit}`;
  }
  return String(bps);
}
