import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../../platform/db/index.ts';
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
} from '../../../platform/http/index.ts';
import { chartSteps, keptHoursDays, stepAxis, type StepAxis } from '../../sessions/index.ts';
import { countAuthLogSteps, listAuthLog, type AuthLogFilter } from './auth-log-store.ts';
import { aaaErrors } from '../errors.ts';
import { countLogins, type LoginCount } from './login-minute-store.ts';
import { rejectReasonCodes } from '../login/reject-reasons.ts';
import { stationSpellings } from '../login/station-spellings.ts';

const outcomes = ['accepted', 'rejected', 'not_kept'] as const;
const instant = instantInput.transform((text) => new Date(text));
const maxRangeMs = keptHoursDays * 86_400_000;
/** The log itself is counted only for one name or device, and so many days of it. */
const maxCountedRangeMs = 31 * 86_400_000;

const filters = {
  outcome: z.enum(outcomes).optional(),
  reason: z.enum(rejectReasonCodes).optional(),
  /** As the log shows it. */
  username: z.string().min(1).max(300).optional(),
  /** The device, in any spelling of a MAC address. */
  mac: z
    .string()
    .max(17)
    .refine((text) => stationSpellings(text) !== undefined, 'is no MAC address')
    .transform((text) => stationSpellings(text)!)
    .optional(),
  subscriberId: idField.optional(),
  nasId: idField.optional(),
  from: instant.optional(),
  /** Exclusive. */
  to: instant.optional(),
};
type Filters = z.output<ReturnType<typeof z.strictObject<typeof filters>>>;

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

const minutesAnswer = z.object({
  /** Seconds of one step. */
  stepS: integerField,
  /** When each step begins, in seconds since 1970; the lines below have a value for each. */
  at: z.array(integerField),
  accepted: z.array(integerField),
  /** Only reasons that occur, the most frequent first. */
  rejected: z.array(z.object({ reason: z.string(), counts: z.array(integerField) })),
});

/** The authentication log, row by row and by the minute. */
export function authLogRoutes(deps: { database: Database; clock: Clock }): Route[] {
  return [listRoute(deps), minutesRoute(deps)];
}

function listRoute({ database }: { database: Database }): Route {
  return defineListRoute({
    path: '/api/auth-log',
    summary: 'List logins, the newest first: every reject with its reason, accepts up to a bound',
    tag: 'aaa',
    permission: 'aaa.read',
    query: z.strictObject(filters),
    item: authLogAnswer,
    cursor: z.strictObject({ at: z.iso.datetime(), id: idField }),
    handle: async ({ tenantId, query, page }) => {
      const { limit } = page;
      const after = page.after && { at: new Date(page.after.at), id: page.after.id };
      const rows = await database.readInTenant(tenantId, (tx) =>
        listAuthLog(tx, { tenantId, filter: filterOf(query), limit, after }),
      );
      const { items, next } = pageOf(rows, limit, ({ at, id }) => ({ at: at.toISOString(), id }));
      return { items: items.map((row) => ({ ...row, at: row.at.toISOString() })), next };
    },
  });
}

function minutesRoute({ database, clock }: { database: Database; clock: Clock }): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/auth-log/minutes',
    summary: 'Logins by minute, or by the steps that fit a longer range: accepted, and rejected by reason',
    tag: 'aaa',
    permission: 'aaa.read',
    query: z.strictObject(filters),
    answer: minutesAnswer,
    handle: async ({ tenantId, query }) => {
      const nowMs = clock.now();
      const to = query.to ?? new Date(nowMs);
      const from = query.from ?? new Date(to.getTime() - 3_600_000);
      const isOfOne = Boolean(query.username ?? query.mac ?? query.subscriberId);
      const lengthMs = to.getTime() - from.getTime();
      if (lengthMs <= 0 || lengthMs > (isOfOne ? maxCountedRangeMs : maxRangeMs)) {
        throw aaaErrors.invalidRange();
      }
      const { span, stepS } = chartSteps({ from, to, nowMs });
      const axis = stepAxis({ from, to, stepS });
      const begin = new Date((axis.at[0] ?? 0) * 1_000);
      const { nasId, reason, outcome } = query;
      const counts = await database.readInTenant(tenantId, (tx) =>
        isOfOne
          ? countAuthLogSteps(tx, { tenantId, stepS, filter: { ...filterOf(query), from: begin, to } })
          : countLogins(tx, { tenantId, span, stepS, from: begin, to, nasId, reason }),
      );
      return { stepS, at: axis.at, ...loginLines(axis, counts, outcome) };
    },
  });
}

function filterOf({ mac, ...same }: Filters): AuthLogFilter {
  return { ...same, stations: mac };
}

function loginLines(
  axis: StepAxis,
  counts: readonly LoginCount[],
  outcome: Filters['outcome'],
): Pick<z.input<typeof minutesAnswer>, 'accepted' | 'rejected'> {
  const accepted = axis.at.map(() => 0);
  const rejected = new Map<string, { reason: string; counts: number[]; total: number }>();
  for (const { at, reason, count } of counts) {
    const place = axis.placeOf(at);
    const number = toJsonInteger(count);
    if (reason === '') {
      if (outcome === undefined || outcome === 'accepted') accepted[place] = number;
      continue;
    }
    if (outcome !== undefined && outcome !== 'rejected') continue;
    let line = rejected.get(reason);
    if (!line) rejected.set(reason, (line = { reason, counts: axis.at.map(() => 0), total: 0 }));
    line.counts[place] = number;
    line.total += number;
  }
  const lines = [...rejected.values()].toSorted((a, b) => b.total - a.total);
  return { accepted, rejected: lines.map(({ reason, counts: line }) => ({ reason, counts: line })) };
}
