import { z } from 'zod';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../../platform/db/index.ts';
import {
  defineRoute,
  idField,
  idParams,
  instantField,
  integerField,
  type Route,
} from '../../../platform/http/index.ts';
import { usageAt, type Decision, type PolicyQuestion, type UsageState } from '../../policy/index.ts';
import { subscriberErrors } from '../../subscribers/index.ts';
import { explainSubscriber, type ExplainedSubscriber } from './explain-subscriber.ts';
import { explanationAnswer, toExplanationAnswer, toInstant } from './policy-fields.ts';

const rates = { downloadBps: integerField, uploadBps: integerField };

const termsAnswer = z.object({
  access: z.enum(['full', 'walled_garden']),
  ...rates,
  burst: z
    .object({
      ...rates,
      thresholdDownloadBps: integerField,
      thresholdUploadBps: integerField,
      timeS: integerField,
    })
    .nullable(),
  /** Of a session that begins now. */
  sessionTimeoutS: integerField.nullable(),
  sessionVolumeBytes: integerField.nullable(),
  addressList: z.string().nullable(),
  pool: z.string().nullable(),
});

const usageAnswer = z.object({
  /** Empty where the plan counts nothing. */
  periods: z.array(
    z.object({
      period: z.enum(['day', 'week', 'month']),
      usedBytes: integerField,
      startsAt: instantField,
      endsAt: instantField,
      tiers: z.array(
        z.object({ tier: integerField, thresholdBytes: integerField, ...rates, isReached: z.boolean() }),
      ),
    }),
  ),
  quota: z
    .object({
      period: z.enum(['daily', 'weekly', 'monthly', 'anniversary', 'one_time']),
      usedBytes: integerField,
      /** With what was added; null: unlimited. */
      limitBytes: integerField.nullable(),
      usedTimeS: integerField,
      limitTimeS: integerField.nullable(),
      startsAt: instantField,
      endsAt: instantField.nullable(),
      atZero: z.enum(['cut', 'slow', 'walled_garden']),
    })
    .nullable(),
});

const policyAnswer = z.object({
  decision: z.enum(['accept', 'reject']),
  explanation: explanationAnswer,
  /** Null: no service. */
  terms: termsAnswer.nullable(),
  /** When the answer changes if no row and no count does; null: never. */
  changesAt: instantField.nullable(),
  usage: usageAnswer,
  /** Those that are part of the quota's limit now. */
  topUps: z.array(
    z.object({
      at: instantField,
      until: instantField.nullable(),
      bytes: integerField,
      timeS: integerField,
    }),
  ),
  /** Running and to come. */
  boosts: z.array(z.object({ id: idField, ...rates, startsAt: instantField, endsAt: instantField })),
});

type PolicyAnswer = z.input<typeof policyAnswer>;

/** What a subscriber gets now, and which rule decided it. */
export function policyRoutes({ database, clock }: { database: Database; clock: Clock }): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/subscribers/:id/policy',
      summary: 'What service a subscriber gets now, the rule that decided it, and what was counted',
      tag: 'aaa',
      permission: 'subscribers.read',
      params: idParams,
      answer: policyAnswer,
      handle: ({ tenantId, params }) =>
        database.readInTenant(tenantId, async (tx) => {
          const key = { tenantId, subscriberId: params.id, nowMs: clock.now() };
          const explained = await explainSubscriber(tx, key);
          if (!explained) throw subscriberErrors.notFound();
          return toAnswer(explained);
        }),
    }),
  ];
}

function toAnswer({ question, decision, explanation }: ExplainedSubscriber): PolicyAnswer {
  const usage = usageAt(question);
  return {
    decision: decision.kind,
    explanation: toExplanationAnswer(explanation),
    terms: decision.kind === 'accept' ? toTerms(decision.terms) : null,
    changesAt: toInstant(decision.changesAtMs),
    usage: toUsage(usage),
    topUps: (usage.quota?.topUps ?? []).map(({ atMs, untilMs, bytes, timeS }) => ({
      at: new Date(atMs).toISOString(),
      until: toInstant(untilMs),
      bytes,
      timeS,
    })),
    boosts: toBoosts(question),
  };
}

type Terms = Extract<Decision<unknown>, { kind: 'accept' }>['terms'];

function toTerms(terms: Terms): PolicyAnswer['terms'] {
  const { access, downloadBps, uploadBps, burst, sessionTimeoutS, sessionVolumeBytes, addressList, pool } =
    terms;
  return { access, downloadBps, uploadBps, burst, sessionTimeoutS, sessionVolumeBytes, addressList, pool };
}

function toUsage({ periods, quota }: UsageState): PolicyAnswer['usage'] {
  return {
    periods: periods.map(({ period, usedBytes, fromMs, untilMs, tiers }) => ({
      period,
      usedBytes,
      startsAt: new Date(fromMs).toISOString(),
      endsAt: new Date(untilMs).toISOString(),
      tiers: tiers.map(({ number: tier, thresholdBytes, downloadBps, uploadBps, isReached }) => ({
        tier,
        thresholdBytes,
        downloadBps,
        uploadBps,
        isReached,
      })),
    })),
    quota: quota && toQuota(quota),
  };
}

function toQuota({
  count,
  bounds,
  atZero,
}: NonNullable<UsageState['quota']>): PolicyAnswer['usage']['quota'] {
  const { resetsAtMs, ...counted } = count;
  return {
    ...counted,
    startsAt: new Date(bounds.fromMs).toISOString(),
    endsAt: toInstant(resetsAtMs),
    atZero,
  };
}

function toBoosts({ subscriber, nowMs }: PolicyQuestion<unknown>): PolicyAnswer['boosts'] {
  const ahead = subscriber.boosts.filter(({ untilMs }) => untilMs > nowMs);
  return ahead.map(({ id, downloadBps, uploadBps, fromMs, untilMs }) => ({
    id,
    downloadBps,
    uploadBps,
    startsAt: new Date(fromMs).toISOString(),
    endsAt: new Date(untilMs).toISOString(),
  }));
}
