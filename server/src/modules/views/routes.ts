import { uuidv7, type Clock, type Random } from '@trunkline/kit';
import { z } from 'zod';
import type { Database } from '../../platform/db/index.ts';
import {
  asPerson,
  defineRoute,
  idField,
  idParams,
  noData,
  type Actor,
  type Route,
} from '../../platform/http/index.ts';
import { viewErrors } from './errors.ts';
import { listViews, removeView, writeView } from './view-store.ts';

/** Views of one person and list. */
const mostViews = 50;

const listField = z.string().regex(/^[a-z][a-z-]{0,49}$/, 'is no name of a list');
const viewAnswer = z.object({ id: idField, list: z.string(), name: z.string(), search: z.string() });

/**
 * The routes of this module. A view is the person's own: nobody else reads it and it changes nothing but a
 * page's address, so it is not audited.
 */
export function routes(deps: { database: Database; clock: Clock; random: Random }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/views',
      summary: 'Your saved views of a list',
      tag: 'views',
      permission: 'signed_in',
      query: z.strictObject({ list: listField.default('subscribers') }),
      answer: z.array(viewAnswer),
      handle: ({ actor, tenantId, query }) =>
        deps.database.inTenant(tenantId, (tx) => listViews(tx, { ...ownerOf(actor), ...query })),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/views',
      summary: 'Save a view of a list; your own of the same name is replaced',
      tag: 'views',
      permission: 'views.write',
      body: z.strictObject({
        list: listField,
        name: z.string().trim().min(1).max(60),
        search: z.string().max(2000),
      }),
      answer: viewAnswer,
      handle: ({ actor, tenantId, body }) =>
        deps.database.inTenant(tenantId, async (tx) => {
          const owner = ownerOf(actor);
          const held = await listViews(tx, { ...owner, list: body.list });
          const isNew = !held.some(({ name }) => name.toLowerCase() === body.name.toLowerCase());
          if (isNew && held.length >= mostViews) throw viewErrors.tooMany();
          return writeView(tx, { ...owner, id: uuidv7(deps.clock, deps.random), ...body });
        }),
    }),
    defineRoute({
      method: 'DELETE',
      path: '/api/views/:id',
      summary: 'Remove one of your saved views',
      tag: 'views',
      permission: 'views.write',
      params: idParams,
      answer: noData,
      handle: ({ actor, tenantId, params }) =>
        deps.database.inTenant(tenantId, async (tx) => {
          if (!(await removeView(tx, { ...ownerOf(actor), ...params }))) throw viewErrors.notFound();
          return null;
        }),
    }),
  ];
}

/** Saved views are a person's; an API key has no list to look at. */
function ownerOf(actor: Actor): { tenantId: string; personId: string } {
  const { tenantId, personId } = asPerson(actor);
  return { tenantId, personId };
}
