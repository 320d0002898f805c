import { sql } from 'kysely';
import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import { readBuild } from '../web-build/index.ts';
import { defineRoute, instantField, isDatabaseAway, type Route } from '../../platform/http/index.ts';

/** Answers health: 200 as long as this process works, and in it whether the database does. */
export function serverTimeRoute({
  database,
  clock,
  webFolder,
}: {
  database: Database;
  clock: Clock;
  webFolder: string;
}): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/server-time',
    summary: 'The time, and whether the database can be reached',
    tag: 'server',
    permission: 'public',
    answer: z.object({
      time: instantField,
      database: z.enum(['reachable', 'away']),
      webBuild: z.string().nullable().describe('Which build of the web app is served; null without one.'),
    }),
    handle: async () => {
      const isReachable = await canReach(database);
      return {
        time: new Date(clock.now()).toISOString(),
        database: isReachable ? ('reachable' as const) : ('away' as const),
        webBuild: readBuild(webFolder)?.sources.slice(0, 16) ?? null,
      };
    },
  });
}

/** Whether the database answers just now. */
export async function canReach(database: Database): Promise<boolean> {
  try {
    await database.acrossTenants((tx) => sql`select 1`.execute(tx));
    return true;
  } catch (error) {
    if (isDatabaseAway(error)) return false;
    throw error;
  }
}
