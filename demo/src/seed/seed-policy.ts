import { effectivePolicy, readPolicyQuestions } from '@trunkline/server/modules/policy/index.ts';
import { keepMeters, type WantedMeter } from '@trunkline/server/modules/quota/index.ts';
import { createRule } from '@trunkline/server/modules/speed/save-rule.ts';
import type { SpeedRuleInput } from '@trunkline/server/modules/speed/speed-rule.ts';
import { localActor } from '@trunkline/server/platform/http/index.ts';
import type { SeededNetwork } from './seed-network.ts';
import type { SeededPerson } from './seed-people.ts';
import { depsAt, type SeedWorld } from './seed-world.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const schoolDays = [1, 2, 3, 4, 5];

/** Speed by the hour: for households at night, for schools while there is school. */
export async function seedSpeedRules(
  world: SeedWorld,
  { tenantId, network }: { tenantId: string; network: SeededNetwork },
): Promise<void> {
  const idsOf = (names: string): string[] =>
    network.plans.filter(({ plan }) => plan.name.startsWith(names)).map(({ id }) => id);
  const rules: SpeedRuleInput[] = [
    {
      name: 'Malam kencang',
      isEnabled: true,
      priority: 0,
      planIds: idsOf('Rumah'),
      tags: null,
      windows: [{ days: everyDay, from: '00:00', to: '06:00' }],
      percent: 150,
      downloadBps: null,
      uploadBps: null,
      countedPercent: 50,
    },
    {
      name: 'Jam sekolah',
      isEnabled: true,
      priority: 10,
      planIds: idsOf('Sekolah'),
      tags: null,
      windows: [{ days: schoolDays, from: '07:00', to: '15:00' }],
      percent: 200,
      downloadBps: null,
      uploadBps: null,
      countedPercent: 100,
    },
  ];
  const deps = depsAt(world, world.nowMs);
  for (const rule of rules) await createRule(deps, localActor('system', tenantId), { rule });
}

/**
 * Counts what the history has used against quota and fair use, before the first of them dials. Who has trouble with
 * a quota has used all of it.
 */
export async function seedMeters(
  { owner, nowMs }: SeedWorld,
  { tenantId, people }: { tenantId: string; people: readonly SeededPerson[] },
): Promise<void> {
  const keys = people.map(({ id }) => ({ tenantId, subscriberId: id }));
  const wanted = await owner.acrossTenants(async (tx) => {
    const subjects = await readPolicyQuestions(tx, keys);
    return keys.flatMap((key): WantedMeter[] => {
      const subject = subjects.get(key.subscriberId);
      if (!subject) return [];
      const { metering } = effectivePolicy({ ...subject, nowMs });
      return metering ? [{ ...key, metering, nowMs, zone: subject.tenant.zone }] : [];
    });
  });
  await owner.acrossTenants((tx) => keepMeters(tx, wanted));
  const usedUp = people.filter(({ member }) => member.trouble === 'quota-used-up').map(({ id }) => id);
  const text = `update quota.meter set quota_bytes = greatest(quota_bytes, quota_limit_bytes)
    where tenant_id = $1 and subscriber_id = any ($2::uuid[])`;
  await owner.pool.query(text, [tenantId, usedUp]);
}
