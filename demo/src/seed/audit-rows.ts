import { ManualClock, uuidv7, type Random } from '@trunkline/kit';
import type { Database } from '@trunkline/server/platform/db/index.ts';
import { insertRows, instant } from './insert-rows.ts';
import type { Colleague } from './seed-world.ts';

/** An act of the past, as `recordAudit` would have written it then. */
export interface PastAct {
  readonly atMs: number;
  /** Undefined: the installation itself. */
  readonly by: Colleague | undefined;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string | null;
  readonly subjectName: string | null;
  readonly before: object | null;
  readonly after: object | null;
}

/** The log takes its instants from the machine's clock, so acts of the past are not written by use cases. */
export async function insertPastActs(
  owner: Database,
  { tenantId, random, acts }: { tenantId: string; random: Random; acts: readonly PastAct[] },
): Promise<void> {
  const rows = acts.map((act) => [
    tenantId,
    uuidv7(new ManualClock(act.atMs), random),
    instant(act.atMs),
    act.by ? 'staff' : 'system',
    act.by?.personId ?? null,
    act.by?.name ?? 'system',
    act.action,
    act.subjectKind,
    act.subjectId,
    act.subjectName,
    act.before,
    act.after,
    act.by ? '10.20.0.15' : null,
  ]);
  await insertRows(owner, { table: 'audit.entry', columns }, rows);
}

const columns = {
  tenant_id: 'uuid',
  id: 'uuid',
  at: 'timestamptz',
  actor_kind: 'text',
  actor_id: 'uuid',
  actor_name: 'text',
  action: 'text',
  subject_kind: 'text',
  subject_id: 'uuid',
  subject_name: 'text',
  before: 'jsonb',
  after: 'jsonb',
  address: 'inet',
} as const;
