import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import type { AuthLogRow } from './auth-log.ts';

/** Writes the rows in one statement; their days must have partitions. */
export async function insertAuthLog(tx: Tx, rows: readonly AuthLogRow[]): Promise<void> {
  await sql`
    insert into aaa.auth_log (tenant_id, id, at, nas_id, subscriber_id, username, calling_station_id, nas_port_id,
      method, outcome, reason, count)
    select "tenantId", id, to_timestamp("atMs" / 1000.0), "nasId", "subscriberId", username, "callingStationId",
      "nasPortId", method, outcome, reason, count
    from json_to_recordset(${JSON.stringify(rows)}::json) as r("tenantId" uuid, id uuid, "atMs" double precision,
      "nasId" uuid, "subscriberId" uuid, username text, "callingStationId" text, "nasPortId" text, method text,
      outcome text, reason text, count integer)`.execute(tx);
}

/** Makes the partition of the day that holds this instant, if there is none. */
export async function ensureAuthLogDay(tx: Tx, atMs: number): Promise<void> {
  await sql`select platform.create_partition('aaa.auth_log', to_timestamp(${atMs}::double precision / 1000.0))`.execute(
    tx,
  );
}
