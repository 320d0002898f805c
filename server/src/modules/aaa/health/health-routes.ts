import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../../platform/db/index.ts';
import {
  defineRoute,
  idField,
  instantField,
  integerField,
  MomentAnswers,
  type Route,
} from '../../../platform/http/index.ts';
import { nasHealthReasons, nasHealthStates } from '../../nas/index.ts';
import { readAaaHealth, type AaaHealth } from './health.ts';

const leastMinutes = 5;
const standardMinutes = 60;
/** Three hours by the minute are as many points as a chart can show. */
const mostMinutes = 180;

const counts = z.object({
  accepts: z.number(),
  rejects: z.number(),
  accounting: z.number(),
  /** Met with silence because something is wrong with them. */
  discarded: z.number(),
  /** Sound, and without an answer all the same. */
  unanswered: z.number(),
});
const line = z.array(integerField);

const healthAnswer = z.object({
  now: instantField,
  /** When each whole minute begins, in seconds since 1970; every line has a count for each. */
  at: line,
  accepts: line,
  rejects: z.array(z.object({ reason: z.string(), counts: line })),
  accounting: line,
  /** Packets without an answer by kind; `isOurs`: sound ones that we owed an answer. */
  silences: z.array(z.object({ kind: z.string(), isOurs: z.boolean(), counts: line })),
  /** Null: nobody counted. */
  online: z.array(integerField.nullable()),
  totals: counts,
  /** Over the last five whole minutes. */
  perMinute: counts,
  openSessions: integerField,
  /** The worst first, at most a hundred. */
  nas: z.array(
    z.object({
      id: idField,
      name: z.string(),
      health: z.object({ state: z.enum(nasHealthStates), reason: z.enum(nasHealthReasons) }),
      lastPacketAt: instantField.nullable(),
      openSessions: integerField,
      perMinute: counts,
      /** Of the last minutes, the most frequent first. */
      rejects: z.array(z.object({ reason: z.string(), count: integerField })),
      silences: z.array(z.object({ kind: z.string(), count: integerField })),
    }),
  ),
  nasByState: z.record(z.enum(nasHealthStates), integerField),
  nodes: z.array(
    z.object({
      node: z.string(),
      version: z.string(),
      isAlive: z.boolean(),
      startedAt: instantField,
      beatAt: instantField,
      /** How old the news is that logins are answered from; null: nothing is loaded. */
      snapshotAgeMs: z.number().nullable(),
      /** How old the accounting is that waits to be counted; null: nobody counts it. */
      foldLagMs: z.number().nullable(),
    }),
  ),
});

/** How the AAA service does, for the staff of a tenant. */
export function healthRoutes({ database, clock }: { database: Database; clock: Clock }): Route[] {
  const moments = new MomentAnswers(clock);
  return [
    defineRoute({
      method: 'GET',
      path: '/api/aaa/health',
      summary:
        'Logins, rejects by reason, accounting, packets without an answer, sessions, NAS and RADIUS servers',
      tag: 'aaa',
      permission: 'aaa.read',
      query: z.strictObject({
        minutes: z.coerce.number().int().min(leastMinutes).max(mostMinutes).default(standardMinutes),
      }),
      answer: healthAnswer,
      handle: async ({ tenantId, query: { minutes } }) =>
        toAnswer(
          await moments.of([tenantId, minutes], () =>
            readAaaHealth({ database }, { tenantId, minutes, nowMs: clock.now() }),
          ),
        ),
    }),
  ];
}

function toAnswer({ atMs, nas, nodes, ...health }: AaaHealth): z.input<typeof healthAnswer> {
  return {
    ...health,
    now: instantOf(atMs),
    nas: nas.map(({ lastPacketAtMs, ...one }) => ({
      ...one,
      lastPacketAt: lastPacketAtMs === null ? null : instantOf(lastPacketAtMs),
    })),
    nodes: nodes.map(({ startedAtMs, beatAtMs, ...node }) => ({
      ...node,
      startedAt: instantOf(startedAtMs),
      beatAt: instantOf(beatAtMs),
    })),
  };
}

const instantOf = (atMs: number): string => new Date(atMs).toISOString();
