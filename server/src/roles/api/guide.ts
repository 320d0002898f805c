import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import { defineRoute, idField, instantField, type Route } from '../../platform/http/index.ts';
import { readGuideFacts } from './guide-store.ts';

/** How far the log is searched: where nobody logged in for a day, the guide waits for the next one. */
const loginsWithinMs = 86_400_000;

interface GuideDeps {
  database: Database;
  clock: Clock;
  radius: { authPort: number; acctPort: number };
}

/** The facts that the first-subscriber guide watches for. */
export function guideRoute({ database, clock, radius }: GuideDeps): Route {
  const portField = z.int();
  return defineRoute({
    method: 'GET',
    path: '/api/guide',
    summary: 'How far this tenant is on the way to its first subscriber online',
    tag: 'server',
    permission: 'nas.read',
    answer: z.object({
      router: z.object({ id: idField, name: z.string() }).nullable(),
      firstPacket: z.object({ nasId: idField, at: instantField }).nullable(),
      /** Null also for callers who may not see logins. */
      login: z.object({ username: z.string(), at: instantField }).nullable(),
      radius: z.object({ authPort: portField, acctPort: portField }),
    }),
    handle: async ({ actor, tenantId }) => {
      const loginsSince = new Date(clock.now() - loginsWithinMs);
      const { router, firstPacket, login } = await database.inTenant(tenantId, (tx) =>
        readGuideFacts(tx, { tenantId, loginsSince }),
      );
      return {
        router,
        firstPacket: firstPacket && { ...firstPacket, at: firstPacket.at.toISOString() },
        login: actor.can('aaa.read') && login ? { ...login, at: login.at.toISOString() } : null,
        radius,
      };
    },
  });
}
