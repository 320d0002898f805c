import { enterTenant, type Database, type Tx } from '../../platform/db/index.ts';
import { requireRevision } from '../../platform/errors.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { tenancyErrors } from './errors.ts';
import { toTenantAnswer } from './tenant-fields.ts';
import { findTenant, updateTenant, type TenantChange } from './tenant-store.ts';
import type { Tenant } from './tenant.ts';

export interface TenancyDeps {
  database: Database;
  /** Called after a commit that may have ended people's right to be signed in to this tenant. */
  onStatusChanged: (tenantId: string) => void;
}

interface ChangeInput {
  revision: number;
  change: { [Field in keyof TenantChange]: TenantChange[Field] | undefined };
}

/** A tenant changes itself; its status is the operator's. */
export function changeOwnTenant(
  deps: Pick<TenancyDeps, 'database'>,
  actor: Actor,
  input: ChangeInput,
): Promise<Tenant> {
  return deps.database.inTenant(actor.tenantId, (tx) => change(tx, actor, { ...input, id: actor.tenantId }));
}

/** The operator changes any tenant, and suspends or resumes it. A suspended tenant signs nobody in. */
export async function changeTenant(
  deps: TenancyDeps,
  actor: Actor,
  input: ChangeInput & { id: string },
): Promise<Tenant> {
  if (input.id === actor.tenantId && input.change.status === 'suspended') throw tenancyErrors.ownTenant();
  const tenant = await deps.database.asOperator(async (tx) => {
    // The tenant's own log tells of it: the entry belongs to the tenant that was changed.
    await enterTenant(tx, input.id);
    return change(tx, { ...actor, tenantId: input.id }, input);
  });
  if (input.change.status !== undefined) deps.onStatusChanged(tenant.id);
  return tenant;
}

/** In a transaction of the tenant, whatever its revision: for the first run, when nobody else can have changed it. */
export async function changeTenantInside(
  tx: Tx,
  actor: Actor,
  given: Pick<Required<TenantChange>, 'name' | 'currency' | 'timeZone'>,
): Promise<Tenant> {
  const { revision } = (await findTenant(tx, { id: actor.tenantId, forUpdate: true }))!;
  return change(tx, actor, { id: actor.tenantId, revision, change: given });
}

async function change(tx: Tx, actor: Actor, input: ChangeInput & { id: string }): Promise<Tenant> {
  const before = await findTenant(tx, { id: input.id, forUpdate: true });
  if (!before) throw tenancyErrors.notFound();
  requireRevision(tenancyErrors.revisionConflict, {
    present: before.revision,
    expected: input.revision,
    row: toTenantAnswer(before),
  });
  const given = Object.entries(input.change).filter(([, value]) => value !== undefined);
  const after = await updateTenant(tx, { id: input.id, change: Object.fromEntries(given) });
  await recordAudit(tx, actor, {
    action: 'tenancy.changed',
    subjectKind: 'tenant',
    subjectId: after.id,
    subjectName: after.name,
    before: Object.fromEntries(given.map(([field]) => [field, before[field as keyof Tenant]])),
    after: Object.fromEntries(given),
  });
  return after;
}
