import { describe, expect, test } from 'vitest';
import {
  CivilZone,
  type PolicyPlanVersion,
  type PolicySubscriber,
  type PolicyTenant,
  type StoredAttribute,
} from '../../policy/index.ts';
import { noDay, type SimulatedTopUp } from '../simulation.ts';
import { layPeriods } from './lay-periods.ts';
import { replaySubscriber, type Replayed } from './replay-subscriber.ts';
import { UsageSpreader, type RecordedUsage } from './spread-usage.ts';
import { makeTimeline } from './timeline.ts';

const gigabyte = 1_000_000_000;
const megabyte = 1_000_000;
const zone = CivilZone.named('UTC');
const at = (text: string): number => Date.parse(`2026-03-${text}:00Z`);
const fromMs = at('01T00:00');
const toMs = at('04T00:00');

const tenant: PolicyTenant = {
  isSuspended: false,
  zone,
  graceMs: 0,
  walledGarden: null,
  walledFor: new Set(),
  speedRules: [],
};

const subscriber: PolicySubscriber<StoredAttribute> = {
  status: 'active',
  maxSessions: null,
  loginHours: null,
  framedIp: null,
  framedIpv6Prefix: null,
  delegatedIpv6Prefix: null,
  customAttributes: [],
  subscriptions: [],
  tags: [],
  usage: null,
  topUps: [],
  boosts: [],
};

const unlimited: PolicyPlanVersion<StoredAttribute> = {
  id: 'proposed',
  planId: '',
  // 7.2 gigabytes an hour.
  downloadBps: 16_000_000,
  uploadBps: 16_000_000,
  burst: null,
  sessionTimeoutS: null,
  idleTimeoutS: null,
  interimIntervalS: null,
  sessionVolumeBytes: null,
  maxSessions: 1,
  pool: null,
  ipv6Pool: null,
  delegatedIpv6Pool: null,
  addressList: null,
  customAttributes: [],
  counts: 'both',
  quota: null,
  fairUse: [],
  zoneRules: [],
};

const cutAt = (bytes: number, period: 'daily' | 'monthly' = 'daily') =>
  ({ period, bytes, timeS: null, atZero: 'cut', slow: null }) as const;

/** Of each day what was downloaded, all within one session from 18:00 to 22:00. */
function evenings(downloads: Readonly<Record<string, number>>): RecordedUsage {
  const days = Object.entries(downloads);
  return {
    days: days.map(([day, downloadBytes]) => ({
      day: `2026-03-${day}`,
      downloadBytes,
      uploadBytes: 0,
      sessionTimeS: 4 * 3_600,
    })),
    sessionsMs: days.flatMap(([day]) => [at(`${day}T18:00`), at(`${day}T22:00`)]),
  };
}

function play(
  terms: Partial<PolicyPlanVersion<StoredAttribute>>,
  usage: RecordedUsage,
  options: {
    topUp?: SimulatedTopUp;
    firstReportedDay?: number;
    speedRules?: PolicyTenant['speedRules'];
  } = {},
): { replayed: Replayed; days: ReturnType<typeof noDay>[] } {
  const timeline = makeTimeline(zone, { fromMs, toMs }, new Map());
  const { firstReportedDay = 0, topUp = null, speedRules = [] } = options;
  const days = timeline.days.slice(firstReportedDay).map(noDay);
  const replayed = replaySubscriber(
    {
      tenant: { ...tenant, speedRules },
      subscriber,
      plan: { ...unlimited, ...terms },
      periods: layPeriods([{ startsAtMs: fromMs, endsAtMs: Infinity }], {
        validity: null,
        zone,
        fromMs,
        toMs,
      }),
      quotaBytes: null,
      timeline,
      usage: new UsageSpreader(timeline).spread(usage),
      firstReportedDay,
      topUp,
    },
    days,
  );
  return { replayed, days };
}

