import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import { defineRoute, idField, instantInput, integerField, type Route } from '../../platform/http/index.ts';
import { sessionErrors } from './errors.ts';
import { chartSteps, keptHoursDays, stepAxis, type StepAxis } from './roll-up.ts';
import { readOnline, readTraffic, type OnlineStep, type TrafficStep } from './traffic-store.ts';

const maxRangeMs = keptHoursDays * 86_400_000;
const instant = instantInput.transform((text) => new Date(text));

const seriesAnswer = z.object({
  /** Seconds of one step. */
  stepS: integerField,
  /** When each step begins, in seconds since 1970; the lines below have a value for each. */
  at: z.array(integerField),
  downloadBps: z.array(integerField),
  uploadBps: z.array(integerField),
  /** The most sessions of each step; null: nobody counted. */
  online: z.array(z.object({ nasId: idField, sessions: z.array(integerField.nullable()) })),
});

/** What charts draw of sessions. */
export function seriesRoutes({ database, clock }: { database: Database; clock: Clock }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/sessions/series',
      summary: 'Traffic and open sessions over a range, by steps that fit its length',
      tag: 'sessions',
      permission: 'sessions.read',
      query: z.strictObject({
        /** An hour before `to` unless given. */
        from: instant.optional(),
        /** Exclusive; now unless given. */
        to: instant.optional(),
        nasId: idField.optional(),
      }),
      answer: seriesAnswer,
      handle: async ({ tenantId, query }) => {
        const nowMs = clock.now();
        const to = query.to ?? new Date(nowMs);
        const from = query.from ?? new Date(to.getTime() - 3_600_000);
        const lengthMs = to.getTime() - from.getTime();
        if (lengthMs <= 0 || lengthMs > maxRangeMs) throw sessionErrors.invalidRange();
        const { span, stepS } = chartSteps({ from, to, nowMs });
        const axis = stepAxis({ from, to, stepS });
        const reading = {
          tenantId,
          span,
          stepS,
          from: new Date((axis.at[0] ?? 0) * 1_000),
          to,
          nasId: query.nasId,
        };
        return database.readInTenant(tenantId, async (tx) => ({
          stepS,
          at: axis.at,
          ...trafficLines(axis, await readTraffic(tx, reading)),
          online: onlineLines(axis, await readOnline(tx, reading)),
        }));
      },
    }),
  ];
}

/** Without a packet there was no traffic, as far as anybody knows. */
export function trafficLines(
  axis: StepAxis,
  steps: readonly TrafficStep[],
): { downloadBps: number[]; uploadBps: number[] } {
  const [downloadBps, uploadBps] = [axis.at.map(() => 0), axis.at.map(() => 0)];
  for (const { at, downloadBytes, uploadBytes } of steps) {
    const place = axis.placeOf(at);
    downloadBps[place] = Math.round((Number(downloadBytes) * 8) / axis.lasted[place]!);
    uploadBps[place] = Math.round((Number(uploadBytes) * 8) / axis.lasted[place]!);
  }
  return { downloadBps, uploadBps };
}

function onlineLines(
  axis: StepAxis,
  steps: readonly OnlineStep[],
): { nasId: string; sessions: (number | null)[] }[] {
  const lines = new Map<string, (number | null)[]>();
  for (const { at, nasId, sessions } of steps) {
    let line = lines.get(nasId);
    if (!line) lines.set(nasId, (line = axis.at.map(() => null)));
    line[axis.placeOf(at)] = sessions;
  }
  return [...lines].map(([nasId, sessions]) => ({ nasId, sessions }));
}
