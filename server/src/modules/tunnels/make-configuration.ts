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
import { findGateway, readGatewayKeys } from './gateway-store.ts';
import type { Gateway } from './gateway.ts';
import { openAuthority } from './make-keys.ts';
import { gatewayAddressOf } from './subnet-addresses.ts';
import { gatewayKeysBinding, tunnelKeysBinding, type TunnelDeps } from './tunnel-deps.ts';
import type { TunnelKeys } from './tunnel-keys.ts';
import { findTunnel, readSealedTunnels } from './tunnel-store.ts';

type ConfigurationDeps = Pick<TunnelDeps, 'database' | 'sealer' | 'openAuthority'>;

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
    const sealed = await readGatewayKeys(tx, { tenantId, id });
    if (!gateway || !sealed) throw tunnelErrors.gatewayNotFound();
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
      keys: openKeys(deps.sealer.open(sealed, gatewayKeysBinding({ tenantId, id }))),
      routers,
    };
  });
  return filesOf[end.gateway.kind]({ ...end, authority: await authorityOf(deps, end.gateway) });
}

/** What to paste into the router, with the keys in it; whoever asked stands in the audit log. */
export async function makeRouterScript(
  deps: ConfigurationDeps,
  actor: Actor,
  { id }: { id: string },
): Promise<string> {
  const { tenantId } = actor;
  const side = await deps.database.inTenant(tenantId, async (tx): Promise<RouterSide> => {
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
    return { gateway, tunnel, serverAddress, coaPort: nas.coaPort };
  });
  return `${(await linesOf(deps, side)).join('\n')}\n`;
}

async function linesOf(deps: ConfigurationDeps, side: RouterSide): Promise<string[]> {
  if (side.gateway.kind === 'wireguard') return wireguardLines(side);
  const authority = (await authorityOf(deps, side.gateway)) ?? '';
  return side.gateway.kind === 'ovpn'
    ? openvpnLines({ ...side, authority })
    : sstpLines({ ...side, authority });
}

async function authorityOf(deps: ConfigurationDeps, { kind }: Gateway): Promise<string | null> {
  return kind === 'wireguard' ? null : (await openAuthority(deps)).certificate;
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

function openKeys(opened: Buffer): TunnelKeys {
  return JSON.parse(opened.toString('utf8')) as TunnelKeys;
}
