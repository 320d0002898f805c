import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';

/** Longer than anybody asks again with an idempotency key; the audit log keeps what was done. */
const keptDays = 90;
const mostSubjectsAtOnce = 20_000;
const dayMs = 86_400_000;

/** Forgets a tenant's tasks that were over long ago: some of their subjects, and tasks that have none left. */
export async function forgetOldTasks(
  tx: Tx,
  { tenantId, nowMs }: { tenantId: string; nowMs: number },
): Promise<void> {
  const before = new Date(nowMs - keptDays * dayMs);
  await sql`delete from tasks.subject s using (
      select t.id, s.subject_id from tasks.task t join tasks.subject s on s.tenant_id = t.tenant_id and s.task_id = t.id
      where t.tenant_id = ${tenantId} and t.finished_at < ${before} limit ${mostSubjectsAtOnce}
    ) old where s.tenant_id = ${tenantId} and s.task_id = old.id and s.subject_id = old.subject_id`.execute(
    tx,
  );
  await sql`delete from tasks.task t where t.tenant_id = ${tenantId} and t.finished_at < ${before}
    and not exists (select from tasks.subject s where s.tenant_id = t.tenant_id and s.task_id = t.id)`.execute(
    tx,
  );
}
