import {
  effectivePolicy,
  explainDecision,
  readPolicyQuestions,
  type CivilZone,
  type Decision,
} from '../../modules/policy/index.ts';
import type { BoostQuestion, BoostVerdict } from '../../modules/speed/index.ts';
import type { Tx } from '../../platform/db/index.ts';

/** Whether a boost would make a subscriber faster at once: the policy is asked with it and without. */
export async function judgeBoost(
  tx: Tx,
  { tenantId, subscriberId, rates, fromMs, untilMs }: BoostQuestion,
): Promise<BoostVerdict> {
  const subject = (await readPolicyQuestions(tx, [{ tenantId, subscriberId }])).get(subscriberId);
  if (!subject) return { helps: false, because: noSuchSubscriber };
  const { subscriber } = subject;
  const boosts = [...subscriber.boosts, { id: boostInQuestion, fromMs, untilMs, ...rates }];
  const present = effectivePolicy({ ...subject, nowMs: fromMs });
  const boosted = effectivePolicy({ ...subject, subscriber: { ...subscriber, boosts }, nowMs: fromMs });
  return isFaster(boosted, present)
    ? { helps: true }
    : { helps: false, because: becauseOf(present, { zone: subject.tenant.zone, nowMs: fromMs }) };
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

const noSuchSubscriber = 'The subscriber gets no service at the moment';
const isAsFast = 'The subscriber is as fast already, or would be slower in one direction';

/** What holds the speed down whatever the boost, as the policy tells it anywhere. */
function becauseOf(present: Decision<unknown>, context: { zone: CivilZone; nowMs: number }): string {
  const holdsDown = ['refused', 'walled_garden', 'fair_use', 'quota_slow'].includes(present.cause.code);
  return holdsDown ? explainDecision(present, context).sentence : isAsFast;
}
