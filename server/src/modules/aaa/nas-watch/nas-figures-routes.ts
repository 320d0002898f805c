import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../../platform/db/index.ts';
import {
  defineRoute,
  idField,
  idParams,
  instantField,
  instantInput,
  integerField,
  type Route,
} from '../../../platform/http/index.ts';
import { nasErrors, nasHealthReasons, nasHealthStates } from '../../nas/index.ts';
import { nasNow, readNasSeries, type NasNow } from './nas-figures.ts';

const ranges = { '1h': 3_600, '6h': 21_600, '24h': 86_400, '7d': 604_800, '30d': 2_592_000 } as const;
const rangeNames = Object.keys(ranges) as (keyof typeof ranges)[];
const longestRangeMs = 366 * 86_400_000;

const nowAnswer = z.object({
  nasId: idField,
  health: z.object({ state: z.enum(nasHealthStates), reason: z.enum(nasHealthReasons) }),
  lastPacketAt: instantField.nullable(),
  openSessions: integerField,
  loginsPerMinute: z.number(),
  rejectsPerMinute: z.number(),
  unansweredPerMinute: z.number(),
  /** The most sessions of each of the last 24 hours. */
  onlineTrend: z.array(integerField),
});

const line = z.array(z.number());
const seriesAnswer = z.object({
  now: nowAnswer,
  stepS: integerField,
  /** When each step begins, in seconds since 1970; every line has a value for each. */
  at: z.array(integerField),
  accepts: line,
  accounting: line,
  rejects: z.array(z.object({ reason: z.string(), perMinute: line })),
  unanswered: z.array(z.object({ kind: z.string(), perMinute: line })),
  online: line,
  downloadBps: line,
  uploadBps: line,
});

const seriesQuery = z.strictObject({
  range: z.enum(rangeNames).default('24h'),
  /** A part of time instead of a range that ends now. */
  from: instantInput.optional(),
  /** Exclusive. */
  to: instantInput.optional(),
});

/** How the NAS of a tenant are, and what they did. */
export function nasFigureRoutes({ database, clock }: { database: Database; clock: Clock }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/nas/figures',
      summary: 'The health of every NAS, its sessions and rates just now',
      tag: 'nas',
      permission: 'nas.read',
      answer: z.array(nowAnswer),
      handle: ({ tenantId }) =>
        database.readInTenant(tenantId, async (tx) =>
          (await nasNow(tx, { tenantId, nowMs: clock.now() })).map(toNowAnswer),
        ),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/nas/:id/figures',
      summary:
        'Logins, rejects by reason, accounting, packets without an answer, sessions and traffic of one NAS',
      tag: 'nas',
      permission: 'nas.read',
      params: idParams,
      query: seriesQuery,
      answer: seriesAnswer,
      handle: async ({ tenantId, params, query }) => {
        const nowMs = clock.now();
        const [now] = await database.readInTenant(tenantId, (tx) =>
          nasNow(tx, { tenantId, nasId: params.id, nowMs }),
        );
        if (!now) throw nasErrors.notFound();
        const period = periodOf(query, nowMs);
        const series = await readNasSeries({ database }, { tenantId, nasId: params.id, ...period }, nowMs);
        return { now: toNowAnswer(now), ...series };
      },
    }),
  ];
}

function periodOf(query: z.output<typeof seriesQuery>, nowMs: number): { from: Date; to: Date } {
  const toMs = query.to === undefined ? nowMs : Date.parse(query.to);
  const fromMs = query.from === undefined ? toMs - ranges[query.range] * 1000 : Date.parse(query.from);
  const message = fromMs >= toMs ? 'is not before its end' : 'is more than a year before its end';
  if (fromMs >= toMs || toMs - fromMs > longestRangeMs)
    throw nasErrors.invalid({ details: [{ field: 'from', message }] });
  return { from: new Date(fromMs), to: new Date(toMs) };
}

function toNowAnswer({ lastPacketAt, ...now }: NasNow): z.input<typeof nowAnswer> {
  return { ...now, lastPacketAt: lastPacketAt?.toISOString() ?? null };
}
