import { z } from 'zod';
import { enterTenant } from '../../platform/db/index.ts';
import { defineRoute, idParams, type Route } from '../../platform/http/index.ts';
import type { NasDeps } from './nas-deps.ts';
import { changeOwnPorts } from './change-own-ports.ts';
import { findTenant, tenancyErrors } from '../tenancy/index.ts';
import { readOwnPorts } from './own-port-store.ts';
import { readRadiusPorts } from './radius-port-store.ts';

const portField = z.int().min(1_024).max(65_535);
const portsBody = z.strictObject({ authPort: portField, acctPort: portField }).nullable();

const portsAnswer = z.object({ authPort: z.int(), acctPort: z.int() }).nullable();

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
    ofTenantRoute(deps),
    defineRoute({
      method: 'PUT',
      path: '/api/tenants/:id/radius-ports',
      summary: 'Give a tenant listening ports of its own, or take them away with null',
      tag: 'tenancy',
      permission: 'operator',
      params: idParams,
      body: portsBody,
      answer: portsAnswer,
      handle: ({ actor, params, body }) => changeOwnPorts(deps, actor, { tenantId: params.id, ports: body }),
    }),
  ];
}

function ofTenantRoute({ database }: Pick<NasDeps, 'database'>): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/tenants/:id/radius-ports',
    summary: 'The listening ports of a tenant alone, or null: it has none of its own',
    tag: 'tenancy',
    permission: 'operator',
    params: idParams,
    answer: portsAnswer,
    handle: ({ params: { id } }) =>
      database.asOperator(async (tx) => {
        if (!(await findTenant(tx, { id }))) throw tenancyErrors.notFound();
        await enterTenant(tx, id);
        return (await readOwnPorts(tx, id)) ?? null;
      }),
  });
}