describe('worked by hand', () => {
  test('fair use slows from the instant at which the day reached its step until midnight', () => {
    // 2 GB from 18:00 to 22:00 are 500 MB an hour: 1.25 GB are reached 2.5 hours later, at 20:30. From there on
    // 400 kbit/s let 180 MB an hour pass, so of the 750 MB that follow in 1.5 hours 270 MB pass and 480 MB do not.
    // Slow until midnight: 3.5 hours. The second day stays under the step.
    const fairUse = [
      { period: 'day', number: 1, thresholdBytes: 1.25 * gigabyte, downloadBps: 400_000, uploadBps: 400_000 },
    ] as const;
    const { replayed, days } = play({ fairUse }, evenings({ '01': 2 * gigabyte, '02': gigabyte }));
    expect(replayed).toEqual({
      firstSlowAtMs: at('01T20:30'),
      slowMs: 3.5 * 3_600_000,
      firstCutAtMs: null,
      cutMs: 0,
      usedBytes: 3 * gigabyte,
      cutBytes: 0,
      slowedBytes: 480 * megabyte,
      overSpeedBytes: 0,
      outsideBytes: 0,
      topUps: 0,
    });
    expect(days).toEqual([
      { slowSubscribers: 1, cutSubscribers: 0, usedBytes: 2 * gigabyte, heldBackBytes: 480 * megabyte },
      { slowSubscribers: 0, cutSubscribers: 0, usedBytes: gigabyte, heldBackBytes: 0 },
      { slowSubscribers: 0, cutSubscribers: 0, usedBytes: 0, heldBackBytes: 0 },
    ]);
  });

  test('a quota of the day cuts from its end until midnight', () => {
    // 500 MB an hour: 750 MB are used up at 19:30, and 1.25 GB of 2 GB do not pass; cut for 4.5 hours.
    const { replayed } = play({ quota: cutAt(750 * megabyte) }, evenings({ '02': 2 * gigabyte }));
    expect(replayed).toMatchObject({
      firstCutAtMs: at('02T19:30'),
      cutMs: 4.5 * 3_600_000,
      cutBytes: 1.25 * gigabyte,
      firstSlowAtMs: null,
    });
  });

  test('whoever buys top-ups pays for as many as the usage needs, and is not cut', () => {
    // 2 GB against 750 MB: 1.25 GB are missing, which are three top-ups of 500 MB. The next day begins anew: three more.
    const topUp = { bytes: 500 * megabyte, priceMinor: 300 };
    const usage = evenings({ '01': 2 * gigabyte, '02': 2 * gigabyte });
    const { replayed } = play({ quota: cutAt(750 * megabyte) }, usage, { topUp });
    expect(replayed).toMatchObject({ topUps: 6, cutMs: 0, cutBytes: 0, usedBytes: 4 * gigabyte });
  });

  test('a slower plan holds back what does not fit into its hours', () => {
    // 800 kbit/s are 360 MB an hour: of 500 MB in each of four hours 140 MB do not pass.
    const { replayed } = play({ downloadBps: 800_000 }, evenings({ '01': 2 * gigabyte }));
    expect(replayed).toMatchObject({ overSpeedBytes: 560 * megabyte, firstSlowAtMs: null, slowedBytes: 0 });
  });

  test('what was counted before the range counts in it, and is not reported', () => {
    // The month's 2.5 GB: 2 GB of the first day leave 500 MB, which the second has used up after an hour.
    const usage = evenings({ '01': 2 * gigabyte, '02': 2 * gigabyte });
    const { replayed, days } = play({ quota: cutAt(2.5 * gigabyte, 'monthly') }, usage, {
      firstReportedDay: 1,
    });
    expect(replayed).toMatchObject({ firstCutAtMs: at('02T19:00'), usedBytes: 2 * gigabyte });
    // From 19:00 of the second day to the end of the third.
    expect(replayed.cutMs).toBe(29 * 3_600_000);
    expect(days.map(({ cutSubscribers }) => cutSubscribers)).toEqual([1, 1]);
  });

  test('free hours do not count', () => {
    // Whoever is free from 18:00 to 20:00 counts 1 GB from 20:00 on and reaches 750 MB at 21:30.
    const everyDay = [1, 2, 3, 4, 5, 6, 0].map((day) => day * 1_440).toSorted((a, b) => a - b);
    const hours = everyDay.flatMap((minute) => [minute + 18 * 60, minute + 20 * 60]);
    const rule = {
      id: 'r',
      name: 'free',
      priority: 0,
      planIds: null,
      tags: null,
      hours,
      effect: null,
      countedPercent: 0,
    };
    const { replayed } = play({ quota: cutAt(750 * megabyte) }, evenings({ '01': 2 * gigabyte }), {
      speedRules: [rule],
    });
    expect(replayed).toMatchObject({ firstCutAtMs: at('01T21:30'), cutBytes: 250 * megabyte });
  });

  test('time used up cuts as volume does', () => {
    const quota = { period: 'daily', bytes: null, timeS: 3 * 3_600, atZero: 'cut', slow: null } as const;
    const { replayed } = play({ quota }, evenings({ '01': 2 * gigabyte }));
    expect(replayed).toMatchObject({ firstCutAtMs: at('01T21:00'), cutBytes: 500 * megabyte });
  });
});

describe('a replay', () => {
  test('of usage while nothing is sold reports it apart, for the terms say nothing about it', () => {
    const timeline = makeTimeline(zone, { fromMs, toMs }, new Map());
    const days = timeline.days.map(noDay);
    const runs = [{ startsAtMs: at('02T00:00'), endsAtMs: at('02T20:00') }];
    const replayed = replaySubscriber(
      {
        tenant,
        subscriber,
        plan: unlimited,
        periods: layPeriods(runs, { validity: { count: 1, unit: 'month' }, zone, fromMs, toMs }),
        quotaBytes: null,
        timeline,
        usage: new UsageSpreader(timeline).spread(evenings({ '01': gigabyte, '02': gigabyte })),
        firstReportedDay: 0,
        topUp: null,
      },
      days,
    );
    expect(replayed).toMatchObject({ usedBytes: 2 * gigabyte, outsideBytes: 1.5 * gigabyte, cutMs: 0 });
  });

  test('with a top-up of a byte ends all the same', () => {
    const { replayed } = play({ quota: cutAt(megabyte) }, evenings({ '01': gigabyte }), {
      topUp: { bytes: 1, priceMinor: 1 },
    });
    expect(replayed.topUps).toBe(1_000);
    expect(replayed.cutBytes).toBeGreaterThan(0);
  });
});
