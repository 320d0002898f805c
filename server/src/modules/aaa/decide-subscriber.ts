import type { Tx } from '../../platform/db/index.ts';
import {
  effectivePolicy,
  readPolicyQuestions,
  type Decision,
  type PolicySubject,
  type StoredAttribute,
} from '../policy/index.ts';

/** What the policy says of a subscriber as the rows stand now: what the next login would hear of it. */
export async function decideSubscriber(
  tx: Tx,
  { tenantId, subscriberId, nowMs }: { tenantId: string; subscriberId: string; nowMs: number },
): Promise<{ subject: PolicySubject; decision: Decision<StoredAttribute> } | undefined> {
  const subject = (await readPolicyQuestions(tx, [{ tenantId, subscriberId }])).get(subscriberId);
  return subject && { subject, decision: effectivePolicy({ ...subject, nowMs }) };
}
