import type { Actor } from '../../platform/http/index.ts';
import type { Sealer } from '../../platform/keys/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { recordAudit } from '../audit/index.ts';
import { findNas } from '../nas/index.ts';
import type { GatewayEnd, GatewayFile, RouterEnd } from './configuration/gateway-end.ts';
import { openvpnFiles, openvpnLines } from './configuration/openvpn.ts';
import type { RouterSide } from './configuration/router-side.ts';
import { sstpFiles, sstpLines } from './configuration/sstp.ts';
import { wireguardFiles, wireguardLines } from './configuration/wireguard.ts';
import { tunnelErrors } from './errors.ts';
import { findGateway } from './gateway-store.ts';
import type { Gateway } from './gateway.ts';
import { openGatewayKeys, openKeys } from './open-keys.ts';
import { gatewayAddressOf } from './subnet-addresses.ts';
import { tunnelKeysBinding, type TunnelDeps } from './tunnel-deps.ts';
import type { TunnelKeys } from './tunnel-keys.ts';
import { parseAuthority } from '../../platform/certificates/index.ts';
import { findTunnel, readSealedTunnels } from './tunnel-store.ts';

type ConfigurationDeps = Pick<TunnelDeps, 'database' | 'sealer' | 'clock'>;

const filesOf: Readonly<Record<Gateway['kind'], (end: GatewayEnd) => GatewayFile[]>> = {
  wireguard: wireguardFiles,
  ovpn: openvpnFiles,
  sstp: sstpFiles,
};

/** What to put on the gateway, with the keys in it; whoever asked stands in the audit log. */
export async function makeGatewayConfiguration(
  deps: ConfigurationDeps,
  actor: Actor,
  { id }: { id: string },
): Promise<GatewayFile[]> {
  const { tenantId } = actor;
  const end = await deps.database.inTenant(tenantId, async (tx) => {
    const gateway = await findGateway(tx, { tenantId, id });
    if (!gateway) throw tunnelErrors.gatewayNotFound();
    await recordAudit(tx, actor, {
      action: 'tunnels.gateway_configuration_read',
      subjectKind: 'tunnel_gateway',
      subjectId: id,
      subjectName: gateway.name,
      before: null,
      after: null,
    });
    const routers = await readRouters(tx, deps.sealer, { tenantId, gatewayId: id });
    return {
      gateway,
      keys: await openGatewayKeys(tx, deps.sealer, { tenantId, id }),
      routers,
    };
  });
  return filesOf[end.gateway.kind]({ ...end, authority: authorityOf(deps, end.keys) });
}

/** What to paste into the router, with the keys in it; whoever asked stands in the audit log. */
export async function makeRouterScript(
  deps: ConfigurationDeps,
  actor: Actor,
  { id }: { id: string },
): Promise<string> {
  const { tenantId } = actor;
  const side = await deps.database.inTenant(
    tenantId,
    async (tx): Promise<RouterSide & { authority: string | null }> => {
      const found = await findTunnel(tx, { tenantId, id });
      if (!found) throw tunnelErrors.tunnelNotFound();
      const gateway = (await findGateway(tx, { tenantId, id: found.gatewayId }))!;
      const nas = (await findNas(tx, { tenantId, id: found.nasId }))!;
      await recordAudit(tx, actor, {
        action: 'tunnels.router_configuration_read',
        subjectKind: 'nas',
        subjectId: nas.id,
        subjectName: nas.name,
        before: null,
        after: { tunnelId: id },
      });
      const routers = await readRouters(tx, deps.sealer, { tenantId, gatewayId: gateway.id });
      const tunnel = routers.find((router) => router.id === id)!;
      const serverAddress = gateway.serverAddress ?? gatewayAddressOf(gateway.subnet);
      const authority = authorityOf(
        deps,
        await openGatewayKeys(tx, deps.sealer, { tenantId, id: gateway.id }),
      );
      return { gateway, tunnel, serverAddress, coaPort: nas.coaPort, authority };
    },
  );
  return `${linesOf(side).join('\n')}\n`;
}

function linesOf({ authority, ...side }: RouterSide & { authority: string | null }): string[] {
  if (authority === null) return wireguardLines(side);
  return side.gateway.kind === 'ovpn'
    ? openvpnLines({ ...side, authority })
    : sstpLines({ ...side, authority });
}

/** Without the key; null for WireGuard. */
function authorityOf({ clock }: Pick<TunnelDeps, 'clock'>, { authority }: TunnelKeys): string | null {
  return authority === undefined ? null : parseAuthority(authority, clock).certificate;
}

async function readRouters(
  tx: Tx,
  sealer: Sealer,
  { tenantId, gatewayId }: { tenantId: string; gatewayId: string },
): Promise<RouterEnd[]> {
  const tunnels = await readSealedTunnels(tx, { tenantId, gatewayId });
  return tunnels.map(({ keysSealed, ...tunnel }) => ({
    ...tunnel,
    keys: openKeys(sealer.open(keysSealed, tunnelKeysBinding({ tenantId, id: tunnel.id }))),
  }));
}
