import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { PassResult } from './router-sync.ts';

/** What was last seen of a router through its API. */
export interface RouterState {
  answeredAt: Date | null;
  identity: string | null;
  version: string | null;
  board: string | null;
  uptimeS: number | null;
  cpuPercent: number | null;
  sessions: number | null;
  passMs: number | null;
  failedAt: Date | null;
  failure: string | null;
  failuresInARow: number;
  matched: number;
  unknownHere: number;
  unknownThere: number;
}

interface Key {
  tenantId: string;
  nasId: string;
}

export async function findRouterState(tx: Tx, { tenantId, nasId }: Key): Promise<RouterState | undefined> {
  const { rows } = await sql<RouterState>`
    select answered_at, identity, version, board, uptime_s::float8 as uptime_s, cpu_percent, sessions, pass_ms,
      failed_at, failure, failures_in_a_row, matched, unknown_here, unknown_there
    from nas.router_state where tenant_id = ${tenantId} and nas_id = ${nasId}`.execute(tx);
  return rows[0];
}

/** The NAS may have been deleted meanwhile: then there is nothing to be kept. */
export async function writeAnswered(
  tx: Tx,
  { tenantId, nasId, at, passMs, result }: Key & { at: Date; passMs: number; result: PassResult },
): Promise<void> {
  const { identity, version, board, uptimeS, cpuPercent, sessions, matched, unknownHere, unknownThere } =
    result;
  await sql`
    insert into nas.router_state (tenant_id, nas_id, answered_at, identity, version, board, uptime_s, cpu_percent,
      sessions, pass_ms, matched, unknown_here, unknown_there)
    select tenant_id, id, ${at}::timestamptz, ${identity}::text, ${version}::text, ${board}::text, ${uptimeS}::bigint,
      ${cpuPercent}::integer, ${sessions}::integer, ${passMs}::integer, ${matched}::integer, ${unknownHere}::integer,
      ${unknownThere}::integer
    from nas.nas where tenant_id = ${tenantId} and id = ${nasId}
    on conflict (tenant_id, nas_id) do update set answered_at = excluded.answered_at, identity = excluded.identity,
      version = excluded.version, board = excluded.board, uptime_s = excluded.uptime_s,
      cpu_percent = excluded.cpu_percent, sessions = excluded.sessions, pass_ms = excluded.pass_ms,
      failures_in_a_row = 0, matched = excluded.matched, unknown_here = excluded.unknown_here,
      unknown_there = excluded.unknown_there, recorded_at = now()`.execute(tx);
}

export async function writeFailed(
  tx: Tx,
  { tenantId, nasId, at, failure }: Key & { at: Date; failure: string },
): Promise<void> {
  await sql`
    insert into nas.router_state (tenant_id, nas_id, failed_at, failure, failures_in_a_row)
    select tenant_id, id, ${at}::timestamptz, ${failure}::text, 1
    from nas.nas where tenant_id = ${tenantId} and id = ${nasId}
    on conflict (tenant_id, nas_id) do update set failed_at = excluded.failed_at, failure = excluded.failure,
      failures_in_a_row = nas.router_state.failures_in_a_row + 1, recorded_at = now()`.execute(tx);
}
