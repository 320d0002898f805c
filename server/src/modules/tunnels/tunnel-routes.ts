import { z } from 'zod';
import { httpErrors } from '../../platform/http/errors.ts';
import {
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  instantField,
  noData,
  pageOf,
  type Route,
} from '../../platform/http/index.ts';
import type { Tunnel } from './gateway.ts';
import { createTunnel, removeTunnel } from './keep-tunnel.ts';
import { makeRouterScript } from './make-configuration.ts';
import type { TunnelDeps } from './tunnel-deps.ts';
import { listTunnels } from './tunnel-store.ts';

const made = {
  id: idField,
  gatewayId: idField,
  nasId: idField,
  /** That of the NAS from now on. */
  address: z.string(),
  username: z.string(),
  publicKey: z.string().nullable(),
  certificateExpiresAt: instantField.nullable(),
  createdAt: instantField,
};

const listedAnswer = z.object({
  ...made,
  nasName: z.string(),
  /** Null: none came through it yet. */
  lastPacketAt: instantField.nullable(),
});

export function tunnelRoutes(deps: TunnelDeps): Route[] {
  return [...readingRoutes(deps), ...changingRoutes(deps)];
}

function readingRoutes(deps: TunnelDeps): Route[] {
  return [
    defineListRoute({
      path: '/api/tunnels',
      summary: 'List the tunnels, the oldest first',
      tag: 'tunnels',
      permission: 'tunnels.read',
      query: z.strictObject({ gatewayId: idField.optional(), nasId: idField.optional() }),
      item: listedAnswer,
      cursor: idField,
      handle: ({ tenantId, query, page }) =>
        deps.database.inTenant(tenantId, async (tx) => {
          const { limit, after } = page;
          const rows = await listTunnels(tx, { tenantId, filter: query, limit, after });
          const { items, next } = pageOf(rows, limit, (last) => last.id);
          return {
            items: items.map((tunnel) => ({
              ...toAnswer(tunnel),
              nasName: tunnel.nasName,
              lastPacketAt: tunnel.lastPacketAt?.toISOString() ?? null,
            })),
            next,
          };
        }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/tunnels/:id/configuration',
      summary: 'What to paste into the router, with its keys in it; audited',
      tag: 'tunnels',
      permission: 'tunnels.write',
      params: idParams,
      query: z.strictObject({ for: z.literal('router').default('router') }),
      answer: z.object({ script: z.string() }),
      handle: async ({ actor, params }) => ({ script: await makeRouterScript(deps, actor, params) }),
    }),
  ];
}

function changingRoutes(deps: TunnelDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/tunnels',
      summary: 'Give a NAS a tunnel; its address there becomes the address of the NAS',
      tag: 'tunnels',
      permission: 'tunnels.write',
      body: z.strictObject({ gatewayId: idField, nasId: idField }),
      answer: z.object(made),
      status: 201,
      handle: async ({ actor, body }) => {
        // Its address is the NAS's to change.
        if (!actor.can('nas.write')) throw httpErrors.forbidden();
        return toAnswer(await createTunnel(deps, actor, body));
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/tunnels/:id',
      summary: 'Take a tunnel away; its address is free, and the NAS goes back to the one it had',
      tag: 'tunnels',
      permission: 'tunnels.write',
      params: idParams,
      answer: noData,
      handle: async ({ actor, params }) => {
        if (!actor.can('nas.write')) throw httpErrors.forbidden();
        await removeTunnel(deps, actor, params);
        return null;
      },
    }),
  ];
}

function toAnswer(tunnel: Tunnel) {
  const { id, gatewayId, nasId, address, username, publicKey, certificateExpiresAt, createdAt } = tunnel;
  return {
    id,
    gatewayId,
    nasId,
    address,
    username,
    publicKey,
    certificateExpiresAt: certificateExpiresAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
