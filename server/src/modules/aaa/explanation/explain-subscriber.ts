import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import {
  effectivePolicy,
  explainDecision,
  readPolicyQuestions,
  type Decision,
  type Explanation,
  type PolicyCause,
  type PolicyQuestion,
  type StoredAttribute,
} from '../../policy/index.ts';

export interface ExplainedSubscriber {
  readonly question: PolicyQuestion<StoredAttribute>;
  readonly decision: Decision<StoredAttribute>;
  readonly explanation: Explanation;
}

/** What the policy says of a subscriber as the rows stand now, what the next login would hear of it, and why. */
export async function explainSubscriber(
  tx: Tx,
  { tenantId, subscriberId, nowMs }: { tenantId: string; subscriberId: string; nowMs: number },
): Promise<ExplainedSubscriber | undefined> {
  const subject = (await readPolicyQuestions(tx, [{ tenantId, subscriberId }])).get(subscriberId);
  if (!subject) return undefined;
  const question = { ...subject, nowMs };
  const decision = effectivePolicy(question);
  const sinceMs = await readSince(tx, { tenantId, subscriberId, cause: decision.cause });
  const { zone } = subject.tenant;
  return { question, decision, explanation: explainDecision(decision, { zone, nowMs, sinceMs }) };
}

/** What of a cause tells it from another one of its kind. */
const marks = ['code', 'period', 'tier', 'ruleId', 'boostId', 'reason'] as const;

/** Since when the sessions that are open were to have it so; null: none is open. */
async function readSince(
  tx: Tx,
  { tenantId, subscriberId, cause }: { tenantId: string; subscriberId: string; cause: PolicyCause },
): Promise<number | null> {
  if (cause.code === 'plan') return null;
  const marked = Object.fromEntries(
    Object.entries(cause).filter(([key]) => marks.some((mark) => mark === key)),
  );
  const { rows } = await sql<{ since: Date | null }>`
    select min(desired_since) as since from enforcement.session_terms
    where tenant_id = ${tenantId} and subscriber_id = ${subscriberId}
      and desired_cause @> ${JSON.stringify(marked)}::jsonb`.execute(tx);
  return rows[0]?.since?.getTime() ?? null;
}
