import type { Tx } from '../../platform/db/index.ts';
import type { Sealer } from '../../platform/keys/index.ts';
import { findRouterAccess, learnFingerprint, openRouterAccess } from '../nas/index.ts';
import type { Router } from './router.ts';

/** The router of a NAS; undefined: there is none, or its API is not known. */
export async function findRouter(
  tx: Tx,
  sealer: Sealer,
  { tenantId, nasId }: { tenantId: string; nasId: string },
): Promise<Router | undefined> {
  const row = await findRouterAccess(tx, { tenantId, id: nasId });
  const access = row && openRouterAccess(sealer, row);
  return access && { tenantId, nasId, access };
}

/** Keeps a certificate met for the first time; answers the one that holds, which may be one that another process met. */
export async function settleFingerprint(
  tx: Tx,
  { tenantId, nasId, fingerprint }: { tenantId: string; nasId: string; fingerprint: string },
): Promise<string | null> {
  if (await learnFingerprint(tx, { tenantId, id: nasId, fingerprint })) return fingerprint;
  return (await findRouterAccess(tx, { tenantId, id: nasId }))?.apiFingerprint ?? null;
}
