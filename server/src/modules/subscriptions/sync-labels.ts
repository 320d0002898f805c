import type { Tx } from '../../platform/db/index.ts';
import { loadSettings } from '../settings/index.ts';
import { writeServiceLabel, type ServiceLabel } from '../subscribers/index.ts';
import { listForLabels, listServedBefore } from './subscription-store.ts';
import { serviceLabel, type Subscription } from './subscription.ts';

interface LabelQuestion {
  tenantId: string;
  subscriberIds: readonly string[];
  now: Date;
}

/**
 * Brings the labels of these subscribers, whose rows the caller has locked, in step with their
 * subscriptions. Those under a person's block keep it.
 */
export async function syncLabels(tx: Tx, question: LabelQuestion): Promise<void> {
  const { tenantId } = question;
  const labels = await labelsOf(tx, question);
  for (const label of ['new', 'active', 'grace', 'expired'] as const) {
    const ids = [...labels].filter(([, found]) => found === label).map(([id]) => id);
    await writeServiceLabel(tx, { tenantId, ids, label });
  }
}

/** What the subscriptions say of each of these subscribers. */
export async function labelsOf(
  tx: Tx,
  { tenantId, subscriberIds, now }: LabelQuestion,
): Promise<Map<string, ServiceLabel>> {
  const graceMs = await loadGraceMs(tx, tenantId);
  const endedAfter = new Date(now.getTime() - graceMs);
  const held = new Map<string, Subscription[]>();
  for (const one of await listForLabels(tx, { tenantId, subscriberIds, endedAfter })) {
    held.set(one.subscriberId, [...(held.get(one.subscriberId) ?? []), one]);
  }
  const served = await listServedBefore(tx, { tenantId, subscriberIds });
  return new Map(
    subscriberIds.map((id) => [
      id,
      serviceLabel(held.get(id) ?? [], { hasHadAny: served.has(id), graceMs, now }),
    ]),
  );
}

export async function loadGraceMs(tx: Tx, tenantId: string): Promise<number> {
  return (await loadSettings(tx, tenantId))['subscriptions.graceHours'] * 3_600_000;
}
