import { z } from 'zod';
import type { Clock, Random } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import {
  defineRoute,
  idField,
  instantField,
  integerField,
  noData,
  type Route,
} from '../../platform/http/index.ts';
import type { Sealer } from '../../platform/keys/index.ts';
import { startRebuild } from './check/rebuild.ts';
import { verify } from './check/verify.ts';
import { databaseRoleOf, placeOf, readQueueStatus, readStatus } from './switch/read-status.ts';
import { renewPassword, turnOff, turnOn } from './switch/switch-bridge.ts';

export interface FreeradiusDeps {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly random: Random;
}

const statusAnswer = z.object({
  isOn: z.boolean(),
  /** Of the present state; null: it was never on. */
  since: instantField.nullable(),
  databaseRole: z.string().nullable(),
  database: z.object({ host: z.string(), port: integerField, name: z.string() }),
  subscribers: z.object({ total: integerField, inStep: integerField, waiting: integerField }),
  lagMs: integerField,
  oldestWaitingS: integerField,
  lastVerify: z.object({ at: instantField, differences: integerField }).nullable(),
  accounting: z.object({
    queued: integerField,
    oldestS: integerField.nullable(),
    lastAt: instantField.nullable(),
  }),
  groups: integerField,
});

const loginAnswer = z.object({
  databaseRole: z.string(),
  /** Told this once. */
  password: z.string(),
});

const verifyAnswer = z.object({
  checked: integerField,
  differences: z.array(
    z.object({
      table: z.string(),
      name: z.string(),
      attribute: z.string(),
      wanted: z.string().nullable(),
      found: z.string().nullable(),
    }),
  ),
  more: z.boolean(),
});

/** The routes of this module. */
export function routes(deps: FreeradiusDeps): Route[] {
  return [statusRoute(deps), ...switchRoutes(deps), ...checkRoutes(deps)];
}

function statusRoute({ database, clock }: FreeradiusDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/freeradius',
    summary: 'The FreeRADIUS bridge: whether it is on, and how far its tables are in step',
    tag: 'freeradius',
    permission: 'freeradius.read',
    answer: statusAnswer,
    handle: ({ tenantId }) =>
      database.inTenant(tenantId, async (tx) => {
        const nowMs = clock.now();
        const status = await readStatus(tx, { tenantId, nowMs });
        const accounting = await readQueueStatus(tx, tenantId);
        const { total, waiting, verifiedAt, verifiedDifferences } = status;
        return {
          isOn: status.isOn,
          since: status.since && status.since.toISOString(),
          databaseRole: status.isOn ? databaseRoleOf(tenantId) : null,
          database: placeOf(database),
          subscribers: { total, inStep: total - waiting, waiting },
          lagMs: status.lagMs,
          oldestWaitingS: Math.max(0, Math.floor(status.oldestWaitingS)),
          lastVerify: verifiedAt && { at: verifiedAt.toISOString(), differences: verifiedDifferences ?? 0 },
          accounting: {
            queued: accounting.queued,
            oldestS: accounting.oldestS,
            lastAt: accounting.lastAt && accounting.lastAt.toISOString(),
          },
          groups: status.groups,
        };
      }),
  });
}

function switchRoutes(deps: FreeradiusDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/freeradius/turn-on',
      summary: 'Turn the FreeRADIUS bridge on; service passwords then stand readable in its tables',
      tag: 'freeradius',
      permission: 'freeradius.manage',
      body: z.strictObject({ understands: z.literal(true) }),
      answer: loginAnswer,
      handle: ({ actor }) => turnOn(deps, actor),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/freeradius/turn-off',
      summary: 'Turn the FreeRADIUS bridge off; its rows and its login are gone at once',
      tag: 'freeradius',
      permission: 'freeradius.manage',
      answer: noData,
      handle: async ({ actor }) => {
        await turnOff(deps, actor);
        return null;
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/freeradius/new-password',
      summary: 'Give the login of FreeRADIUS another password; connections with the old one end',
      tag: 'freeradius',
      permission: 'freeradius.manage',
      answer: loginAnswer,
      handle: ({ actor }) => renewPassword(deps, actor),
    }),
  ];
}

function checkRoutes(deps: FreeradiusDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/freeradius/rebuild',
      summary: 'Make all rows anew, as a task that shows how far it is',
      tag: 'freeradius',
      permission: 'freeradius.manage',
      answer: z.object({ taskId: idField }),
      status: 202,
      handle: async ({ actor }) => ({ taskId: (await startRebuild(deps, actor)).id }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/freeradius/verify',
      summary: 'Compare all rows with what they should say; writes none',
      tag: 'freeradius',
      permission: 'freeradius.manage',
      answer: verifyAnswer,
      handle: ({ tenantId }) => verify(deps, { tenantId }),
    }),
  ];
}
