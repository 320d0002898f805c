import type { Tx } from '../../platform/db/index.ts';
import { loadSettings } from '../settings/index.ts';
import { writeServiceRecords, type ServiceLabel } from '../subscribers/index.ts';
import { listForLabels, listLastEnded, listServedBefore } from './subscription-store.ts';
import { serviceLabel, shownService, type Subscription } from './subscription.ts';

interface LabelQuestion {
  tenantId: string;
  subscriberIds: readonly string[];
  now: Date;
}

/**
 * Brings the labels of these subscribers, whose rows the caller has locked, in step with their
 * subscriptions, and what lists show of their service. Those under a person's block keep their status.
 */
export async function syncLabels(tx: Tx, question: LabelQuestion): Promise<void> {
  const { tenantId, subscriberIds, now } = question;
  const { labels, held } = await readLabels(tx, question);
  const ended = subscriberIds.filter((id) => !held.get(id));
  const last = await listLastEnded(tx, { tenantId, subscriberIds: ended });
  const records = subscriberIds.map((subscriberId) => ({
    subscriberId,
    label: labels.get(subscriberId)!,
    service: shownService(held.get(subscriberId) ?? [], now) ?? last.get(subscriberId) ?? null,
  }));
  await writeServiceRecords(tx, { tenantId, records });
}

/** What the subscriptions say of each of these subscribers. */
export async function labelsOf(tx: Tx, question: LabelQuestion): Promise<Map<string, ServiceLabel>> {
  return (await readLabels(tx, question)).labels;
}

async function readLabels(
  tx: Tx,
  { tenantId, subscriberIds, now }: LabelQuestion,
): Promise<{ labels: Map<string, ServiceLabel>; held: Map<string, Subscription[]> }> {
  const graceMs = await loadGraceMs(tx, tenantId);
  const endedAfter = new Date(now.getTime() - graceMs);
  const held = new Map<string, Subscription[]>();
  for (const one of await listForLabels(tx, { tenantId, subscriberIds, endedAfter })) {
    held.set(one.subscriberId, [...(held.get(one.subscriberId) ?? []), one]);
  }
  const served = await listServedBefore(tx, { tenantId, subscriberIds });
  const labels = new Map(
    subscriberIds.map((id) => [
      id,
      serviceLabel(held.get(id) ?? [], { hasHadAny: served.has(id), graceMs, now }),
    ]),
  );
  return { labels, held };
}

export async function loadGraceMs(tx: Tx, tenantId: string): Promise<number> {
  return (await loadSettings(tx, tenantId))['subscriptions.graceHours'] * 3_600_000;
}
