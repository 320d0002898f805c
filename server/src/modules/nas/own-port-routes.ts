import { z } from 'zod';
import { defineRoute, idParams, type Route } from '../../platform/http/index.ts';
import type { NasDeps } from './nas-deps.ts';
import { changeOwnPorts } from './change-own-ports.ts';
import { readOwnPorts } from './own-port-store.ts';
import { readRadiusPorts } from './radius-port-store.ts';

const portField = z.int().min(1_024).max(65_535);
const portsBody = z.strictObject({ authPort: portField, acctPort: portField }).nullable();

const ownPortsAnswer = z
  .object({
    authPort: z.int(),
    acctPort: z.int(),
    /** False for a moment after they were given, and for as long as another program holds one of them. */
    isListening: z.boolean(),
  })
  .nullable();

export function ownPortRoutes(deps: NasDeps): Route[] {
  const { database } = deps;
  return [
    defineRoute({
      method: 'GET',
      path: '/api/own-ports',
      summary: 'The ports at which your routers alone ask, or null: the common ones are all there are',
      tag: 'nas',
      permission: 'nas.read',
      answer: ownPortsAnswer,
      handle: ({ tenantId }) =>
        database.inTenant(tenantId, async (tx) => {
          const ports = await readOwnPorts(tx, tenantId);
          if (!ports) return null;
          const taken = await readRadiusPorts(tx);
          return { ...ports, isListening: taken?.ownPortTenants.includes(tenantId) ?? false };
        }),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/tenants/:id/radius-ports',
      summary: 'Give a tenant listening ports of its own, or take them away with null',
      tag: 'tenancy',
      permission: 'operator',
      params: idParams,
      body: portsBody,
      answer: z.object({ authPort: z.int(), acctPort: z.int() }).nullable(),
      handle: ({ actor, params, body }) => changeOwnPorts(deps, actor, { tenantId: params.id, ports: body }),
    }),
  ];
}
