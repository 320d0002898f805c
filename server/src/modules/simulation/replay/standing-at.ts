import {
  effectivePolicy,
  loginHoursAt,
  type Decision,
  type Metering,
  type PolicyQuestion,
  type StoredAttribute,
} from '../../policy/index.ts';

/** What the policy says of somebody at an instant, as far as a replay needs it. */
export interface Standing {
  /**
   * `slow`: by fair use or a quota that is used up; `cut`: by such a quota, also into a walled garden; `absent`: nothing is
   * sold to them now, or it is outside their hours, which the terms that are tried do not change.
   */
  readonly kind: 'open' | 'slow' | 'cut' | 'absent';
  readonly downloadBps: number;
  readonly uploadBps: number;
  /** Of a byte so much counts, 0 to 1. */
  readonly weight: number;
  readonly metering: Metering | undefined;
  /** Cut by volume: more of it would help. */
  readonly canBeToppedUp: boolean;
  /** The policy is to be asked again then at the latest. */
  readonly untilMs: number;
}

export function standingAt(question: PolicyQuestion<StoredAttribute>): Standing {
  const decision = effectivePolicy(question);
  const { metering } = decision;
  const rates = decision.kind === 'accept' ? decision.terms : { downloadBps: 0, uploadBps: 0 };
  const counted = countedAt(metering?.countedHours ?? null, question);
  const { cause } = decision;
  const quota = 'quota' in cause ? cause.quota : undefined;
  return {
    kind: kindOf(decision),
    downloadBps: rates.downloadBps,
    uploadBps: rates.uploadBps,
    weight: counted.percent / 100,
    metering,
    canBeToppedUp: quota !== undefined && quota.limitBytes !== null && quota.usedBytes >= quota.limitBytes,
    untilMs: Math.min(decision.changesAtMs, counted.untilMs),
  };
}

function kindOf({ cause }: Decision<StoredAttribute>): Standing['kind'] {
  if (cause.code === 'refused' || cause.code === 'walled_garden') {
    return cause.reason === 'aaa.quota_used_up' ? 'cut' : 'absent';
  }
  return cause.code === 'fair_use' || cause.code === 'quota_slow' ? 'slow' : 'open';
}

/** How much of a byte counts now, by the first of the free hours that holds, and until when. */
function countedAt(
  hours: Metering['countedHours'],
  { tenant, nowMs }: Pick<PolicyQuestion<StoredAttribute>, 'tenant' | 'nowMs'>,
): { percent: number; untilMs: number } {
  let untilMs = Infinity;
  for (const rule of hours ?? []) {
    const held = loginHoursAt(rule.hours, { zone: tenant.zone, nowMs });
    untilMs = Math.min(untilMs, held.untilMs);
    if (held.isOpen) return { percent: rule.percent, untilMs };
  }
  return { percent: 100, untilMs };
}
