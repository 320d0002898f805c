import { z } from 'zod';
import {
  defineListRoute,
  defineRoute,
  idField,
  instantField,
  integerField,
  noData,
  pageOf,
  toJsonInteger,
  type Route,
} from '../../platform/http/index.ts';
import { settingsCatalogue } from '../settings/index.ts';
import { configureShadow } from './status/configure-shadow.ts';
import { forgetComparisons } from './status/forget-comparisons.ts';
import { neededLogins, readStatus, switchObstacles, type ShadowStatus } from './status/read-status.ts';
import type { ShadowDeps } from './status/shadow-deps.ts';
import { countKinds, listDisagreements, type DisagreementRow } from './status/shadow-store.ts';
import { switchShadow } from './status/switch-shadow.ts';

const mode = settingsCatalogue['shadow.mode'].schema;
const server = settingsCatalogue['shadow.server'].schema;
const answeredBy = settingsCatalogue['shadow.answeredBy'].schema;

const statusAnswer = z.object({
  mode,
  answeredBy,
  server,
  hasSecret: z.boolean(),
  /** Compared since counting began. */
  logins: integerField,
  agreeing: integerField,
  disagreeing: integerField,
  /** Of those that agree: with differences that change nothing of the service. */
  mild: integerField,
  /** The other server did not answer in time. */
  unanswered: integerField,
  /** EAP, which is passed on and not compared, and what was too much at a time. */
  notCompared: integerField,
  /** What the other server took, and did not. */
  accounting: z.object({ relayed: integerField, failed: integerField }),
  /** Since when all answers were the same; null: nothing was compared. */
  zeroSince: instantField.nullable(),
  loginsSinceZero: integerField,
  /** So many without a disagreement make a switch safe. */
  neededLogins: integerField,
  /** Of the last hour. */
  minutes: z.array(z.object({ minute: instantField, logins: integerField, disagreeing: integerField })),
  canSwitch: z.boolean(),
  whyNot: z.enum(switchObstacles).nullable(),
});

const answerField = z.object({
  decision: z.enum(['accept', 'reject']),
  reason: z.string().nullable(),
  attributes: z.array(z.object({ name: z.string(), value: z.string() })),
});

const disagreementAnswer = z.object({
  id: idField,
  kind: z.string(),
  /** Changes nothing of the service. */
  isMild: z.boolean(),
  sentence: z.string(),
  /** Null: only the other server knows them. */
  subscriberId: idField.nullable(),
  username: z.string(),
  nasId: idField,
  /** Null: the NAS has been deleted. */
  nasName: z.string().nullable(),
  firstAt: instantField,
  lastAt: instantField,
  count: integerField,
  ours: answerField,
  theirs: answerField,
});

/** The routes of this module. */
export function routes(deps: ShadowDeps): Route[] {
  return [statusRoute(deps), disagreementsRoute(deps), kindsRoute(deps), ...changingRoutes(deps)];
}

function statusRoute(deps: ShadowDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/shadow',
    summary: 'The RADIUS server that stands beside this one, and how far both agree',
    tag: 'shadow',
    permission: 'shadow.read',
    answer: statusAnswer,
    handle: ({ tenantId }) => readAnswer(deps, tenantId),
  });
}

function disagreementsRoute({ database }: ShadowDeps): Route {
  return defineListRoute({
    path: '/api/shadow/disagreements',
    summary: 'Logins that the two servers answered differently, each subscriber and kind once, latest first',
    tag: 'shadow',
    permission: 'shadow.read',
    query: z.strictObject({
      kind: z.string().min(1).max(60).optional(),
      subscriberId: idField.optional(),
    }),
    item: disagreementAnswer,
    cursor: z.object({ at: z.iso.datetime(), id: idField }),
    handle: async ({ tenantId, query, page }) => {
      const { limit, after } = page;
      const rows = await database.readInTenant(tenantId, (tx) =>
        listDisagreements(tx, { tenantId, filter: query, limit, after }),
      );
      const { items, next } = pageOf(rows, limit, ({ lastAt, id }) => ({ at: lastAt.toISOString(), id }));
      return { items: items.map(toDisagreement), next };
    },
  });
}

