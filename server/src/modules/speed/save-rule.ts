import { uuidv7 } from '@trunkline/kit';
import { violatedConstraint, type Tx } from '../../platform/db/index.ts';
import { requireRevision } from '../../platform/errors.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { lockTenant } from '../tenancy/index.ts';
import { requirePlaceAmong, requireSoundRule } from './check-rule.ts';
import { speedErrors } from './errors.ts';
import { findRule, insertRule, readRules, updateRule } from './rule-store.ts';
import { toRuleAnswer } from './speed-fields.ts';
import type { SpeedDeps } from './speed-deps.ts';
import { mostSpeedRules, type SpeedRule, type SpeedRuleInput } from './speed-rule.ts';

/** Adds a rule that fits among the others. */
export function createRule(
  deps: Pick<SpeedDeps, 'database' | 'clock' | 'random'>,
  actor: Actor,
  { rule }: { rule: SpeedRuleInput },
): Promise<SpeedRule> {
  const { tenantId } = actor;
  const id = uuidv7(deps.clock, deps.random);
  return refusingTakenName(() =>
    deps.database.inTenant(tenantId, async (tx) => {
      const all = await lockRules(tx, tenantId);
      if (all.length >= mostSpeedRules) throw speedErrors.tooMany();
      await requireSoundRule(tx, { tenantId, rule });
      requirePlaceAmong({ ...rule, id, revision: 1 }, all);
      const created = await insertRule(tx, { tenantId, id, rule });
      await recordAudit(tx, actor, {
        action: 'speed_rule.created',
        subjectKind: 'speed_rule',
        subjectId: id,
        subjectName: created.name,
        before: null,
        after: { ...rule },
      });
      return created;
    }),
  );
}

/** Changes a rule that still has the revision which the person saw; all its fields are given. */
export function changeRule(
  deps: Pick<SpeedDeps, 'database'>,
  actor: Actor,
  { id, revision, rule }: { id: string; revision: number; rule: SpeedRuleInput },
): Promise<SpeedRule> {
  const { tenantId } = actor;
  return refusingTakenName(() =>
    deps.database.inTenant(tenantId, async (tx) => {
      const all = await lockRules(tx, tenantId);
      const before = await findRule(tx, { tenantId, id });
      if (!before) throw speedErrors.notFound();
      requireRevision(speedErrors.revisionConflict, {
        present: before.revision,
        expected: revision,
        row: toRuleAnswer(before),
      });
      await requireSoundRule(tx, { tenantId, rule });
      requirePlaceAmong({ ...rule, id, revision }, all);
      const after = await updateRule(tx, { tenantId, id, rule });
      const changed = (Object.keys(rule) as (keyof SpeedRuleInput)[]).filter(
        (field) => plain(before[field]) !== plain(after[field]),
      );
      await recordAudit(tx, actor, {
        action: 'speed_rule.changed',
        subjectKind: 'speed_rule',
        subjectId: id,
        subjectName: after.name,
        before: Object.fromEntries(changed.map((field) => [field, before[field]])),
        after: Object.fromEntries(changed.map((field) => [field, after[field]])),
      });
      return after;
    }),
  );
}

/** All rules, one writer at a time: two that contradict could each be kept beside the other. */
async function lockRules(tx: Tx, tenantId: string): Promise<SpeedRule[]> {
  await lockTenant(tx, { id: tenantId, for: 'change' });
  return readRules(tx, { tenantId });
}

function plain(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? one.toString() : one));
}

async function refusingTakenName<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) !== 'rule_name') throw error;
    throw speedErrors.nameTaken({ details: [{ field: 'name', message: 'is taken' }], cause: error });
  }
}
