import { sql, type Insertable } from 'kysely';
import type { DB, Tx } from '../../../platform/db/index.ts';
import {
  unconfirmedStates,
  type Disconnect,
  type DisconnectAnswer,
  type DisconnectState,
} from './disconnect.ts';

const shown = [
  'id',
  'sessionId',
  'requestedAt',
  'requestedByName',
  'reason',
  'state',
  'attempts',
  'errorCause',
  'roundTripMs',
  'answeredAt',
  'confirmedAt',
] as const;

export async function insertDisconnect(
  tx: Tx,
  row: Insertable<DB['enforcement.disconnect']>,
): Promise<Disconnect> {
  const inserted = await tx
    .insertInto('enforcement.disconnect')
    .values(row)
    .returning(shown)
    .executeTakeFirstOrThrow();
  return { ...inserted, state: inserted.state as DisconnectState };
}

export async function findDisconnect(
  tx: Tx,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<Disconnect | undefined> {
  const row = await tx
    .selectFrom('enforcement.disconnect')
    .select(shown)
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { ...row, state: row.state as DisconnectState };
}

export interface ListDisconnects {
  tenantId: string;
  sessionId: string;
  limit: number;
  after: string | undefined;
}

/** Reads `limit + 1` orders about one session, the newest first. */
export async function listDisconnects(
  tx: Tx,
  { tenantId, sessionId, limit, after }: ListDisconnects,
): Promise<Disconnect[]> {
  let query = tx
    .selectFrom('enforcement.disconnect')
    .select(shown)
    .where('tenantId', '=', tenantId)
    .where('sessionId', '=', sessionId);
  if (after !== undefined) query = query.where('id', '<', after);
  const rows = await query
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  return rows.map((row) => ({ ...row, state: row.state as DisconnectState }));
}

/** How to reach a router with a Disconnect-Request, and the secret as it is sealed. */
export interface RouterEndpoint {
  coaPort: number;
  secretSealed: Buffer;
}

/** Undefined when the NAS no longer has that address: by now it may be another tenant's router. */
export function findRouterEndpoint(
  tx: Tx,
  { tenantId, nasId, nasAddress }: { tenantId: string; nasId: string; nasAddress: string },
): Promise<RouterEndpoint | undefined> {
  return tx
    .selectFrom('nas.nas')
    .select(['coaPort', 'secretSealed'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', nasId)
    .where(sql<boolean>`prefix >>= ${nasAddress}::inet`)
    .executeTakeFirst();
}

/** Writes the NAS's answer. The end of the session may have come first, and then it stays confirmed. */
export async function writeAnswer(
  tx: Tx,
  { tenantId, id, answer, atMs }: { tenantId: string; id: string; answer: DisconnectAnswer; atMs: number },
): Promise<void> {
  const { state, attempts, errorCause, roundTripMs } = answer;
  await tx
    .updateTable('enforcement.disconnect')
    .set({
      state: sql<string>`case when state = 'confirmed' then state else ${state} end`,
      attempts,
      errorCause,
      roundTripMs,
      answeredAt: state === 'timed_out' ? null : new Date(atMs),
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

/** Confirms the orders about these sessions. Runs as the fold, across tenants. */
export async function confirmOrders(
  tx: Tx,
  ended: readonly { tenantId: string; sessionId: string; endedAtMs: number }[],
): Promise<void> {
  const rows = ended.map(({ tenantId, sessionId, endedAtMs }) => ({
    tenant_id: tenantId,
    session_id: sessionId,
    ended_at: new Date(endedAtMs).toISOString(),
  }));
  await sql`update enforcement.disconnect d set state = 'confirmed', confirmed_at = e.ended_at
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as e (tenant_id uuid, session_id uuid, ended_at timestamptz)
    where d.tenant_id = e.tenant_id and d.session_id = e.session_id
      and d.state = any (${[...unconfirmedStates]}::text[])`.execute(tx);
}
