import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import {
  defineListRoute,
  defineRoute,
  idField,
  instantField,
  instantInput,
  integerField,
  pageOf,
  toJsonInteger,
  type Route,
} from '../../platform/http/index.ts';
import { countAuthLog, listAuthLog, type AuthLogEntryRow } from './auth-log-store.ts';
import { listRadiusNodes, type RadiusNode } from './radius-node-store.ts';
import { rejectReasonCodes, rejectReasons } from './reject-reasons.ts';

/** A role beats every five seconds. */
const aliveMs = 15_000;
const countedMs = 3_600_000;

const outcomes = ['accepted', 'rejected', 'not_kept'] as const;
const instant = instantInput.transform((text) => new Date(text));

const authLogQuery = z.strictObject({
  outcome: z.enum(outcomes).optional(),
  reason: z.enum(rejectReasonCodes).optional(),
  /** As the log shows it. */
  username: z.string().min(1).max(300).optional(),
  subscriberId: idField.optional(),
  nasId: idField.optional(),
  from: instant.optional(),
  /** Exclusive. */
  to: instant.optional(),
});

const authLogAnswer = z.object({
  id: idField,
  at: instantField,
  nasId: idField,
  /** Null: the NAS has been deleted. */
  nasName: z.string().nullable(),
  subscriberId: idField.nullable(),
  /** What is not readable text stands as `\xNN` or `\u{N}`. */
  username: z.string(),
  callingStationId: z.string().nullable(),
  nasPortId: z.string().nullable(),
  method: z.string().nullable(),
  /** `not_kept`: `count` logins of this NAS were counted but not written. */
  outcome: z.enum(outcomes),
  reason: z.string().nullable(),
  /** Equal rejects within ten seconds are one row. */
  count: integerField,
});

const nodeAnswer = z.object({
  node: z.string(),
  version: z.string(),
  isAlive: z.boolean(),
  startedAt: instantField,
  beatAt: instantField,
  /** How old the news is that logins are answered from; null: nothing is loaded. */
  snapshotAgeMs: z.number().nullable(),
});

const statusAnswer = z.object({
  nodes: z.array(nodeAnswer),
  /** The logins of this tenant. */
  lastHour: z.object({
    accepted: integerField,
    rejected: integerField,
    notKept: integerField,
    rejectsByReason: z.record(z.string(), integerField),
  }),
});

/** The routes of this module. */
export function routes(deps: { database: Database; clock: Clock }): Route[] {
  return [authLogRoute(deps), statusRoute(deps), nodesRoute(deps), reasonsRoute()];
}

function authLogRoute({ database }: { database: Database }): Route {
  return defineListRoute({
    path: '/api/auth-log',
    summary: 'List logins, the newest first: every reject with its reason, accepts up to a bound',
    tag: 'aaa',
    permission: 'aaa.read',
    query: authLogQuery,
    item: authLogAnswer,
    cursor: z.strictObject({ at: z.iso.datetime(), id: idField }),
    handle: async ({ tenantId, query, page }) => {
      const { limit } = page;
      const after = page.after && { at: new Date(page.after.at), id: page.after.id };
      const rows = await database.inTenant(tenantId, (tx) =>
        listAuthLog(tx, { tenantId, filter: query, limit, after }),
      );
      const { items, next } = pageOf(rows, limit, ({ at, id }) => ({ at: at.toISOString(), id }));
      return { items: items.map((row) => ({ ...row, at: row.at.toISOString() })), next };
    },
  });
}

function statusRoute({ database, clock }: { database: Database; clock: Clock }): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/radius/status',
    summary: "Which RADIUS servers run, and this tenant's logins of the last hour by reason",
    tag: 'aaa',
    permission: 'aaa.read',
    answer: statusAnswer,
    handle: ({ tenantId }) =>
      database.inTenant(tenantId, async (tx) => {
        const nowMs = clock.now();
        const nodes = await listRadiusNodes(tx);
        const counts = await countAuthLog(tx, { tenantId, since: new Date(nowMs - countedMs) });
        return { nodes: nodes.map((node) => toNodeAnswer(node, nowMs)), lastHour: summarise(counts) };
      }),
  });
}

/** The counters are those of all tenants together, hence the operator's. */
function nodesRoute({ database, clock }: { database: Database; clock: Clock }): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/radius/nodes',
    summary: 'Every RADIUS server with its counters, for the platform operator',
    tag: 'aaa',
    permission: 'operator',
    answer: z.array(nodeAnswer.extend({ stats: z.record(z.string(), z.unknown()) })),
    handle: () =>
      database.asOperator(async (tx) => {
        const nodes = await listRadiusNodes(tx);
        return nodes.map((node) => ({ ...toNodeAnswer(node, clock.now()), stats: node.stats }));
      }),
  });
}

function reasonsRoute(): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/reject-reasons',
    summary: 'Every reason for which a login is rejected, and what it means',
    tag: 'aaa',
    permission: 'signed_in',
    answer: z.array(z.object({ code: z.string(), summary: z.string(), replyMessage: z.string() })),
    handle: () =>
      Promise.resolve(
        rejectReasonCodes.map((code) => {
          const { summary, replyMessage } = rejectReasons[code];
          return { code, summary, replyMessage };
        }),
      ),
  });
}

function toNodeAnswer(
  { node, version, startedAt, beatAt, stats }: RadiusNode,
  nowMs: number,
): z.input<typeof nodeAnswer> {
  const { ageMs } = (stats['snapshot'] ?? {}) as { ageMs?: unknown };
  return {
    node,
    version,
    isAlive: nowMs - beatAt.getTime() < aliveMs,
    startedAt: startedAt.toISOString(),
    beatAt: beatAt.toISOString(),
    snapshotAgeMs: typeof ageMs === 'number' ? ageMs : null,
  };
}

function summarise(
  counts: readonly { outcome: AuthLogEntryRow['outcome']; reason: string | null; count: bigint }[],
): z.input<typeof statusAnswer>['lastHour'] {
  const totalOf = (outcome: AuthLogEntryRow['outcome']): number =>
    toJsonInteger(counts.reduce((sum, row) => (row.outcome === outcome ? sum + row.count : sum), 0n));
  const rejects = counts.filter((row) => row.outcome === 'rejected');
  return {
    accepted: totalOf('accepted'),
    rejected: totalOf('rejected'),
    notKept: totalOf('not_kept'),
    rejectsByReason: Object.fromEntries(rejects.map((row) => [row.reason ?? '', toJsonInteger(row.count)])),
  };
}
