import { z } from 'zod';
import { idField, instantField, integerField, toJsonInteger } from '../../platform/http/index.ts';
import { mostLoginWindows } from '../subscribers/index.ts';
import type { Boost } from './boost.ts';
import { mostPlansOfRule, mostTagsOfRule, type SpeedRule, type SpeedRuleInput } from './speed-rule.ts';

/** One terabit a second: over it is a slip of the pen. */
const mostBps = 1_000_000_000_000;
export const rateField = z.int().min(1).max(mostBps);

const windowFields = z.strictObject({
  days: z.array(z.int()).max(7),
  from: z.string().max(5),
  to: z.string().max(5),
});

const ruleFields = {
  name: z.string().trim().min(1).max(100),
  isEnabled: z.boolean(),
  priority: z.int().min(-1000).max(1000),
  planIds: z.array(idField).min(1).max(mostPlansOfRule).nullable(),
  tags: z.array(z.string().trim().min(1).max(50)).min(1).max(mostTagsOfRule).nullable(),
  /** Without any it would never hold; null: always. */
  windows: z.array(windowFields).min(1).max(mostLoginWindows).nullable(),
  percent: z.int().min(1).max(10_000).nullable(),
  downloadBps: rateField.nullable(),
  uploadBps: rateField.nullable(),
  countedPercent: z.int().min(0).max(100),
};

export const ruleBody = z.strictObject({
  ...ruleFields,
  isEnabled: ruleFields.isEnabled.default(true),
  priority: ruleFields.priority.default(0),
  planIds: ruleFields.planIds.default(null),
  tags: ruleFields.tags.default(null),
  windows: ruleFields.windows.default(null),
  percent: ruleFields.percent.default(null),
  downloadBps: ruleFields.downloadBps.default(null),
  uploadBps: ruleFields.uploadBps.default(null),
  countedPercent: ruleFields.countedPercent.default(100),
});

export const ruleAnswer = z.object({ id: idField, ...ruleFields, revision: integerField });

export const ruleWithWarningsAnswer = ruleAnswer.extend({
  /** What is allowed and yet worth a look. */
  warnings: z.array(
    z.object({ code: z.enum(['speed.tag_unused', 'speed.hides']), field: z.string(), message: z.string() }),
  ),
});

export function toRuleInput(body: z.output<typeof ruleBody>): SpeedRuleInput {
  return {
    ...body,
    planIds: body.planIds && [...new Set(body.planIds)],
    tags: body.tags && [...new Set(body.tags)],
    downloadBps: body.downloadBps === null ? null : BigInt(body.downloadBps),
    uploadBps: body.uploadBps === null ? null : BigInt(body.uploadBps),
  };
}

export function toRuleAnswer(rule: SpeedRule): z.input<typeof ruleAnswer> {
  return {
    ...rule,
    downloadBps: rule.downloadBps === null ? null : toJsonInteger(rule.downloadBps),
    uploadBps: rule.uploadBps === null ? null : toJsonInteger(rule.uploadBps),
  };
}

/** A week: what is meant for longer is a plan. */
const mostBoostMinutes = 10_080;

export const boostBody = z.strictObject({
  downloadBps: rateField,
  uploadBps: rateField,
  minutes: z.int().min(1).max(mostBoostMinutes),
  reason: z.string().trim().min(1).max(500).nullable().default(null),
});

export const boostAnswer = z.object({
  id: idField,
  subscriberId: idField,
  downloadBps: rateField,
  uploadBps: rateField,
  startsAt: instantField,
  /** Exclusive. */
  endsAt: instantField,
  reason: z.string().nullable(),
  grantedByName: z.string(),
});

export function toBoostAnswer(boost: Boost): z.input<typeof boostAnswer> {
  return {
    ...boost,
    downloadBps: toJsonInteger(boost.downloadBps),
    uploadBps: toJsonInteger(boost.uploadBps),
    startsAt: boost.startsAt.toISOString(),
    endsAt: boost.endsAt.toISOString(),
  };
}
