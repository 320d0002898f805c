import { z } from 'zod';
import {
  defineListRoute,
  defineRoute,
  idField,
  idParams,
  noData,
  pageOf,
  type Route,
} from '../../../platform/http/index.ts';
import type { HotspotDeps } from '../hotspot-deps.ts';
import { addGardenEntry, removeGardenEntry } from './change-garden.ts';
import { gardenProtocols, mostGardenEntries } from './garden-entry.ts';
import { listEntries } from './garden-store.ts';
import { gardenText, gardenTexts } from './garden-text.ts';

const fields = {
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .nullable()
    .describe('A name, or *. and a domain for every name below it.'),
  prefix: z.string().trim().min(1).max(50).nullable(),
  protocol: z.enum(gardenProtocols).nullable().describe('With a port, of a prefix.'),
  port: z.int().min(1).max(65_535).nullable(),
  note: z.string().trim().min(1).max(200).nullable(),
};
const entryAnswer = z.object({ id: idField, ...fields });
const entryBody = z.strictObject({
  host: fields.host.default(null),
  prefix: fields.prefix.default(null),
  protocol: fields.protocol.default(null),
  port: fields.port.default(null),
  note: fields.note.default(null),
});

/** Where a device may go before anybody has logged in. */
export function gardenRoutes(deps: HotspotDeps): Route[] {
  const { database } = deps;
  return [
    defineListRoute({
      path: '/api/walled-garden',
      summary: 'List what hotspots let through before a login, in the order in which it was added',
      tag: 'hotspot',
      permission: 'hotspot.read',
      item: entryAnswer,
      cursor: z.strictObject({ id: idField }),
      handle: async ({ tenantId, page }) => {
        const rows = await database.inTenant(tenantId, (tx) =>
          listEntries(tx, { tenantId, limit: page.limit + 1, after: page.after?.id }),
        );
        return pageOf(rows, page.limit, ({ id }) => ({ id }));
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/walled-garden',
      summary: 'Let a host, or addresses with or without a port, through before a login',
      tag: 'hotspot',
      permission: 'hotspot.write',
      status: 201,
      body: entryBody,
      answer: entryAnswer,
      handle: ({ actor, body }) => addGardenEntry(deps, actor, body),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/walled-garden/:id',
      summary: 'Let something through no more',
      tag: 'hotspot',
      permission: 'hotspot.write',
      params: idParams,
      answer: noData,
      handle: async ({ actor, params }) => {
        await removeGardenEntry(deps, actor, params);
        return null;
      },
    }),
    textRoute(deps),
  ];
}

function textRoute({ database }: HotspotDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/walled-garden/text',
    summary: 'The walled garden as lines to paste, for routers that are not reached by API',
    tag: 'hotspot',
    permission: 'hotspot.read',
    query: z.strictObject({ for: z.enum(gardenTexts).default('mikrotik') }),
    answer: z.object({ text: z.string() }),
    handle: async ({ tenantId, query }) => {
      const entries = await database.inTenant(tenantId, (tx) =>
        listEntries(tx, { tenantId, limit: mostGardenEntries }),
      );
      return { text: gardenText(query.for, entries) };
    },
  });
}
