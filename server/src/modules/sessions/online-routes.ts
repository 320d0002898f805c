import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import {
  defineListRoute,
  defineRoute,
  idField,
  instantField,
  integerField,
  MomentAnswers,
  pageOf,
  queryBoolean,
  toJsonInteger,
  type Actor,
  type Route,
} from '../../platform/http/index.ts';
import { countOnline, listOnline, onlineSorts, type OnlineSession } from './online-session-store.ts';

const rate = integerField.nullable();

/** What a row of the list shows, and no more: hundreds of them are read at once. */
const onlineAnswer = z.object({
  id: idField,
  nasId: idField,
  nasName: z.string(),
  subscriberId: idField.nullable(),
  username: z.string(),
  /** This and the plan are null also for callers who may not see subscribers. */
  fullName: z.string().nullable(),
  planName: z.string().nullable(),
  mac: z.string().nullable(),
  framedIp: z.string().nullable(),
  framedIpv6Prefix: z.string().nullable(),
  nasPortId: z.string().nullable(),
  startedAt: instantField,
  lastSeenAt: instantField,
  /** Two of its reports are missing; three intervals and a minute after the last word it is closed. */
  isSilent: z.boolean(),
  downloadBytes: integerField,
  uploadBytes: integerField,
  /** Between its last two reports; null before the second. */
  downloadBps: rate,
  uploadBps: rate,
  /** Why it has the speed it has, and whether its router gives it; null also for who may not see enforcement. */
  terms: z
    .object({
      state: z.enum(['in_step', 'pending', 'claimed', 'failed', 'ended']),
      cause: z.string().describe('The rule that decided: plan, fair_use, quota_slow, boost, speed_rule, …'),
      tier: z.int().nullable(),
    })
    .nullable(),
});

const filters = {
  nasId: idField.optional(),
  planId: idField.optional(),
  isSilent: queryBoolean.optional(),
  q: z
    .string()
    .trim()
    .min(1)
    .max(128)
    .optional()
    .describe('The beginning of a user name, an IPv4 address or a MAC address.'),
};

/** Who is online: the list and how many it holds. */
export function onlineRoutes({ database, clock }: { database: Database; clock: Clock }): Route[] {
  const moments = new MomentAnswers(clock);
  return [
    defineListRoute({
      path: '/api/sessions/online',
      summary:
        'List the open sessions with what a row shows; by rate the busiest only, without further pages',
      tag: 'sessions',
      permission: 'sessions.read',
      query: z.strictObject({ ...filters, sort: z.enum(onlineSorts).default('-startedAt') }),
      item: onlineAnswer,
      cursor: z.strictObject({ startedAt: z.iso.datetime(), id: z.uuid() }),
      handle: async ({ actor, tenantId, query: { sort, ...filter }, page }) => {
        const { limit, after } = page;
        const read = () =>
          database.readInTenant(tenantId, (tx) =>
            listOnline(tx, { tenantId, nowMs: clock.now(), filter, sort, limit, after }),
          );
        // By rate, every open session is looked at.
        const rows = await (sort === '-rate'
          ? moments.of(['busiest', tenantId, filter, limit, after ?? null], read)
          : read());
        const { items, next } = pageOf(rows, limit, ({ startedAt, id }) => ({
          startedAt: startedAt.toISOString(),
          id,
        }));
        return { items: items.map((row) => toAnswer(row, actor)), next: sort === '-rate' ? undefined : next };
      },
    }),
    defineRoute({
      method: 'GET',
      path: '/api/sessions/online/count',
      summary: 'How many sessions are open',
      tag: 'sessions',
      permission: 'sessions.read',
      query: z.strictObject(filters),
      answer: z.object({ count: integerField }),
      handle: async ({ tenantId, query: filter }) => ({
        count: await moments.of(['count', tenantId, filter], () =>
          database.readInTenant(tenantId, (tx) => countOnline(tx, { tenantId, nowMs: clock.now(), filter })),
        ),
      }),
    }),
  ];
}

/** Who it is and what they bought is told by the permission to see subscribers. */
function toAnswer(
  { termsState, termsCause, termsTier, ...session }: OnlineSession,
  actor: Actor,
): z.input<typeof onlineAnswer> {
  const isTold = termsState !== null && termsCause !== null && actor.can('enforcement.read');
  return {
    ...session,
    terms: isTold ? { state: termsState, cause: termsCause, tier: termsTier } : null,
    ...(!actor.can('subscribers.read') && { fullName: null, planName: null }),
    startedAt: session.startedAt.toISOString(),
    lastSeenAt: session.lastSeenAt.toISOString(),
    downloadBytes: toJsonInteger(session.downloadBytes),
    uploadBytes: toJsonInteger(session.uploadBytes),
    downloadBps: session.downloadBps === null ? null : toJsonInteger(session.downloadBps),
    uploadBps: session.uploadBps === null ? null : toJsonInteger(session.uploadBps),
  };
}
