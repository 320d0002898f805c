import {
  Button,
  Card,
  Chip,
  ConfirmDialog,
  EmptyState,
  IconButton,
  StatusChip,
  useFormat,
  useNow,
  useToast,
  type Tone,
} from '@trunkline/web-ui';
import { useQueryClient } from '@tanstack/react-query';
import { CircleX } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/api.ts';
import { useCan } from '../../../api/me.ts';
import { ExpiryBar } from '../expiry-bar.tsx';
import { refreshSubscribers, type Subscriber } from '../subscriber-queries.ts';

type Held = Subscriber['subscriptions'][number];

/** Of short plans dozens have ended; the last ones say what there was. */
const endedAtFirst = 2;

/** What is bought: in force, what comes after it, and what has ended, the latest first. */
export function SubscriptionsCard({ subscriber }: { subscriber: Subscriber }): ReactElement {
  const { t } = useTranslation('subscribers');
  const [cancelling, setCancelling] = useState<Held>();
  const [showsAll, setShowsAll] = useState(false);
  const subscriptions = subscriber.subscriptions.toSorted(byImportance);
  const firstEnded = subscriptions.findIndex((held) => stateOf(held).key === 'ended');
  const shown =
    showsAll || firstEnded === -1 ? subscriptions : subscriptions.slice(0, firstEnded + endedAtFirst);
  return (
    <Card title={t('overview.subscriptions')} isPadded={false}>
      {subscriptions.length === 0 ? (
        <EmptyState isCompact title={t('overview.noSubscription')} />
      ) : (
        <ul className="divide-y divide-line">
          {shown.map((held) => (
            <SubscriptionLine key={held.id} held={held} onCancel={() => setCancelling(held)} />
          ))}
        </ul>
      )}
      {shown.length < subscriptions.length && (
        <div className="border-t border-line p-2">
          <Button size="sm" variant="ghost" onClick={() => setShowsAll(true)}>
            {t('subscription.allEnded')}
          </Button>
        </div>
      )}
      {cancelling && <CancelDialog held={cancelling} onClose={() => setCancelling(undefined)} />}
    </Card>
  );
}

function stateOf({ isInForce, status }: Held): {
  key: 'inForce' | 'pending' | 'waiting' | 'ended';
  tone: Tone;
} {
  if (isInForce) return { key: 'inForce', tone: 'ok' };
  if (status === 'pending') return { key: 'pending', tone: 'new' };
  return status === 'active' ? { key: 'waiting', tone: 'off' } : { key: 'ended', tone: 'bad' };
}

const ranks = { inForce: 0, pending: 1, waiting: 2, ended: 3 } as const;

function byImportance(one: Held, other: Held): number {
  const [rank, otherRank] = [ranks[stateOf(one).key], ranks[stateOf(other).key]];
  if (rank !== otherRank) return rank - otherRank;
  return rank === ranks.ended
    ? other.startsAt.localeCompare(one.startsAt)
    : one.startsAt.localeCompare(other.startsAt);
}

function SubscriptionLine({ held, onCancel }: { held: Held; onCancel: () => void }): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const nowMs = useNow(60_000);
  const mayCancel = useCan('subscriptions.write') && (held.status === 'active' || held.status === 'pending');
  const { key, tone } = stateOf(held);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate font-medium">
          <bdi>{held.planName}</bdi>
        </p>
        <p className="text-sm text-muted">
          {format.instant(held.startsAt, 'date')} –{' '}
          {held.expiresAt === null ? t('expiry.none') : format.instant(held.expiresAt, 'minute')}
        </p>
      </div>
      {held.autoRenew && key !== 'ended' && <Chip>{t('plan.renewsItself')}</Chip>}
      <StatusChip tone={tone}>{t(`subscription.${key}`)}</StatusChip>
      <ExpiryBar {...held} nowMs={nowMs} className="w-20" />
      {mayCancel && (
        <IconButton
          size="sm"
          icon={CircleX}
          aria-label={t('subscription.cancelTitle', { plan: held.planName })}
          onClick={onCancel}
        />
      )}
    </li>
  );
}

function CancelDialog({ held, onClose }: { held: Held; onClose: () => void }): ReactElement {
  const { t } = useTranslation('subscribers');
  const client = useQueryClient();
  const toast = useToast();
  const cancel = async (reason: string): Promise<void> => {
    const body = { reason: reason === '' ? null : reason };
    await answerOf(api.POST('/api/subscriptions/{id}/cancel', { params: { path: { id: held.id } }, body }));
    toast({ title: t('subscription.cancelled', { plan: held.planName }) });
    await refreshSubscribers(client);
  };
  return (
    <ConfirmDialog
      isOpen
      isDanger
      onClose={onClose}
      title={t('subscription.cancelTitle', { plan: held.planName })}
      confirmLabel={t('subscription.cancel')}
      reason="required"
      onConfirm={cancel}
    >
      {t(held.isInForce ? 'subscription.cancelInForce' : 'subscription.cancelText')}
    </ConfirmDialog>
  );
}
