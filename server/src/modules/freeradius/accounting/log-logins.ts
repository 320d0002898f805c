import { uuidv7, type Clock, type Random } from '@trunkline/kit';
import type { Database, Tx } from '../../../platform/db/index.ts';
import {
  addLoginMinutes,
  ensureAuthLogDay,
  insertAuthLog,
  type AuthLogRow,
  type RejectReasonCode,
} from '../../aaa/index.ts';
import { effectivePolicy } from '../../policy/index.ts';
import { loadSettings } from '../../settings/index.ts';
import { usernameKey } from '../../subscribers/index.ts';
import { readSubjects } from '../sync/read-questions.ts';
import {
  findLoggingSubscribers,
  takeLogins,
  type LoggingSubscriber,
  type PostAuthRow,
} from './login-store.ts';
import { provenRefusal } from './proven-refusal.ts';

/** Logins of one transaction. */
export const batchLogins = 500;
/** Accepts that a batch writes down; the others are counted, as those of our own server are in a storm. */
const maxAccepts = 200;
/** A row without the NAS: a configuration that is not ours does not say it. */
const noNas = '00000000-0000-0000-0000-000000000000';
const minuteMs = 60_000;
/** An older login was written by a clock that is wrong: it happened when it was found. */
const maxAgeMs = 7 * 86_400_000;

export interface LogLoginsDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly random: Random;
}

/**
 * Brings logins that FreeRADIUS has answered into the authentication log, with the reason that the policy proves at this
 * moment, and answers how many there were. All of it commits together.
 */
export function logLogins(deps: LogLoginsDeps, limit = batchLogins): Promise<number> {
  return deps.database.acrossTenants(async (tx) => {
    const taken = await takeLogins(tx, limit);
    if (taken.length === 0) return 0;
    const nowMs = deps.clock.now();
    const judged = await judge(tx, taken, nowMs);
    const rows = rowsOf(judged, () => uuidv7(deps.clock, deps.random));
    for (const day of new Set(rows.map(({ atMs }) => Math.floor(atMs / 86_400_000) * 86_400_000)))
      await ensureAuthLogDay(tx, day);
    await insertAuthLog(tx, rows);
    await addLoginMinutes(tx, minutesOf(judged));
    return taken.length;
  });
}

interface JudgedLogin {
  readonly row: PostAuthRow;
  readonly atMs: number;
  readonly nasId: string;
  readonly subscriberId: string | null;
  /** Null: let in. */
  readonly reason: RejectReasonCode | null;
}

async function judge(tx: Tx, rows: readonly PostAuthRow[], nowMs: number): Promise<JudgedLogin[]> {
  const subscriberOf = await findSubscribers(tx, rows);
  const refused = new Map<string, LoggingSubscriber>();
  for (const row of rows) {
    const subscriber = row.isAccepted ? undefined : subscriberOf(row);
    if (subscriber) refused.set(subscriber.id, subscriber);
  }
  const keys = [...refused.values()].map(({ tenantId, id }) => ({ tenantId, subscriberId: id }));
  // Whose rows cannot be read was refused by FreeRADIUS' word alone; the worker that makes rows tells of them.
  const subjects = await readSubjects(tx, keys, () => undefined);
  return rows.map((row) => {
    const subscriber = subscriberOf(row);
    const subject = subscriber && subjects.get(subscriber.id);
    const decision = subject && effectivePolicy({ ...subject, nowMs });
    return {
      row,
      atMs: timeOf(row, nowMs),
      nasId: row.nasId ?? noNas,
      subscriberId: subscriber?.id ?? null,
      reason: row.isAccepted ? null : provenRefusal(row, subscriber, decision),
    };
  });
}

function timeOf({ at }: PostAuthRow, nowMs: number): number {
  const atMs = at.getTime();
  return atMs <= nowMs && atMs >= nowMs - maxAgeMs ? atMs : nowMs;
}

type FindSubscriber = (row: PostAuthRow) => LoggingSubscriber | undefined;

/** By the name as a password login has it, then as a device's address. */
async function findSubscribers(tx: Tx, rows: readonly PostAuthRow[]): Promise<FindSubscriber> {
  const stripsRealm = new Map<string, boolean>();
  for (const tenantId of new Set(rows.map((row) => row.tenantId)))
    stripsRealm.set(tenantId, (await loadSettings(tx, tenantId))['radius.stripRealm']);
  const keysOf = ({ tenantId, username }: PostAuthRow): string[] => {
    const stripRealm = stripsRealm.get(tenantId)!;
    const asName = usernameKey(username, { stripRealm, credential: 'password' });
    return [asName, usernameKey(username, { stripRealm, credential: 'mac' })];
  };
  const names = rows.flatMap((row) => keysOf(row).map((key) => ({ tenantId: row.tenantId, key })));
  const unique = new Map(names.map((name) => [`${name.tenantId} ${name.key}`, name]));
  const found = new Map<string, LoggingSubscriber>();
  for (const subscriber of await findLoggingSubscribers(tx, [...unique.values()]))
    found.set(`${subscriber.tenantId} ${subscriber.usernameKey}`, subscriber);
  return (row) => {
    const [asName, asMac] = keysOf(row);
    return found.get(`${row.tenantId} ${asName}`) ?? found.get(`${row.tenantId} ${asMac}`);
  };
}

/** Equal rejects are one row with a count, and accepts beyond the bound one that says how many there were. */
function rowsOf(judged: readonly JudgedLogin[], makeId: () => string): AuthLogRow[] {
  const rows = new Map<string, AuthLogRow>();
  let accepts = 0;
  for (const { row, atMs, nasId, subscriberId, reason } of judged) {
    const { tenantId, username, callingStationId } = row;
    const isKept = reason !== null || ++accepts <= maxAccepts;
    const key = isKept
      ? JSON.stringify([tenantId, nasId, username, callingStationId, reason ?? row.id])
      : JSON.stringify([tenantId, nasId]);
    const before = rows.get(key);
    const named = isKept ? { subscriberId, username, callingStationId } : nobody;
    rows.set(key, {
      tenantId,
      id: before?.id ?? makeId(),
      atMs,
      nasId,
      ...named,
      nasPortId: null,
      method: 'freeradius',
      outcome: reason !== null ? 'rejected' : isKept ? 'accepted' : 'not_kept',
      reason,
      count: (before?.count ?? 0) + 1,
    });
  }
  return [...rows.values()];
}

const nobody = { subscriberId: null, username: '', callingStationId: null } as const;

function minutesOf(judged: readonly JudgedLogin[]): Parameters<typeof addLoginMinutes>[1] {
  const minutes = new Map<
    string,
    { tenantId: string; nasId: string; minuteMs: number; reason: RejectReasonCode | ''; count: number }
  >();
  for (const { row, atMs, nasId, reason } of judged) {
    const minute = {
      tenantId: row.tenantId,
      nasId,
      minuteMs: Math.floor(atMs / minuteMs) * minuteMs,
      reason: reason ?? ('' as const),
    };
    const key = JSON.stringify(minute);
    const before = minutes.get(key);
    if (before) before.count++;
    else minutes.set(key, { ...minute, count: 1 });
  }
  return [...minutes.values()];
}
