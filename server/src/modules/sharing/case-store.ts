import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import type { CaseState, SharingAction, SharingCase } from './case.ts';
import type { Evidence } from './evidence/score-evidence.ts';

interface CaseKey {
  readonly tenantId: string;
  readonly id: string;
}

/** What a pass found of one subscriber. */
export interface FoundSharing {
  readonly subscriberId: string;
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/** Brings open cases up to what is known now; answers whose they are. Those of others are left as they were. */
export async function updateOpenCases(
  tx: Tx,
  { tenantId, at, found }: { tenantId: string; at: Date; found: readonly FoundSharing[] },
): Promise<Set<string>> {
  const { rows } = await sql<{ subscriberId: string }>`
    update sharing.case c set score = f.score, evidence = f.evidence, updated_at = ${at}
    from ${asRows(found)}
    where c.tenant_id = ${tenantId} and c.subscriber_id = f.subscriber_id and c.state = 'open'
    returning c.subscriber_id`.execute(tx);
  return new Set(rows.map(({ subscriberId }) => subscriberId));
}

/** Of these subscribers those about whom nothing is open, and who are not left in peace for now. */
export async function listUnquiet(
  tx: Tx,
  { tenantId, at, subscriberIds }: { tenantId: string; at: Date; subscriberIds: readonly string[] },
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select k.id from unnest(${[...subscriberIds]}::uuid[]) k (id) where not exists (
      select from sharing.case c where c.tenant_id = ${tenantId} and c.subscriber_id = k.id
        and (c.state = 'open' or c.quiet_until > ${at}))`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

export async function openCase(
  tx: Tx,
  { tenantId, id, at, found }: CaseKey & { at: Date; found: FoundSharing },
): Promise<void> {
  const { subscriberId, score, evidence } = found;
  await tx
    .insertInto('sharing.case')
    .values({
      tenantId,
      id,
      subscriberId,
      state: 'open',
      score,
      evidence: JSON.stringify(evidence),
      openedAt: at,
      updatedAt: at,
    })
    .execute();
}

export async function findCase(tx: Tx, { tenantId, id }: CaseKey): Promise<SharingCase | undefined> {
  const row = await selectCases(tx, tenantId).where('c.id', '=', id).executeTakeFirst();
  return row && toCase(row);
}

/** Whose the case is and how it stands, locked: one person at a time decides. */
export async function lockCase(
  tx: Tx,
  { tenantId, id }: CaseKey,
): Promise<{ subscriberId: string; state: CaseState; score: number } | undefined> {
  const row = await tx
    .selectFrom('sharing.case')
    .select(['subscriberId', 'state', 'score'])
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...row, state: row.state as CaseState };
}

/** Reads `limit + 1` cases, the newest first. */
export async function listCases(
  tx: Tx,
  {
    tenantId,
    state,
    limit,
    after,
  }: { tenantId: string; state: CaseState | undefined; limit: number; after: string | undefined },
): Promise<SharingCase[]> {
  let query = selectCases(tx, tenantId);
  if (state !== undefined) query = query.where('c.state', '=', state);
  if (after !== undefined) query = query.where('c.id', '<', after);
  const rows = await query
    .orderBy('c.id', 'desc')
    .limit(limit + 1)
    .execute();
  return rows.map(toCase);
}

export async function decideCase(
  tx: Tx,
  { tenantId, id }: CaseKey,
  decision: {
    state: Exclude<CaseState, 'open'>;
    at: Date;
    by: string | null;
    byName: string;
    action: SharingAction | null;
    reason: string | null;
    quietUntil: Date;
  },
): Promise<void> {
  const { state, at, by, byName, action, reason, quietUntil } = decision;
  await tx
    .updateTable('sharing.case')
    .set({
      state,
      decidedAt: at,
      decidedBy: by,
      decidedByName: byName,
      action,
      reason,
      quietUntil,
      updatedAt: at,
    })
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

export async function countOpenCases(tx: Tx, tenantId: string): Promise<number> {
  const row = await tx
    .selectFrom('sharing.case')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('tenantId', '=', tenantId)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

function selectCases(tx: Tx, tenantId: string) {
  return tx
    .selectFrom('sharing.case as c')
    .innerJoin('subscribers.subscriber as s', (join) =>
      join.onRef('s.tenantId', '=', 'c.tenantId').onRef('s.id', '=', 'c.subscriberId'),
    )
    .select([
      'c.id',
      'c.subscriberId',
      's.username',
      's.fullName',
      'c.state',
      'c.score',
      'c.evidence',
      'c.openedAt',
      'c.updatedAt',
      'c.decidedAt',
      'c.decidedByName',
      'c.action',
      'c.reason',
      'c.quietUntil',
    ])
    .where('c.tenantId', '=', tenantId);
}

type CaseRow = Omit<SharingCase, 'state' | 'evidence' | 'action'> & {
  readonly state: string;
  readonly evidence: unknown;
  readonly action: string | null;
};

/** Held to these by the table's checks and by what was written. */
function toCase(row: CaseRow): SharingCase {
  return {
    ...row,
    state: row.state as CaseState,
    evidence: row.evidence as Evidence[],
    action: row.action as SharingAction | null,
  };
}

function asRows(found: readonly FoundSharing[]) {
  const rows = found.map(({ subscriberId, score, evidence }) => ({
    subscriber_id: subscriberId,
    score,
    evidence,
  }));
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as f (subscriber_id uuid, score integer, evidence jsonb)`;
}
