import type { Tx } from '../../platform/db/index.ts';
import { nasErrors } from './errors.ts';
import type { Nas } from './nas.ts';
import { readOwnPorts } from './own-port-store.ts';

/** Refuses a NAS that could never be heard: at ports that its tenant does not have, or at two places at once. */
export async function requireReach(
  tx: Tx,
  { tenantId, transport, usesOwnPort }: { tenantId: string } & Pick<Nas, 'transport' | 'usesOwnPort'>,
): Promise<void> {
  if (!usesOwnPort) return;
  if (transport === 'radsec') throw invalid('cannot be with RadSec, where the certificate says who asks');
  if (!(await readOwnPorts(tx, tenantId))) throw invalid('needs ports of your own: the operator gives them');
}

function invalid(message: string): Error {
  return nasErrors.invalid({ details: [{ field: 'usesOwnPort', message }] });
}
