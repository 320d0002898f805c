import { enterTenant, violatedConstraint } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { findTenant, lockTenant, tenancyErrors } from '../tenancy/index.ts';
import { nasErrors } from './errors.ts';
import type { NasDeps } from './nas-deps.ts';
import {
  hasNasAtOwnPorts,
  insertOwnPorts,
  readOwnPorts,
  removeOwnPorts,
  type OwnPorts,
} from './own-port-store.ts';

/** The operator gives a tenant ports of its own, other ones, or none; the radius role follows within two seconds. */
export async function changeOwnPorts(
  deps: Pick<NasDeps, 'database' | 'clock' | 'random' | 'radius'>,
  actor: Actor,
  { tenantId, ports }: { tenantId: string; ports: OwnPorts | null },
): Promise<OwnPorts | null> {
  if (ports) refuseCommonPorts(deps, ports);
  try {
    return await deps.database.asOperator(async (tx) => {
      // The tenant's own log tells of it, as of every change that the operator makes to it.
      await enterTenant(tx, tenantId);
      const tenant = await findTenant(tx, { id: tenantId });
      if (!tenant) throw tenancyErrors.notFound();
      await lockTenant(tx, { id: tenantId, for: 'change' });
      if (!ports && (await hasNasAtOwnPorts(tx, tenantId))) throw nasErrors.ownPortInUse();
      const before = (await readOwnPorts(tx, tenantId)) ?? null;
      await removeOwnPorts(tx, tenantId);
      if (ports) await insertOwnPorts(tx, deps, { tenantId, ports });
      await recordAudit(
        tx,
        { ...actor, tenantId },
        {
          action: 'nas.own_ports_changed',
          subjectKind: 'tenant',
          subjectId: tenantId,
          subjectName: tenant.name,
          before: { ownPorts: before },
          after: { ownPorts: ports },
        },
      );
      return ports;
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'own_port_port') throw error;
    throw nasErrors.ownPortTaken({ details: [{ field: 'authPort', message: 'is taken' }], cause: error });
  }
}

function refuseCommonPorts({ radius }: Pick<NasDeps, 'radius'>, { authPort, acctPort }: OwnPorts): void {
  const common = new Set([radius.authPort, radius.acctPort]);
  if (authPort === acctPort) throw taken('acctPort', 'is the port of the other service');
  if (common.has(authPort)) throw taken('authPort', 'is one of the common ports');
  if (common.has(acctPort)) throw taken('acctPort', 'is one of the common ports');
}

function taken(field: string, message: string): Error {
  return nasErrors.ownPortTaken({ details: [{ field, message }] });
}
