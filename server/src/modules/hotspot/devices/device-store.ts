import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import type { Device } from './device.ts';

interface DeviceKey {
  tenantId: string;
  subscriberId: string;
  id: string;
}

/** Those seen last first; there are never more than some dozens of one account. */
export async function listDevices(
  tx: Tx,
  { tenantId, subscriberId }: Omit<DeviceKey, 'id'>,
): Promise<Device[]> {
  return devices(tx, { tenantId, subscriberId }).orderBy('lastSeenAt', 'desc').orderBy('id').execute();
}

/** Locks the row. */
export async function findDevice(
  tx: Tx,
  { tenantId, subscriberId, id }: DeviceKey,
): Promise<Device | undefined> {
  return devices(tx, { tenantId, subscriberId }).where('d.id', '=', id).forUpdate('d').executeTakeFirst();
}

export async function renameDeviceRow(
  tx: Tx,
  { tenantId, id, name }: Omit<DeviceKey, 'subscriberId'> & { name: string | null },
): Promise<void> {
  await tx
    .updateTable('hotspot.device')
    .set((eb) => ({ name, revision: eb('revision', '+', 1) }))
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

export async function deleteDevice(tx: Tx, { tenantId, id }: Omit<DeviceKey, 'subscriberId'>): Promise<void> {
  await tx.deleteFrom('hotspot.device').where('tenantId', '=', tenantId).where('id', '=', id).execute();
}

/** A device remembered under another password than the present one is remembered no more. */
function devices(tx: Tx, { tenantId, subscriberId }: Omit<DeviceKey, 'id'>) {
  return tx
    .selectFrom('hotspot.device as d')
    .innerJoin('subscribers.subscriber as s', (join) =>
      join.onRef('s.tenantId', '=', 'd.tenantId').onRef('s.id', '=', 'd.subscriberId'),
    )
    .select([
      'd.id',
      'd.subscriberId',
      sql<string>`text(d.mac)`.as('mac'),
      'd.name',
      'd.firstSeenAt',
      'd.lastSeenAt',
      sql<Date | null>`case when d.remembered_by = md5(s.password_sealed) then d.remembered_until end`.as(
        'rememberedUntil',
      ),
      'd.revision',
    ])
    .where('d.tenantId', '=', tenantId)
    .where('d.subscriberId', '=', subscriberId);
}
