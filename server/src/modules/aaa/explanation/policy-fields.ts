import { z } from 'zod';
import { idField, instantField, integerField } from '../../../platform/http/index.ts';
import type { Explanation } from '../../policy/index.ts';

const bps = integerField;

/** Why a subscriber gets what they get: `code` and `params` for words of one's own, `sentence` in English. */
export const explanationAnswer = z.object({
  code: z.enum([
    'plan',
    'grace',
    'speed_rule',
    'boost',
    'fair_use',
    'quota_slow',
    'walled_garden',
    'refused',
  ]),
  params: z.object({
    downloadBps: bps.nullable(),
    uploadBps: bps.nullable(),
    planDownloadBps: bps.nullable(),
    planUploadBps: bps.nullable(),
    reason: z.string().nullable(),
    ruleId: idField.nullable(),
    ruleName: z.string().nullable(),
    boostId: idField.nullable(),
    period: z
      .enum(['day', 'week', 'month', 'daily', 'weekly', 'monthly', 'anniversary', 'one_time'])
      .nullable(),
    tier: integerField.nullable(),
    usedBytes: integerField.nullable(),
    limitBytes: integerField.nullable(),
    usedTimeS: integerField.nullable(),
    limitTimeS: integerField.nullable(),
    since: instantField.nullable(),
    until: instantField.nullable(),
    /** When the count that decided begins anew. */
    resetsAt: instantField.nullable(),
    /** The end of the subscription that ended. */
    endedAt: instantField.nullable(),
  }),
  sentence: z.string(),
});

export function toExplanationAnswer({
  code,
  params,
  sentence,
}: Explanation): z.input<typeof explanationAnswer> {
  const { sinceMs, untilMs, resetsAtMs, endedAtMs, ...others } = params;
  const instants = {
    since: toInstant(sinceMs),
    until: toInstant(untilMs),
    resetsAt: toInstant(resetsAtMs),
    endedAt: toInstant(endedAtMs),
  };
  return { code, params: { ...others, ...instants }, sentence };
}

export function toInstant(atMs: number | null): string | null {
  return atMs === null || atMs === Infinity ? null : new Date(atMs).toISOString();
}
