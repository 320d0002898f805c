import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

const minuteMs = 60_000;
/** What "now" is averaged over: routers report each five minutes, so that less would jump. */
const windowMinutes = 5;

/** What happens in a tenant just now. */
export interface Figures {
  online: number;
  loginsPerMinute: number;
  rejectsPerMinute: number;
  downloadBps: number;
  uploadBps: number;
}

/** Reads them from the minutes' roll-ups; the open sessions are counted along their index. */
export async function readFigures(
  tx: Tx,
  { tenantId, nowMs }: { tenantId: string; nowMs: number },
): Promise<Figures> {
  const fromMs = (Math.floor(nowMs / minuteMs) - windowMinutes + 1) * minuteMs;
  const from = new Date(fromMs);
  const seconds = Math.max(1, (nowMs - fromMs) / 1_000);
  const { rows } = await sql<Sums>`
    select (select count(*) from sessions.session where tenant_id = ${tenantId} and stopped_at is null)::float8 as online,
      coalesce((select sum(count) from aaa.login_minute
        where tenant_id = ${tenantId} and minute >= ${from} and reason = ''), 0)::float8 as accepts,
      coalesce((select sum(count) from aaa.login_minute
        where tenant_id = ${tenantId} and minute >= ${from} and reason <> ''), 0)::float8 as rejects,
      coalesce((select sum(download_bytes) from sessions.traffic_minute
        where tenant_id = ${tenantId} and minute >= ${from}), 0)::float8 as download_bytes,
      coalesce((select sum(upload_bytes) from sessions.traffic_minute
        where tenant_id = ${tenantId} and minute >= ${from}), 0)::float8 as upload_bytes`.execute(tx);
  const sums = rows[0]!;
  const perMinute = (count: number): number => Math.round((count / seconds) * 600) / 10;
  return {
    online: sums.online,
    loginsPerMinute: perMinute(sums.accepts + sums.rejects),
    rejectsPerMinute: perMinute(sums.rejects),
    downloadBps: Math.round((sums.downloadBytes * 8) / seconds),
    uploadBps: Math.round((sums.uploadBytes * 8) / seconds),
  };
}

interface Sums {
  online: number;
  accepts: number;
  rejects: number;
  downloadBytes: number;
  uploadBytes: number;
}
