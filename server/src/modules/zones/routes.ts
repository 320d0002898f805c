import { z } from 'zod';
import {
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  integerField,
  noData,
  pageOf,
  type Route,
} from '../../platform/http/index.ts';
import { changeZone } from './change-zone.ts';
import { createZone } from './create-zone.ts';
import { zoneErrors } from './errors.ts';
import { readPrefixes } from './prefix-store.ts';
import { removeZone } from './remove-zone.ts';
import type { ZoneDeps } from './zone-deps.ts';
import { findZone, listZones } from './zone-store.ts';
import { mostPrefixes } from './zone.ts';

const zoneFields = {
  name: z.string().trim().min(1).max(60),
  key: z.string().regex(/^[a-z0-9-]{1,20}$/, 'is not 1 to 20 of a to z, 0 to 9 and -'),
  description: z.string().trim().max(500).nullable(),
};
const prefixField = z.string().trim().min(2).max(49);

const zoneBody = z.strictObject({
  ...zoneFields,
  description: zoneFields.description.default(null),
  prefixes: z.array(prefixField).min(1).max(mostPrefixes),
});

const plansField = z.array(z.object({ id: idField, name: z.string() }));
const listedAnswer = z.object({
  id: idField,
  ...zoneFields,
  prefixCount: integerField,
  /** Those with a version that names the zone. */
  plans: plansField,
  revision: integerField,
});
const zoneAnswer = listedAnswer.extend({ prefixes: z.array(z.string()) });

/** The routes of this module. */
export function routes(deps: ZoneDeps): Route[] {
  return [...readingRoutes(deps), ...changingRoutes(deps)];
}

function readingRoutes(deps: ZoneDeps): Route[] {
  return [
    defineListRoute({
      path: '/api/zones',
      summary: 'List the zones in the order of their names, without their prefixes',
      tag: 'zones',
      permission: 'zones.read',
      query: z.strictObject({}),
      item: listedAnswer,
      cursor: z.string(),
      handle: ({ tenantId, page }) =>
        deps.database.inTenant(tenantId, async (tx) => {
          const { limit, after } = page;
          const rows = await listZones(tx, { tenantId, limit, after });
          const { items, next } = pageOf(rows, limit, (last) => last.sortKey);
          const plans = await deps.plansWithZones(tx, { tenantId, zoneIds: items.map(({ id }) => id) });
          return { items: items.map((zone) => ({ ...zone, plans: plans.get(zone.id) ?? [] })), next };
        }),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/zones/:id',
      summary: 'One zone with its prefixes',
      tag: 'zones',
      permission: 'zones.read',
      params: idParams,
      answer: zoneAnswer,
      handle: ({ tenantId, params }) => readAnswer(deps, tenantId, params.id),
    }),
  ];
}

function changingRoutes(deps: ZoneDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/zones',
      summary: 'Add a zone: destinations that plans give a speed of their own or make free of quota',
      tag: 'zones',
      permission: 'zones.write',
      body: zoneBody,
      answer: zoneAnswer,
      status: 201,
      handle: async ({ actor, body }) => {
        const { id } = await createZone(deps, actor, body);
        return readAnswer(deps, actor.tenantId, id);
      },
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/zones/:id',
      summary: 'Change a zone and all its prefixes; its key only while no plan uses it',
      tag: 'zones',
      permission: 'zones.write',
      params: idParams,
      body: zoneBody,
      needsRevision: true,
      answer: zoneAnswer,
      handle: async ({ actor, params, body, revision }) => {
        await changeZone(deps, actor, { id: params.id, revision, input: body });
        return readAnswer(deps, actor.tenantId, params.id);
      },
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/zones/:id',
      summary: 'Delete a zone that no plan ever named',
      tag: 'zones',
      permission: 'zones.write',
      params: idParams,
      answer: noData,
      handle: async ({ actor, params }) => {
        await removeZone(deps, actor, params);
        return null;
      },
    }),
  ];
}

function readAnswer(deps: ZoneDeps, tenantId: string, id: string): Promise<z.input<typeof zoneAnswer>> {
  return deps.database.inTenant(tenantId, async (tx) => {
    const zone = await findZone(tx, { tenantId, id });
    if (!zone) throw zoneErrors.notFound();
    const prefixes = await readPrefixes(tx, { tenantId, id });
    const plans = (await deps.plansWithZones(tx, { tenantId, zoneIds: [id] })).get(id) ?? [];
    return { ...zone, prefixes, prefixCount: prefixes.length, plans };
  });
}
