import { z } from 'zod';
import type { Database } from '../../platform/db/index.ts';
import { defineRoute, type Route } from '../../platform/http/index.ts';
import { searchEverything } from './search-everything.ts';
import { searchAnswer } from './search-hit.ts';

/** The routes of this module. */
export function routes(deps: { database: Database }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/search',
      summary:
        'Find subscribers, sessions and NAS by name, phone, e-mail, user name, address, MAC, IP or session id',
      tag: 'search',
      permission: 'signed_in',
      query: z.strictObject({ q: z.string().trim().min(1).max(128) }),
      answer: searchAnswer,
      handle: ({ actor, query }) => searchEverything(deps, { actor, q: query.q }),
    }),
  ];
}
