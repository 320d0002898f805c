import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';

export interface KeptDevice {
  /** Of its row, where it is new. */
  id: string;
  tenantId: string;
  subscriberId: string;
  mac: string;
  seenAt: Date;
  rememberedUntil: Date | null;
  /** Null: as many as come. */
  slots: number | null;
  forgetBefore: Date;
  most: number;
}

/** False: the account has no slot for one more device. */
export async function keepDevice(tx: Tx, device: KeptDevice): Promise<boolean> {
  const { rows } = await sql<{ isKept: boolean }>`
    select hotspot.keep_device(${device.id}, ${device.tenantId}, ${device.subscriberId}, ${device.mac}::macaddr,
      ${device.seenAt}, ${device.rememberedUntil}::timestamptz, ${device.slots}::integer, ${device.forgetBefore}, ${device.most})
      as is_kept`.execute(tx);
  return rows[0]!.isKept;
}
