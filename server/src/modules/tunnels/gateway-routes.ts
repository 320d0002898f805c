import { z } from 'zod';
import {
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  instantField,
  integerField,
  noData,
  pageOf,
  type Route,
} from '../../platform/http/index.ts';
import { tunnelErrors } from './errors.ts';
import { countTunnels, findGateway, listGateways } from './gateway-store.ts';
import { tunnelKinds, type Gateway } from './gateway.ts';
import { changeGateway, createGateway, removeGateway } from './keep-gateway.ts';
import { makeGatewayConfiguration } from './make-configuration.ts';
import { gatewayAddressOf, roomOf } from './subnet-addresses.ts';
import type { TunnelDeps } from './tunnel-deps.ts';

const hostField = z
  .string()
  .trim()
  .max(253)
  // It stands in a script of the router, unquoted, and in a certificate.
  .regex(/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i, 'is not a host name or an IPv4 address');

const editable = {
  name: z.string().trim().min(1).max(100),
  publicHost: hostField,
  port: z.int().min(1).max(65_535),
  serverAddress: z.ipv4().nullable(),
};

const createBody = z.strictObject({
  ...editable,
  kind: z.enum(tunnelKinds),
  /** The usual one of its kind unless given. */
  port: editable.port.optional(),
  subnet: z.string().trim().min(9).max(18),
  serverAddress: editable.serverAddress.default(null),
});

const gatewayAnswer = z.object({
  id: idField,
  ...editable,
  kind: z.enum(tunnelKinds),
  subnet: z.string(),
  /** Its own, in the subnet. */
  gatewayAddress: z.string(),
  publicKey: z.string().nullable(),
  certificateExpiresAt: instantField.nullable(),
  /** How many routers dial it, and for how many more there is room. */
  tunnels: integerField,
  room: integerField,
  revision: integerField,
});

const fileAnswer = z.object({ path: z.string(), mode: z.string(), contents: z.string() });

export function gatewayRoutes(deps: TunnelDeps): Route[] {
  return [...readingRoutes(deps), ...changingRoutes(deps)];
}

function readingRoutes(deps: TunnelDeps): Route[] {
  return [
    defineListRoute({
      path: '/api/tunnel-gateways',
      summary: 'List the gateways of tunnels in the order of their names',
      tag: 'tunnels',
      permission: 'tunnels.read',
      query: z.strictObject({}),
      item: gatewayAnswer,
      cursor: z.string(),
      handle: ({ tenantId, page }) =>
        deps.database.inTenant(tenantId, async (tx) => {
          const { limit, after } = page;
          const rows = await listGateways(tx, { tenantId, limit, after });
          const { items, next } = pageOf(rows, limit, (last) => last.sortKey);
          return { items: items.map((row) => toAnswer(row, row.tunnels)), next };
        }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/tunnel-gateways/:id',
      summary: 'One gateway, without its keys',
      tag: 'tunnels',
      permission: 'tunnels.read',
      params: idParams,
      answer: gatewayAnswer,
      handle: ({ tenantId, params }) => readAnswer(deps, tenantId, params.id),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/tunnel-gateways/:id/configuration',
      summary: 'The files for the gateway, with its keys and those of its routers in them; audited',
      tag: 'tunnels',
      permission: 'tunnels.write',
      params: idParams,
      answer: z.object({ files: z.array(fileAnswer) }),
      handle: async ({ actor, params }) => ({ files: await makeGatewayConfiguration(deps, actor, params) }),
    }),
  ];
}

function changingRoutes(deps: TunnelDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/tunnel-gateways',
      summary: 'Add a gateway, with keys of its own',
      tag: 'tunnels',
      permission: 'tunnels.write',
      body: createBody,
      answer: gatewayAnswer,
      status: 201,
      handle: async ({ actor, body }) =>
        toAnswer(await createGateway(deps, actor, { ...body, port: body.port }), 0),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/tunnel-gateways/:id',
      summary: 'Change how a gateway is reached; its kind and subnet stay',
      tag: 'tunnels',
      permission: 'tunnels.write',
      params: idParams,
      body: z.strictObject(editable),
      needsRevision: true,
      answer: gatewayAnswer,
      handle: async ({ actor, params, body, revision }) => {
        await changeGateway(deps, actor, { id: params.id, revision, input: body });
        return readAnswer(deps, actor.tenantId, params.id);
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/tunnel-gateways/:id',
      summary: 'Remove a gateway that no router dials',
      tag: 'tunnels',
      permission: 'tunnels.write',
      params: idParams,
      answer: noData,
      handle: async ({ actor, params }) => {
        await removeGateway(deps, actor, params);
        return null;
      },
    }),
  ];
}

function readAnswer(deps: TunnelDeps, tenantId: string, id: string): Promise<z.input<typeof gatewayAnswer>> {
  return deps.database.inTenant(tenantId, async (tx) => {
    const gateway = await findGateway(tx, { tenantId, id });
    if (!gateway) throw tunnelErrors.gatewayNotFound();
    return toAnswer(gateway, await countTunnels(tx, { tenantId, id }));
  });
}

function toAnswer(gateway: Gateway, tunnels: number): z.input<typeof gatewayAnswer> {
  const { id, name, kind, publicHost, port, subnet, serverAddress, publicKey, revision } = gateway;
  return {
    id,
    name,
    kind,
    publicHost,
    port,
    subnet,
    serverAddress,
    publicKey,
    revision,
    tunnels,
    gatewayAddress: gatewayAddressOf(subnet),
    certificateExpiresAt: gateway.certificateExpiresAt?.toISOString() ?? null,
    room: Math.max(0, roomOf(subnet) - tunnels),
  };
}
