import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { OpenSession, Wish } from './decide-terms.ts';
import type { SubscriberKey } from '../due/due-store.ts';
import type { AppliedTerms, EnforcedTerms } from './enforced-terms.ts';
import type { TermsState } from './terms-state.ts';

interface OpenSessionRow {
  tenantId: string;
  id: string;
  subscriberId: string;
  nasId: string;
  nasAddress: string;
  startedAt: Date;
  usedBytes: bigint;
  grantedDownloadBps: bigint | null;
  grantedUploadBps: bigint | null;
  grantedTimeoutS: number | null;
  grantedVolumeBytes: bigint | null;
  grantedDigest: bigint | null;
  revision: number | null;
  state: string | null;
  desired: EnforcedTerms | null;
  applied: AppliedTerms | null;
  isUnsure: boolean | null;
  wasOrdered: boolean;
}

/** The open sessions of these subscribers, with what is known of their terms. */
export async function readOpenSessions(tx: Tx, keys: readonly SubscriberKey[]): Promise<OpenSession[]> {
  const rows = keys.map(({ tenantId, subscriberId }) => ({ t: tenantId, s: subscriberId }));
  const { rows: found } = await sql<OpenSessionRow>`
    select s.tenant_id, s.id, s.subscriber_id, s.nas_id, host(s.nas_address) as nas_address, s.started_at,
      s.upload_bytes + s.download_bytes as used_bytes, s.granted_download_bps, s.granted_upload_bps,
      s.granted_timeout_s, s.granted_volume_bytes, s.granted_digest,
      t.revision, t.state, t.desired, t.applied, t.is_unsure,
      exists (select from enforcement.step p where p.tenant_id = s.tenant_id and p.session_id = s.id) as was_ordered
    from json_to_recordset(${JSON.stringify(rows)}::json) as k (t uuid, s uuid)
    join sessions.session s on s.tenant_id = k.t and s.subscriber_id = k.s and s.stopped_at is null
    left join enforcement.session_terms t on t.tenant_id = s.tenant_id and t.session_id = s.id`.execute(tx);
  return found.map(toOpenSession);
}

function toOpenSession(row: OpenSessionRow): OpenSession {
  const { tenantId, id, subscriberId, nasId, nasAddress, grantedDownloadBps, grantedUploadBps } = row;
  // A session that was taken for ended and goes on may have been told something else since its login.
  const isGrantKnown =
    grantedDownloadBps !== null && grantedUploadBps !== null && row.grantedDigest !== null && !row.wasOrdered;
  return {
    tenantId,
    id,
    subscriberId,
    nasId,
    nasAddress,
    startedAtMs: row.startedAt.getTime(),
    usedBytes: Number(row.usedBytes),
    granted: isGrantKnown
      ? {
          downloadBps: Number(grantedDownloadBps),
          uploadBps: Number(grantedUploadBps),
          timeoutS: row.grantedTimeoutS,
          volumeBytes: row.grantedVolumeBytes === null ? null : Number(row.grantedVolumeBytes),
          digest: Number(row.grantedDigest),
        }
      : null,
    known:
      row.revision === null
        ? null
        : {
            revision: row.revision,
            state: row.state as TermsState,
            desired: row.desired,
            applied: row.applied,
            isUnsure: row.isUnsure!,
          },
  };
}

/** A wish and the news that brought it, if any did. */
export interface WishWritten extends Wish {
  readonly newsAt: Date | null;
}

/**
 * Writes what is now wanted. A row that somebody else has changed since it was read stays: its subscriber is asked about
 * again. In the order of the key, as everybody locks these rows.
 */
export async function writeWishes(
  tx: Tx,
  wishes: readonly WishWritten[],
  { nowMs }: { nowMs: number },
): Promise<void> {
  const now = new Date(nowMs).toISOString();
  const rows = wishes.map(({ session, desired, cause, applied, state, newsAt }) => ({
    tenant_id: session.tenantId,
    session_id: session.id,
    subscriber_id: session.subscriberId,
    nas_id: session.nasId,
    nas_address: session.nasAddress,
    desired,
    desired_cause: cause,
    desired_since: newsAt?.toISOString() ?? now,
    news_at: newsAt?.toISOString() ?? null,
    revision: (session.known?.revision ?? 0) + 1,
    applied,
    state,
  }));
  await sql`
    insert into enforcement.session_terms as t (tenant_id, session_id, subscriber_id, nas_id, nas_address, desired,
      desired_cause, desired_since, news_at, revision, applied, applied_by, applied_at, state, next_attempt_at)
    select r.tenant_id, r.session_id, r.subscriber_id, r.nas_id, r.nas_address, r.desired, r.desired_cause,
      r.desired_since, r.news_at, r.revision, r.applied, case when r.applied is null then null else 'login' end,
      case when r.applied is null then null else s.started_at end, r.state,
      case when r.state = 'pending' then ${now}::timestamptz end
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (tenant_id uuid, session_id uuid, subscriber_id uuid,
      nas_id uuid, nas_address inet, desired jsonb, desired_cause jsonb, desired_since timestamptz,
      news_at timestamptz, revision integer, applied jsonb, state text)
    join sessions.session s on s.tenant_id = r.tenant_id and s.id = r.session_id and s.stopped_at is null
    order by r.tenant_id, r.session_id
    on conflict (tenant_id, session_id) do update
    set desired = excluded.desired, desired_cause = excluded.desired_cause, desired_since = excluded.desired_since,
      news_at = excluded.news_at, revision = excluded.revision, state = excluded.state, rung = null, attempts = 0,
      failed_rungs = '{}', next_attempt_at = excluded.next_attempt_at, claim_step = null, claimed_at = null
    where t.revision = excluded.revision - 1`.execute(tx);
}
