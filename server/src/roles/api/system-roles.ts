import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import { defineRoute, instantField, type Route } from '../../platform/http/index.ts';
import { listRoleBeats } from './role-status-store.ts';

/** Roles beat every five seconds; one that missed three is worth a look. */
const silentAfterMs = 15_000;

/** Which processes of the installation run, on every node, by their last sign of life. */
export function systemRolesRoute({ database, clock }: { database: Database; clock: Clock }): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/system/roles',
    summary: 'Which processes of the installation run',
    tag: 'server',
    permission: 'operator',
    answer: z.array(
      z.object({
        node: z.string(),
        role: z.string(),
        version: z.string(),
        startedAt: instantField,
        beatAt: instantField.describe('Its last sign of life.'),
        state: z.enum(['running', 'silent']),
      }),
    ),
    handle: async () => {
      const beats = await listRoleBeats(database);
      return beats.map(({ startedAt, beatAt, ...beat }) => ({
        ...beat,
        startedAt: startedAt.toISOString(),
        beatAt: beatAt.toISOString(),
        state: clock.now() - beatAt.getTime() < silentAfterMs ? ('running' as const) : ('silent' as const),
      }));
    },
  });
}
