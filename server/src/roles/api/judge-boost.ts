import { effectivePolicy, readPolicyQuestions, type Decision } from '../../modules/policy/index.ts';
import type { BoostQuestion, BoostVerdict } from '../../modules/speed/index.ts';
import type { Tx } from '../../platform/db/index.ts';

/** Whether a boost would make a subscriber faster at once: the policy is asked with it and without. */
export async function judgeBoost(
  tx: Tx,
  { tenantId, subscriberId, rates, fromMs, untilMs }: BoostQuestion,
): Promise<BoostVerdict> {
  const subject = (await readPolicyQuestions(tx, [{ tenantId, subscriberId }])).get(subscriberId);
  if (!subject) return { helps: false, because: reasons.refused };
  const { subscriber } = subject;
  const boosts = [...subscriber.boosts, { id: boostInQuestion, fromMs, untilMs, ...rates }];
  const present = effectivePolicy({ ...subject, nowMs: fromMs });
  const boosted = effectivePolicy({ ...subject, subscriber: { ...subscriber, boosts }, nowMs: fromMs });
  return isFaster(boosted, present) ? { helps: true } : { helps: false, because: becauseOf(present) };
}

/** Behind every id that exists, so that of two that begin at one instant this one is asked. */
const boostInQuestion = 'ffffffff-ffff-7fff-bfff-ffffffffffff';

/** In a direction, and slower in none. */
function isFaster(boosted: Decision<unknown>, present: Decision<unknown>): boolean {
  if (boosted.kind === 'reject' || present.kind === 'reject') return false;
  const download = boosted.terms.downloadBps - present.terms.downloadBps;
  const upload = boosted.terms.uploadBps - present.terms.uploadBps;
  return download >= 0 && upload >= 0 && download + upload > 0;
}

const reasons = {
  refused: 'The subscriber gets no service at the moment.',
  walled_garden: 'The subscriber is in the walled garden, which has its own speed.',
  fair_use: 'A tier of fair use that was reached holds the speed down, and a boost does not beat it.',
  quota_slow: 'The quota is used up and holds the speed down; top it up instead.',
} as const;
const isAsFast = 'The subscriber is as fast already, or would be slower in one direction.';

function becauseOf(present: Decision<unknown>): string {
  if (present.kind === 'reject') return reasons.refused;
  const { code } = present.cause;
  return code in reasons ? reasons[code as keyof typeof reasons] : isAsFast;
}
