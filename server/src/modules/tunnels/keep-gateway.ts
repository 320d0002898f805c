import { uuidv7 } from '@trunkline/kit';
import { requireRevision } from '../../platform/errors.ts';
import { violatedConstraint } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { parseIpPrefix } from '../nas/index.ts';
import { tunnelErrors } from './errors.ts';
import { countTunnels, deleteGateway, findGateway, insertGateway, updateGateway } from './gateway-store.ts';
import { usualPorts, type Gateway, type TunnelKind } from './gateway.ts';
import { makeGatewayKeys } from './make-keys.ts';
import { openGatewayKeys } from './open-keys.ts';
import { gatewayKeysBinding, type TunnelDeps } from './tunnel-deps.ts';
import { readGivenAddresses } from './tunnel-store.ts';

export interface CreateGatewayInput {
  name: string;
  kind: TunnelKind;
  publicHost: string;
  /** Undefined: the usual one of its kind. */
  port: number | undefined;
  subnet: string;
  serverAddress: string | null;
}

const widestBits = 16;
const narrowestBits = 29;

/** Adds a gateway with keys of its own. */
export async function createGateway(
  deps: TunnelDeps,
  actor: Actor,
  { port, ...input }: CreateGatewayInput,
): Promise<Gateway> {
  const { tenantId } = actor;
  const id = uuidv7(deps.clock, deps.random);
  const subnet = requireSubnet(input.subnet);
  const { keys, ...made } = await makeGatewayKeys(deps, { ...input, id });
  const sealed = deps.sealer.seal(Buffer.from(JSON.stringify(keys)), gatewayKeysBinding({ tenantId, id }));
  return refusingTaken(() =>
    deps.database.inTenant(tenantId, async (tx) => {
      const gateway = await insertGateway(tx, {
        ...input,
        ...made,
        tenantId,
        id,
        subnet,
        port: port ?? usualPorts[input.kind],
        keysSealed: sealed,
      });
      await audit(tx, actor, { action: 'tunnels.gateway_created', gateway, before: null, after: gateway });
      return gateway;
    }),
  );
}

export interface ChangeGatewayInput {
  name: string;
  publicHost: string;
  port: number;
  serverAddress: string | null;
}

/** Changes how a gateway is reached; its kind and its subnet are those of its tunnels and stay. */
export async function changeGateway(
  deps: TunnelDeps,
  actor: Actor,
  { id, revision, input }: { id: string; revision: number; input: ChangeGatewayInput },
): Promise<Gateway> {
  const { tenantId } = actor;
  return refusingTaken(() =>
    deps.database.inTenant(tenantId, async (tx) => {
      const before = await findGateway(tx, { tenantId, id, forUpdate: true });
      if (!before) throw tunnelErrors.gatewayNotFound();
      requireRevision(tunnelErrors.revisionConflict, {
        present: before.revision,
        expected: revision,
        row: { ...before },
      });
      const { serverAddress } = input;
      if (serverAddress !== null) {
        const given = await readGivenAddresses(tx, { tenantId, gatewayId: id, subnet: before.subnet });
        if (given.has(serverAddress)) throw tunnelErrors.invalid({ details: [serverIsRouter] });
      }
      const isMoved = before.certificate !== null && before.publicHost !== input.publicHost;
      const renewed = isMoved ? await renewCertificate(deps, tx, { tenantId, before, input }) : {};
      const after = await updateGateway(tx, { tenantId, id, change: { ...input, ...renewed } });
      await audit(tx, actor, { action: 'tunnels.gateway_changed', gateway: after, before, after });
      return after;
    }),
  );
}

const serverIsRouter = { field: 'serverAddress', message: 'is the address of a router' };

/** A certificate names the host: at another one routers would refuse it. */
async function renewCertificate(
  deps: TunnelDeps,
  tx: Tx,
  { tenantId, before, input }: { tenantId: string; before: Gateway; input: ChangeGatewayInput },
) {
  const { id, kind } = before;
  const kept = await openGatewayKeys(tx, deps.sealer, { tenantId, id });
  const { keys, certificate, certificateExpiresAt } = await makeGatewayKeys(deps, {
    id,
    kind,
    kept,
    publicHost: input.publicHost,
  });
  const binding = gatewayKeysBinding({ tenantId, id });
  return {
    certificate: certificate!,
    certificateExpiresAt: certificateExpiresAt!,
    keysSealed: deps.sealer.seal(Buffer.from(JSON.stringify(keys)), binding),
  };
}

/** Removes a gateway that no router dials. */
export function removeGateway(
  { database }: Pick<TunnelDeps, 'database'>,
  actor: Actor,
  { id }: { id: string },
): Promise<void> {
  const { tenantId } = actor;
  return database.inTenant(tenantId, async (tx) => {
    const before = await findGateway(tx, { tenantId, id, forUpdate: true });
    if (!before) throw tunnelErrors.gatewayNotFound();
    if ((await countTunnels(tx, { tenantId, id })) > 0) throw tunnelErrors.hasTunnels();
    await deleteGateway(tx, { tenantId, id });
    await audit(tx, actor, { action: 'tunnels.gateway_removed', gateway: before, before, after: null });
  });
}

type Tx = Parameters<typeof findGateway>[0];

/** What changed of it, without its certificate: that is long, and tells nobody anything. */
async function audit(
  tx: Tx,
  actor: Actor,
  act: { action: string; gateway: Gateway; before: Gateway | null; after: Gateway | null },
): Promise<void> {
  const { action, gateway, before, after } = act;
  await recordAudit(tx, actor, {
    action,
    subjectKind: 'tunnel_gateway',
    subjectId: gateway.id,
    subjectName: gateway.name,
    before: before && auditedFields(before),
    after: after && auditedFields(after),
  });
}

function auditedFields({ name, kind, publicHost, port, subnet, serverAddress }: Gateway) {
  return { name, kind, publicHost, port, subnet, serverAddress };
}

function requireSubnet(input: string): string {
  const result = parseIpPrefix(input);
  const fault = !result.ok
    ? result.fault
    : result.prefix.family !== 4 || result.prefix.bits < widestBits || result.prefix.bits > narrowestBits
      ? `is not an IPv4 subnet of /${widestBits} to /${narrowestBits}`
      : undefined;
  if (fault !== undefined || !result.ok)
    throw tunnelErrors.invalid({ details: [{ field: 'subnet', message: fault ?? 'is no subnet' }] });
  return result.prefix.text;
}

async function refusingTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint === 'gateway_subnet')
      throw tunnelErrors.subnetTaken({ details: [{ field: 'subnet', message: 'is taken' }], cause: error });
    if (constraint === 'gateway_name')
      throw tunnelErrors.nameTaken({ details: [{ field: 'name', message: 'is taken' }], cause: error });
    throw error;
  }
}
