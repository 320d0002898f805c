import type { ErrorDetail } from '../../platform/errors.ts';
import type { Tx } from '../../platform/db/index.ts';
import { planNames } from '../plans/index.ts';
import { checkLoginWindows, unusedTags } from '../subscribers/index.ts';
import { contradict, hiddenBy } from './compare-rules.ts';
import { speedErrors } from './errors.ts';
import { setsCounting, setsSpeed, type SpeedRule, type SpeedRuleInput } from './speed-rule.ts';

/** 400 naming every field that is wrong. */
export async function requireSoundRule(
  tx: Tx,
  { tenantId, rule }: { tenantId: string; rule: SpeedRuleInput },
): Promise<void> {
  const faults: ErrorDetail[] = [...checkLoginWindows(rule.windows ?? [], 'windows'), ...checkEffect(rule)];
  const names = await planNames(tx, { tenantId, planIds: rule.planIds ?? [] });
  for (const [index, planId] of (rule.planIds ?? []).entries()) {
    if (!names.has(planId)) faults.push({ field: `planIds.${index}`, message: 'is no plan of yours' });
  }
  if (faults.length > 0) throw speedErrors.invalid({ details: faults });
}

function checkEffect(rule: SpeedRuleInput): ErrorDetail[] {
  const { percent, downloadBps, uploadBps } = rule;
  const faults: ErrorDetail[] = [];
  if (percent !== null && (downloadBps !== null || uploadBps !== null)) {
    faults.push({ field: 'percent', message: 'multiplies the plan; give either it or rates' });
  } else if ((downloadBps === null) !== (uploadBps === null)) {
    const field = downloadBps === null ? 'downloadBps' : 'uploadBps';
    faults.push({ field, message: 'is missing; a rule sets both directions' });
  }
  if (faults.length === 0 && !setsSpeed(rule) && !setsCounting(rule)) {
    const message = 'is all of it and no speed is given, so the rule would never do anything';
    faults.push({ field: 'countedPercent', message });
  }
  return faults;
}

/** 409 where this rule and another one contradict, or where others leave it nothing to say. */
export function requirePlaceAmong(rule: SpeedRule, all: readonly SpeedRule[]): void {
  const others = all.filter((one) => one.id !== rule.id);
  const opposed = others.filter((one) => contradict(rule, one));
  if (opposed.length > 0) {
    throw speedErrors.contradicts({
      details: opposed.map(({ name }) => ({ field: 'priority', message: `contradicts "${name}"` })),
    });
  }
  const hiding = hiddenBy(rule, others);
  if (hiding.length === 0) return;
  throw speedErrors.neverApplies({
    details: hiding.map(({ name }) => ({ field: 'priority', message: `comes after "${name}", always` })),
  });
}

export interface RuleWarning {
  code: 'speed.tag_unused' | 'speed.hides';
  /** The place in the input that it is about. */
  field: string;
  message: string;
}

/** What is allowed and yet worth a look. */
export async function warningsOf(
  tx: Tx,
  { tenantId, rule, all }: { tenantId: string; rule: SpeedRule; all: readonly SpeedRule[] },
): Promise<RuleWarning[]> {
  const unused = await unusedTags(tx, { tenantId, tags: rule.tags ?? [] });
  const aboutTags = (rule.tags ?? []).flatMap((tag, index): RuleWarning[] =>
    unused.has(tag)
      ? [{ code: 'speed.tag_unused', field: `tags.${index}`, message: `No subscriber carries "${tag}".` }]
      : [],
  );
  const hidden = all.filter((one) => one.id !== rule.id && hiddenBy(one, all).includes(rule));
  const aboutOthers = hidden.map(({ name }): RuleWarning => {
    const message = `While this rule is enabled, "${name}" never applies.`;
    return { code: 'speed.hides', field: 'priority', message };
  });
  return [...aboutTags, ...aboutOthers];
}
