import { sql, type Insertable, type Selectable, type Updateable } from 'kysely';
import type { DB, Tx } from '../../platform/db/index.ts';
import type { LoginWindow } from '../subscribers/index.ts';
import { mostSpeedRules, type SpeedRule, type SpeedRuleInput } from './speed-rule.ts';

interface RuleKey {
  tenantId: string;
  id: string;
}

export async function findRule(tx: Tx, { tenantId, id }: RuleKey): Promise<SpeedRule | undefined> {
  const row = await tx
    .selectFrom('speed.rule')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toRule(row);
}

/** Every rule of the tenant, in the order in which they are asked. */
export async function readRules(tx: Tx, { tenantId }: { tenantId: string }): Promise<SpeedRule[]> {
  const rows = await tx
    .selectFrom('speed.rule')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .orderBy('priority', 'desc')
    .orderBy('id')
    .limit(mostSpeedRules)
    .execute();
  return rows.map(toRule);
}

export interface RulePosition {
  priority: number;
  id: string;
}

/** Reads `limit + 1` rules, in the order in which they are asked. */
export async function listRules(
  tx: Tx,
  { tenantId, limit, after }: { tenantId: string; limit: number; after: RulePosition | undefined },
): Promise<SpeedRule[]> {
  let query = tx.selectFrom('speed.rule').selectAll().where('tenantId', '=', tenantId);
  if (after !== undefined) {
    query = query.where(sql<boolean>`(-priority, id) > (${-after.priority}::integer, ${after.id}::uuid)`);
  }
  const rows = await query
    .orderBy(sql`-priority`)
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  return rows.map(toRule);
}

export async function insertRule(
  tx: Tx,
  { tenantId, id, rule }: RuleKey & { rule: SpeedRuleInput },
): Promise<SpeedRule> {
  const row: Insertable<DB['speed.rule']> = { tenantId, id, ...toRow(rule) };
  return toRule(await tx.insertInto('speed.rule').values(row).returningAll().executeTakeFirstOrThrow());
}

/** Writes all fields and counts the revision up. */
export async function updateRule(
  tx: Tx,
  { tenantId, id, rule }: RuleKey & { rule: SpeedRuleInput },
): Promise<SpeedRule> {
  const change: Updateable<DB['speed.rule']> = toRow(rule);
  const row = await tx
    .updateTable('speed.rule')
    .set(change)
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return toRule(row);
}

export async function deleteRule(tx: Tx, { tenantId, id }: RuleKey): Promise<void> {
  await tx.deleteFrom('speed.rule').where('tenantId', '=', tenantId).where('id', '=', id).execute();
}

function toRow({ windows, ...rule }: SpeedRuleInput) {
  return { ...rule, windows: windows && JSON.stringify(windows) };
}

function toRule(row: Selectable<DB['speed.rule']>): SpeedRule {
  return {
    id: row.id,
    name: row.name,
    isEnabled: row.isEnabled,
    priority: row.priority,
    planIds: row.planIds,
    tags: row.tags,
    windows: row.windows as unknown as LoginWindow[] | null,
    percent: row.percent,
    downloadBps: row.downloadBps,
    uploadBps: row.uploadBps,
    countedPercent: row.countedPercent,
    revision: row.revision,
  };
}
