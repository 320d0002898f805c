import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import { policySql } from '../../policy/index.ts';
import type { SnapshotKind, SnapshotRow } from './snapshot-rows.ts';

/** Where the change feed stands: the first transaction not yet read, and the end of what was pruned. */
export interface FeedState {
  /** Everything before this transaction is committed or will never be. */
  readonly upper: bigint;
  readonly horizon: bigint;
  /**
   * Another one after a restore, of whatever kind, and after a replica took over: transaction numbers of before say
   * nothing then. Made of the cluster, its timeline, the database, and the feed's table.
   */
  readonly source: string;
}

export interface RowKey {
  readonly tenantId: string;
  readonly id: string;
}

export interface FeedChange extends RowKey {
  readonly kind: string;
}

interface Source {
  tenantId: RawBuilder<unknown>;
  id: RawBuilder<unknown>;
  from: RawBuilder<unknown>;
  json: RawBuilder<unknown>;
}

const sources: Record<SnapshotKind, Source> = {
  tenant: {
    tenantId: sql`t.id`,
    id: sql`t.id`,
    from: sql`tenancy.tenant t`,
    json: sql`((${policySql.tenant})::jsonb || jsonb_build_object('ownPorts', (
      select jsonb_object_agg(p.service, p.port) from nas.own_port p where p.tenant_id = t.id), 'walledGarden', (
      select jsonb_agg(jsonb_build_object('host', g.host, 'prefix', text(g.prefix), 'protocol', g.protocol, 'port', g.port) order by g.id)
      from hotspot.walled_garden_entry g where g.tenant_id = t.id)))`,
  },
  nas: {
    tenantId: sql`n.tenant_id`,
    id: sql`n.id`,
    from: sql`nas.nas n`,
    json: sql`json_build_object('name', n.name, 'prefix', text(n.prefix), 'secretSealed', encode(n.secret_sealed, 'base64'),
      'vendor', n.vendor, 'messageAuthenticator', n.message_authenticator, 'interimIntervalS', n.interim_interval_s,
      'isEnabled', n.is_enabled, 'transport', n.transport, 'certificateFingerprint', n.certificate_fingerprint,
      'usesOwnPort', n.uses_own_port)`,
  },
  plan_version: {
    tenantId: sql`v.tenant_id`,
    id: sql`v.id`,
    from: sql`plans.plan_version v`,
    json: policySql.planVersion,
  },
  subscriber: {
    tenantId: sql`s.tenant_id`,
    id: sql`s.id`,
    from: sql`subscribers.subscriber s`,
    json: sql`json_build_object('usernameKey', s.username_key, 'credential', s.credential,
      'passwordSealed', encode(s.password_sealed, 'base64'), 'macBinding', s.mac_binding, 'macs', to_json(s.macs),
      'nasId', s.nas_id, 'devices', (
        select json_agg(json_build_array(d.mac, floor(extract(epoch from d.last_seen_at) * 1000)::bigint,
          case when d.remembered_by = md5(s.password_sealed)
            then floor(extract(epoch from d.remembered_until) * 1000)::bigint end))
        from hotspot.device d where d.tenant_id = s.tenant_id and d.subscriber_id = s.id),
      ${policySql.subscriberPairs})`,
  },
};

/** The position of the feed and its horizon; also the moment at which a full load may begin. */
export async function readFeedState(tx: Tx): Promise<FeedState> {
  const { rows } = await sql<{ upper: string; horizon: string; source: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as upper, xid::text as horizon,
      concat_ws('/', (pg_control_system()).system_identifier, (pg_control_checkpoint()).timeline_id,
        (select oid from pg_database where datname = current_database()),
        'platform.change'::regclass::oid) as source
    from platform.change_horizon`.execute(tx);
  const { upper, horizon, source } = rows[0]!;
  return { upper: BigInt(upper), horizon: BigInt(horizon), source };
}

/** What changed in the transactions of [from, to), each row once; at most `limit`. */
export async function readChanges(
  tx: Tx,
  { from, to, limit }: { from: bigint; to: bigint; limit: number },
): Promise<FeedChange[]> {
  const { rows } = await sql<FeedChange>`
    select distinct kind, tenant_id, id from platform.change
    where xid >= ${String(from)}::xid8 and xid < ${String(to)}::xid8 limit ${limit}`.execute(tx);
  return rows;
}

/**
 * The rows of one kind behind `after` in the order of their keys; fewer than `limit` are the last. Leaves out
 * subscribers closed before `closedSince`: their name may be somebody else's, and nobody asks any more.
 */
export async function readRowsAfter(
  tx: Tx,
  options: { kind: SnapshotKind; after: RowKey | undefined; limit: number; closedSince: Date },
): Promise<SnapshotRow[]> {
  const { kind, after, limit, closedSince } = options;
  const { tenantId, id, from, json } = sources[kind];
  const isBehind = after
    ? sql`(${tenantId}, ${id}) > (${after.tenantId}::uuid, ${after.id}::uuid)`
    : sql`true`;
  const isWanted =
    kind === 'subscriber' ? sql`(s.status <> 'closed' or s.closed_at > ${closedSince})` : sql`true`;
  const { rows } = await sql<SnapshotRow>`
    select ${sql.lit(kind)} as kind, ${tenantId} as tenant_id, ${id} as id, ${json}::text as json from ${from}
    where ${isBehind} and ${isWanted} order by ${tenantId}, ${id} limit ${limit}`.execute(tx);
  return rows;
}

/** The rows with these keys; one with `json` null for each that is gone. */
export async function readRowsByKey(
  tx: Tx,
  kind: SnapshotKind,
  keys: readonly RowKey[],
): Promise<SnapshotRow[]> {
  const { tenantId, id, from, json } = sources[kind];
  const { rows } = await sql<SnapshotRow>`
    select ${sql.lit(kind)} as kind, ${tenantId} as tenant_id, ${id} as id, ${json}::text as json from ${from}
    where (${tenantId}, ${id}) in (
      select * from unnest(${keys.map((key) => key.tenantId)}::uuid[], ${keys.map((key) => key.id)}::uuid[]))`.execute(
    tx,
  );
  const found = new Set(rows.map((row) => row.id));
  const gone = keys.filter((key) => !found.has(key.id));
  return [...rows, ...gone.map((key) => ({ kind, tenantId: key.tenantId, id: key.id, json: null }))];
}
