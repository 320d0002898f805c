import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import {
  defineRoute,
  instantField,
  integerField,
  toJsonInteger,
  type Route,
} from '../../platform/http/index.ts';
import { authLogRoutes } from './auth-log/auth-log-routes.ts';
import { countAuthLog, type AuthLogEntryRow } from './auth-log/auth-log-store.ts';
import { nodeLoad } from './health/node-health.ts';
import { listRadiusNodes, type RadiusNode } from './slots/radius-node-store.ts';
import { rejectReasonCodes, rejectReasons } from './login/reject-reasons.ts';

/** A role beats every five seconds. */
const aliveMs = 15_000;
const countedMs = 3_600_000;

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
  return [...authLogRoutes(deps), statusRoute(deps), nodesRoute(deps), reasonsRoute()];
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
      database.readInTenant(tenantId, async (tx) => {
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
    answer: z.array(
      nodeAnswer.extend({
        /** Subscribers with a session that this node counts; of all tenants. */
        subscribersOnline: integerField.nullable(),
        /** Accounting that waits in this node's journals; null: nobody counts it. */
        journalLagBytes: integerField.nullable(),
        stats: z.record(z.string(), z.unknown()),
      }),
    ),
    handle: () =>
      database.asOperator(async (tx) => {
        const nodes = await listRadiusNodes(tx);
        return nodes.map((node) => ({
          ...toNodeAnswer(node, clock.now()),
          ...nodeLoad(node),
          stats: node.stats,
        }));
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
