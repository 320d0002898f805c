import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';

const daysKept = 30;
const mostRemovedAtOnce = 5_000;
/** A router that could not be cleared of a session for so long has long since been set up anew. */
const endedKeptDays = 7;

/** As the worker, across tenants; answers how many, to be called again until it answers 0. */
export async function removeOldSteps(tx: Tx, { nowMs }: { nowMs: number }): Promise<number> {
  const before = new Date(nowMs);
  const { rows } = await sql`
    delete from enforcement.step p using (
      select tenant_id, id from enforcement.step
      where at < ${before}::timestamptz - make_interval(days => ${daysKept}) limit ${mostRemovedAtOnce}
    ) old where p.tenant_id = old.tenant_id and p.id = old.id returning p.id`.execute(tx);
  return rows.length;
}

/** Tests of CoA, as `removeOldSteps`. */
export async function removeOldCoaTests(tx: Tx, { nowMs }: { nowMs: number }): Promise<number> {
  const { rows } = await sql`
    delete from enforcement.coa_test t using (
      select tenant_id, id from enforcement.coa_test
      where requested_at < ${new Date(nowMs)}::timestamptz - make_interval(days => ${daysKept}) limit ${mostRemovedAtOnce}
    ) old where t.tenant_id = old.tenant_id and t.id = old.id returning t.id`.execute(tx);
  return rows.length;
}

/** Terms of sessions that are over and whose router never let itself be cleared. */
export async function removeOldEnded(tx: Tx, { nowMs }: { nowMs: number }): Promise<void> {
  await sql`delete from enforcement.session_terms t
    where t.state = 'ended' and not exists (
      select from sessions.session s where s.tenant_id = t.tenant_id and s.id = t.session_id
        and (s.stopped_at is null or s.stopped_at > ${new Date(nowMs)}::timestamptz - make_interval(days => ${endedKeptDays})))`.execute(
    tx,
  );
}
