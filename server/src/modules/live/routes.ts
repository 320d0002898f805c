import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import { defineStreamRoute, type Route } from '../../platform/http/index.ts';
import { LiveHub } from './live-hub.ts';

/** The routes of this module. */
export function routes(deps: { database: Database; clock: Clock }): Route[] {
  const hub = new LiveHub(deps);
  return [
    defineStreamRoute({
      path: '/api/live',
      summary: 'What happens just now, as server-sent events of the kinds that the caller may see',
      tag: 'live',
      permission: 'signed_in',
      listen: (stream) => hub.join(stream),
    }),
  ];
}
