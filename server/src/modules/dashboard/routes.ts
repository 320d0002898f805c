import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import {
  defineRoute,
  idField,
  instantField,
  integerField,
  type Route,
  MomentAnswers,
} from '../../platform/http/index.ts';
import { readDashboard, type Dashboard } from './read-dashboard.ts';

const line = z.array(z.number());
const byReason = z.object({ reason: z.string(), count: integerField });

const dashboardAnswer = z.object({
  at: instantField,
  /** Nothing was ever online: the guide leads on. */
  isFresh: z.boolean(),
  /** When each hour of the trends begins, in seconds since 1970; the last one still runs. */
  trendAt: z.array(integerField),
  /** Null in each part: the permission to see it is missing. */
  sessions: z
    .object({
      online: integerField,
      /** The most of each hour; null: nobody counted. */
      onlineTrend: z.array(integerField.nullable()),
      downloadBps: integerField,
      uploadBps: integerField,
      downloadTrend: line,
      uploadTrend: line,
    })
    .nullable(),
  logins: z
    .object({
      perMinute: z.number(),
      rejectsPerMinute: z.number(),
      /** A minute, of each hour. */
      trend: line,
      rejectTrend: line,
      /** Of the last five minutes, the most frequent first. */
      recentRejects: z.array(byReason),
      /** The last hour by minute, for a chart. */
      minutesAt: z.array(integerField),
      accepted: z.array(integerField),
      rejected: z.array(z.object({ reason: z.string(), counts: z.array(integerField) })),
    })
    .nullable(),
  nas: z
    .object({
      counts: z.record(z.string(), integerField),
      worst: z.array(
        z.object({
          id: idField,
          name: z.string(),
          state: z.string(),
          reason: z.string(),
          lastPacketAt: instantField.nullable(),
          openSessions: integerField,
        }),
      ),
    })
    .nullable(),
  expiring: z
    .object({
      /** Within seven days. */
      count: integerField,
      first: z.array(
        z.object({
          subscriberId: idField,
          username: z.string(),
          fullName: z.string().nullable(),
          planName: z.string(),
          expiresAt: instantField,
          autoRenew: z.boolean(),
        }),
      ),
    })
    .nullable(),
});
type Answer = z.input<typeof dashboardAnswer>;

/** The routes of this module. */
export function routes({ database, clock }: { database: Database; clock: Clock }): Route[] {
  const moments = new MomentAnswers(clock);
  const read = (tenantId: string): Promise<Dashboard> =>
    database.readInTenant(tenantId, (tx) => readDashboard(tx, { tenantId, nowMs: clock.now() }));
  return [
    defineRoute({
      method: 'GET',
      path: '/api/dashboard',
      summary: 'The first page in one answer: what the caller may see of sessions, logins, NAS and expiries',
      tag: 'dashboard',
      permission: 'signed_in',
      answer: dashboardAnswer,
      handle: async ({ tenantId, actor }) => {
        const dashboard = await moments.of([tenantId], () => read(tenantId));
        const part = <T>(permission: string, make: (from: Dashboard) => T): T | null =>
          actor.can(permission) ? make(dashboard) : null;
        return {
          at: new Date(dashboard.atMs).toISOString(),
          isFresh: dashboard.isFresh,
          trendAt: dashboard.trendAt,
          sessions: part('sessions.read', toSessions),
          logins: part('aaa.read', toLogins),
          nas: part('nas.read', toNas),
          expiring: part('subscribers.read', toExpiring),
        };
      },
    }),
  ];
}

function toSessions({ figures, onlineTrend, downloadTrend, uploadTrend }: Dashboard): Answer['sessions'] {
  const { online, downloadBps, uploadBps } = figures;
  return { online, downloadBps, uploadBps, onlineTrend, downloadTrend, uploadTrend };
}

function toLogins(dashboard: Dashboard): Answer['logins'] {
  const { figures, loginTrend, rejectTrend, recentRejects, minutesAt, accepted, rejected } = dashboard;
  return {
    perMinute: figures.loginsPerMinute,
    rejectsPerMinute: figures.rejectsPerMinute,
    trend: loginTrend,
    rejectTrend,
    recentRejects,
    minutesAt,
    accepted,
    rejected,
  };
}

function toNas({ nas }: Dashboard): Answer['nas'] {
  const worst = nas.worst.map(({ nasId, name, health, lastPacketAt, openSessions }) => ({
    id: nasId,
    name,
    ...health,
    lastPacketAt: lastPacketAt?.toISOString() ?? null,
    openSessions,
  }));
  return { counts: nas.counts, worst };
}

function toExpiring({ expiring }: Dashboard): Answer['expiring'] {
  return {
    count: expiring.count,
    first: expiring.first.map((one) => ({ ...one, expiresAt: one.expiresAt.toISOString() })),
  };
}
