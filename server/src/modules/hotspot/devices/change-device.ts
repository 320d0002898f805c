import { requireRevision } from '../../../platform/errors.ts';
import type { Tx } from '../../../platform/db/index.ts';
import type { Actor } from '../../../platform/http/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { hotspotErrors } from '../errors.ts';
import type { HotspotDeps } from '../hotspot-deps.ts';
import { toDeviceAnswer } from './device-fields.ts';
import { deleteDevice, findDevice, renameDeviceRow } from './device-store.ts';
import type { Device } from './device.ts';

interface Named {
  subscriberId: string;
  deviceId: string;
}

/** Calls a device something, so that people know which one it is. */
export function renameDevice(
  { database }: Pick<HotspotDeps, 'database'>,
  actor: Actor,
  { name, revision, ...named }: Named & { name: string | null; revision: number },
): Promise<Device> {
  return database.inTenant(actor.tenantId, async (tx) => {
    const before = await requireDevice(tx, actor, named);
    requireRevision(hotspotErrors.deviceConflict, {
      present: before.revision,
      expected: revision,
      row: toDeviceAnswer(before),
    });
    await renameDeviceRow(tx, { tenantId: actor.tenantId, id: before.id, name });
    await recordAudit(tx, actor, {
      ...subjectOf(before),
      action: 'hotspot.device_renamed',
      before: { name: before.name },
      after: { name },
    });
    return { ...before, name, revision: before.revision + 1 };
  });
}

/** Its slot is free at once, and its next login needs the password. A session that is open goes on. */
export async function forgetDevice(
  { database }: Pick<HotspotDeps, 'database'>,
  actor: Actor,
  named: Named,
): Promise<void> {
  await database.inTenant(actor.tenantId, async (tx) => {
    const before = await requireDevice(tx, actor, named);
    await deleteDevice(tx, { tenantId: actor.tenantId, id: before.id });
    await recordAudit(tx, actor, {
      ...subjectOf(before),
      action: 'hotspot.device_forgotten',
      before: { mac: before.mac, name: before.name },
      after: null,
    });
  });
}

async function requireDevice(
  tx: Tx,
  { tenantId }: Actor,
  { subscriberId, deviceId }: Named,
): Promise<Device> {
  const device = await findDevice(tx, { tenantId, subscriberId, id: deviceId });
  if (!device) throw hotspotErrors.deviceNotFound();
  return device;
}

/** In the record of the subscriber, where people look. */
function subjectOf({ subscriberId, mac }: Device) {
  return { subjectKind: 'subscriber', subjectId: subscriberId, subjectName: mac };
}
