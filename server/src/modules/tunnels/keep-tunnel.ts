import { uuidv7 } from '@trunkline/kit';
import { violatedConstraint } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { findNas, moveNas, nasErrors, refusingTaken } from '../nas/index.ts';
import { tunnelErrors } from './errors.ts';
import { findGateway } from './gateway-store.ts';
import type { Tunnel } from './gateway.ts';
import { makeTunnelKeys } from './make-keys.ts';
import { openGatewayKeys } from './open-keys.ts';
import { firstFreeAddress } from './subnet-addresses.ts';
import { tunnelKeysBinding, type TunnelDeps } from './tunnel-deps.ts';
import { deleteTunnel, findTunnel, insertTunnel, readGivenAddresses } from './tunnel-store.ts';

const longestNamePart = 40;

/**
 * Gives a NAS a way to a gateway. The address in the tunnel, the lowest that nobody has, becomes its prefix. Tunnels of
 * one gateway are made one after the other.
 */
export async function createTunnel(
  deps: TunnelDeps,
  actor: Actor,
  { gatewayId, nasId }: { gatewayId: string; nasId: string },
): Promise<Tunnel> {
  const { tenantId } = actor;
  const id = uuidv7(deps.clock, deps.random);
  return refusingTaken(() =>
    refusingSecond(() =>
      deps.database.inTenant(tenantId, async (tx) => {
        const gateway = await findGateway(tx, { tenantId, id: gatewayId, forUpdate: true });
        if (!gateway) throw tunnelErrors.gatewayNotFound();
        const nas = await findNas(tx, { tenantId, id: nasId, forUpdate: true });
        if (!nas) throw nasErrors.notFound();
        const given = await readGivenAddresses(tx, { tenantId, gatewayId, subnet: gateway.subnet });
        // A server that stands in the subnet itself has an address there that no router may get.
        if (gateway.serverAddress !== null) given.add(gateway.serverAddress);
        const address = firstFreeAddress(gateway.subnet, given);
        if (address === undefined) throw tunnelErrors.subnetFull();
        const username = usernameOf(nas.name, id);
        const gatewayKeys = await openGatewayKeys(tx, deps.sealer, { tenantId, id: gatewayId });
        const { keys, ...made } = await makeTunnelKeys(deps, { kind: gateway.kind, username, gatewayKeys });
        const binding = tunnelKeysBinding({ tenantId, id });
        const tunnel = await insertTunnel(tx, {
          ...made,
          tenantId,
          id,
          gatewayId,
          nasId,
          address,
          username,
          keysSealed: deps.sealer.seal(Buffer.from(JSON.stringify(keys)), binding),
          prefixBefore: nas.prefix,
          createdAt: new Date(deps.clock.now()),
        });
        await moveNas(tx, actor, { id: nasId, prefix: `${address}/32` });
        await recordAudit(tx, actor, {
          action: 'tunnels.created',
          subjectKind: 'nas',
          subjectId: nasId,
          subjectName: nas.name,
          before: null,
          after: { tunnelId: id, gateway: gateway.name, address },
        });
        return tunnel;
      }),
    ),
  );
}

/** Takes the way away: the address is free, and the NAS goes back to where it was unless it was moved meanwhile. */
export function removeTunnel(
  { database }: Pick<TunnelDeps, 'database'>,
  actor: Actor,
  { id }: { id: string },
): Promise<void> {
  const { tenantId } = actor;
  return refusingTaken(() =>
    database.inTenant(tenantId, async (tx) => {
      const tunnel = await findTunnel(tx, { tenantId, id });
      if (!tunnel) throw tunnelErrors.tunnelNotFound();
      // Whoever makes a tunnel of this gateway waits for the same row.
      await findGateway(tx, { tenantId, id: tunnel.gatewayId, forUpdate: true });
      const nas = await findNas(tx, { tenantId, id: tunnel.nasId, forUpdate: true });
      // Somebody else may have removed it while we waited.
      if (!(await deleteTunnel(tx, { tenantId, id }))) throw tunnelErrors.tunnelNotFound();
      if (nas?.prefix === `${tunnel.address}/32`)
        await moveNas(tx, actor, { id: tunnel.nasId, prefix: tunnel.prefixBefore });
      await recordAudit(tx, actor, {
        action: 'tunnels.removed',
        subjectKind: 'nas',
        subjectId: tunnel.nasId,
        subjectName: nas?.name ?? '',
        before: { tunnelId: id, address: tunnel.address },
        after: null,
      });
    }),
  );
}

/** Of the name of the NAS, as far as a file name and a certificate bear it, and of what makes it the only one. */
function usernameOf(name: string, id: string): string {
  const part = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longestNamePart)
    .replaceAll(/^-+|-+$/g, '');
  return `${part || 'router'}-${id.slice(-8)}`;
}

async function refusingSecond<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (violatedConstraint(error) === 'tunnel_nas')
      throw tunnelErrors.nasHasTunnel({ details: [{ field: 'nasId', message: 'has one' }], cause: error });
    throw error;
  }
}