function kindsRoute({ database }: ShadowDeps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/shadow/kinds',
    summary: 'How many logins and subscribers differ in what',
    tag: 'shadow',
    permission: 'shadow.read',
    answer: z.array(
      z.object({ kind: z.string(), isMild: z.boolean(), count: integerField, subscribers: integerField }),
    ),
    handle: async ({ tenantId }) => {
      const rows = await database.readInTenant(tenantId, (tx) => countKinds(tx, tenantId));
      return rows.map(({ kind, isMild, count, subscribers }) => ({
        kind,
        isMild,
        count: toJsonInteger(count),
        subscribers: toJsonInteger(subscribers),
      }));
    },
  });
}

function changingRoutes(deps: ShadowDeps): Route[] {
  return [
    defineRoute({
      method: 'PUT',
      path: '/api/shadow',
      summary: 'Say where the other RADIUS server is and how its answers come here; holds within two seconds',
      tag: 'shadow',
      permission: 'shadow.manage',
      body: z.strictObject({ mode, server, secret: z.string().min(1).max(128).optional() }),
      answer: statusAnswer,
      handle: async ({ actor, body }) => {
        await configureShadow(deps, actor, body);
        return readAnswer(deps, actor.tenantId);
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/shadow/switch',
      summary: 'Switch whose answers routers get; holds within two seconds',
      tag: 'shadow',
      permission: 'shadow.manage',
      body: z.strictObject({ to: answeredBy, anyway: z.boolean().default(false) }),
      answer: statusAnswer,
      handle: async ({ actor, body }) => {
        await switchShadow(deps, actor, body);
        return readAnswer(deps, actor.tenantId);
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/shadow/forget',
      summary: 'Forget what was compared, and start counting anew',
      tag: 'shadow',
      permission: 'shadow.manage',
      answer: noData,
      handle: async ({ actor }) => {
        await forgetComparisons(deps, actor);
        return null;
      },
    }),
  ];
}

async function readAnswer(
  { database, clock }: ShadowDeps,
  tenantId: string,
): Promise<z.input<typeof statusAnswer>> {
  const nowMs = clock.now();
  return toAnswer(await database.readInTenant(tenantId, (tx) => readStatus(tx, { tenantId, nowMs })));
}

function toAnswer({ settings, counts, minutes, whyNot }: ShadowStatus): z.input<typeof statusAnswer> {
  const logins = toJsonInteger(counts.logins);
  const disagreeing = toJsonInteger(counts.disagreeing);
  return {
    mode: settings['shadow.mode'],
    answeredBy: settings['shadow.answeredBy'],
    server: settings['shadow.server'],
    hasSecret: settings['shadow.secret'] !== null,
    logins,
    agreeing: logins - disagreeing,
    disagreeing,
    mild: toJsonInteger(counts.mild),
    unanswered: toJsonInteger(counts.unanswered),
    notCompared: toJsonInteger(counts.notCompared),
    accounting: { relayed: toJsonInteger(counts.relayed), failed: toJsonInteger(counts.failed) },
    zeroSince: counts.zeroSince?.toISOString() ?? null,
    loginsSinceZero: toJsonInteger(counts.loginsSinceZero),
    neededLogins,
    minutes: minutes.map((row) => ({
      minute: row.minute.toISOString(),
      logins: toJsonInteger(row.logins),
      disagreeing: toJsonInteger(row.disagreeing),
    })),
    canSwitch: whyNot === null,
    whyNot,
  };
}

function toDisagreement(row: DisagreementRow): z.input<typeof disagreementAnswer> {
  const { firstAt, lastAt, count, ours, theirs } = row;
  return {
    ...row,
    ours: { ...ours, attributes: [...ours.attributes] },
    theirs: { ...theirs, attributes: [...theirs.attributes] },
    firstAt: firstAt.toISOString(),
    lastAt: lastAt.toISOString(),
    count: toJsonInteger(count),
  };
}
