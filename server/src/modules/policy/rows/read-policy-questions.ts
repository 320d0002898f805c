import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import { settingsOf } from '../../settings/index.ts';
import type { PolicyPlanVersion, PolicyQuestion, PolicySubscriber, PolicyTenant } from '../policy.ts';
import type {
  PlanVersionRecord,
  PolicySubscriberRecord,
  PolicyTenantRecord,
  StoredAttribute,
} from './policy-records.ts';
import { policySql } from './policy-sql.ts';
import { preparePlanVersion, preparePolicySubscriber, preparePolicyTenant } from './prepare-policy.ts';

/** Everything that the policy asks of a subscriber but the instant. */
export type PolicySubject = Omit<PolicyQuestion<StoredAttribute>, 'nowMs'>;

export interface PolicySubjectKey {
  readonly tenantId: string;
  readonly subscriberId: string;
}

/** More are asked for in several calls. */
export const maxPolicySubjects = 1_000;

/**
 * What the policy asks of these subscribers, as the rows stand now, by the subscriber's id; those that do not exist are
 * missing. Three statements, however many there are.
 */
export async function readPolicyQuestions(
  tx: Tx,
  keys: readonly PolicySubjectKey[],
): Promise<Map<string, PolicySubject>> {
  if (keys.length === 0) return new Map();
  if (keys.length > maxPolicySubjects)
    throw new RangeError(`more than ${maxPolicySubjects} subscribers at once`);
  const subscribers = await readSubscribers(tx, keys);
  const planVersions = await readPlanVersions(tx, subscribers);
  const tenants = await readTenants(tx, [...new Set(keys.map(({ tenantId }) => tenantId))]);
  const planVersionOf = (id: string) => planVersions.get(id);
  const subjects = new Map<string, PolicySubject>();
  for (const { tenantId, id, subscriber } of subscribers) {
    const tenant = tenants.get(tenantId);
    if (tenant) subjects.set(id, { tenant, subscriber, planVersionOf });
  }
  return subjects;
}

const asStored = (attributes: readonly StoredAttribute[]): readonly StoredAttribute[] => attributes;
const asIs = (id: string): string => id;

interface FoundSubscriber {
  readonly tenantId: string;
  readonly id: string;
  readonly subscriber: PolicySubscriber<StoredAttribute>;
}

async function readSubscribers(tx: Tx, keys: readonly PolicySubjectKey[]): Promise<FoundSubscriber[]> {
  const tenantIds = keys.map(({ tenantId }) => tenantId);
  const subscriberIds = keys.map(({ subscriberId }) => subscriberId);
  const { rows } = await sql<{ tenantId: string; id: string; json: string }>`
    select s.tenant_id, s.id, json_build_object(${policySql.subscriberPairs})::text as json
    from unnest(${tenantIds}::uuid[], ${subscriberIds}::uuid[]) k (tenant_id, id)
      join subscribers.subscriber s on s.tenant_id = k.tenant_id and s.id = k.id`.execute(tx);
  const context = { attributes: asStored, intern: asIs };
  return rows.map(({ tenantId, id, json }) => {
    const record = JSON.parse(json) as PolicySubscriberRecord;
    return { tenantId, id, subscriber: preparePolicySubscriber(record, context) };
  });
}

async function readPlanVersions(
  tx: Tx,
  subscribers: readonly FoundSubscriber[],
): Promise<Map<string, PolicyPlanVersion<StoredAttribute>>> {
  const wanted = new Map<string, string>();
  for (const { tenantId, subscriber } of subscribers) {
    for (const { planVersionId } of subscriber.subscriptions) wanted.set(planVersionId, tenantId);
  }
  const { rows } = await sql<{ id: string; json: string }>`
    select v.id, ${policySql.planVersion}::text as json
    from unnest(${[...wanted.values()]}::uuid[], ${[...wanted.keys()]}::uuid[]) k (tenant_id, id)
      join plans.plan_version v on v.tenant_id = k.tenant_id and v.id = k.id`.execute(tx);
  return new Map(
    rows.map(({ id, json }) => {
      const record = JSON.parse(json) as PlanVersionRecord;
      return [id, preparePlanVersion(record, { id, attributes: asStored })];
    }),
  );
}

async function readTenants(tx: Tx, ids: readonly string[]): Promise<Map<string, PolicyTenant>> {
  const { rows } = await sql<{ id: string; json: string }>`
    select t.id, ${policySql.tenant}::text as json from tenancy.tenant t where t.id = any(${ids}::uuid[])`.execute(
    tx,
  );
  return new Map(
    rows.map(({ id, json }) => {
      const record = JSON.parse(json) as PolicyTenantRecord;
      return [id, preparePolicyTenant(record, settingsOf(record.settings))];
    }),
  );
}
