import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

/** As long as the longest range of the charts, and some. */
const packetDaysKept = 40;
/** Whoever asks for a router that does not get through asks today. */
const unknownHoursKept = 24;
const mostRemovedAtOnce = 5_000;

export interface UnknownSource {
  address: string;
  firstAt: Date;
  lastAt: Date;
  count: bigint;
}

/** Addresses that are no NAS but send packets, the latest first. As the operator; a tenant sees none. */
export async function listUnknownSources(tx: Tx, { limit }: { limit: number }): Promise<UnknownSource[]> {
  return tx
    .selectFrom('nas.unknownSource')
    .select(['address', 'firstAt', 'lastAt', 'count'])
    .orderBy('lastAt', 'desc')
    .orderBy('address')
    .limit(limit)
    .execute();
}

/** As the worker, across tenants; answers how many rows went, to be called again until it answers 0. */
export async function forgetOldPackets(tx: Tx, { nowMs }: { nowMs: number }): Promise<number> {
  const { rows } = await sql`
    delete from nas.packet_minute where ctid = any (array(
      select ctid from nas.packet_minute
      where minute < ${new Date(nowMs)}::timestamptz - make_interval(days => ${packetDaysKept})
      limit ${mostRemovedAtOnce}))
    returning 1`.execute(tx);
  return rows.length;
}

export async function forgetUnknownSources(tx: Tx, { nowMs }: { nowMs: number }): Promise<void> {
  await sql`delete from nas.unknown_source
    where last_at < ${new Date(nowMs)}::timestamptz - make_interval(hours => ${unknownHoursKept})`.execute(
    tx,
  );
}
