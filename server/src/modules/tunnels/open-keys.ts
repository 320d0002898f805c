import type { Tx } from '../../platform/db/index.ts';
import type { Sealer } from '../../platform/keys/index.ts';
import { tunnelErrors } from './errors.ts';
import { readGatewayKeys } from './gateway-store.ts';
import { gatewayKeysBinding } from './tunnel-deps.ts';
import type { TunnelKeys } from './tunnel-keys.ts';

/** The secrets of a gateway that is there. */
export async function openGatewayKeys(
  tx: Tx,
  sealer: Sealer,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<TunnelKeys> {
  const sealed = await readGatewayKeys(tx, { tenantId, id });
  if (!sealed) throw tunnelErrors.gatewayNotFound();
  return openKeys(sealer.open(sealed, gatewayKeysBinding({ tenantId, id })));
}

export function openKeys(opened: Buffer): TunnelKeys {
  return JSON.parse(opened.toString('utf8')) as TunnelKeys;
}
