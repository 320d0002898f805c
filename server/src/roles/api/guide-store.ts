import type { Tx } from '../../platform/db/index.ts';

/** What has happened of the three steps to a first subscriber online; null where nothing has yet. */
export interface GuideFacts {
  router: { id: string; name: string } | null;
  firstPacket: { nasId: string; at: Date } | null;
  /** The latest one; which of them is the first matters to nobody. */
  login: { username: string; at: Date } | null;
}

export async function readGuideFacts(
  tx: Tx,
  { tenantId, loginsSince }: { tenantId: string; loginsSince: Date },
): Promise<GuideFacts> {
  const router = await tx
    .selectFrom('nas.nas')
    .select(['id', 'name'])
    .where('tenantId', '=', tenantId)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  const packet = await tx
    .selectFrom('nas.observation')
    .select(['nasId', 'firstPacketAt as at'])
    .where('tenantId', '=', tenantId)
    .orderBy('firstPacketAt')
    .limit(1)
    .executeTakeFirst();
  const login = await tx
    .selectFrom('aaa.authLog')
    .select(['username', 'at'])
    .where('tenantId', '=', tenantId)
    .where('outcome', '=', 'accepted')
    .where('at', '>', loginsSince)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { router: router ?? null, firstPacket: packet ?? null, login: login ?? null };
}
