import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, ConfirmDialog, isolated, useFormat, useNow } from '@trunkline/web-ui';
import { Zap } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/api.ts';
import { useCan } from '../../../api/me.ts';
import { refreshSubscribers } from '../subscriber-queries.ts';
import { boostsQuery, type Boost } from './policy-queries.ts';

const tickMs = 10_000;

/** The boosts that run or are to come, each to be ended early. */
export function BoostLines({ subscriberId }: { subscriberId: string }): ReactElement | null {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const nowMs = useNow(tickMs);
  const mayBoost = useCan('subscribers.boost');
  const boosts = useQuery(boostsQuery(subscriberId));
  const [ending, setEnding] = useState<Boost>();
  const running = boosts.data?.filter(({ endsAt }) => Date.parse(endsAt) > nowMs) ?? [];
  if (running.length === 0) return null;
  return (
    <section aria-label={t('boost.running')}>
      <h3 className="mb-1 font-medium">{t('boost.running')}</h3>
      <ul className="flex flex-col gap-1">
        {running.map((boost) => (
          <li key={boost.id} className="flex flex-wrap items-center gap-x-2">
            <Zap size={14} aria-hidden className="text-ok-fg" />
            <bdi className="font-medium">{format.planRate(boost.downloadBps, boost.uploadBps)}</bdi>
            <span className="text-sm text-muted">
              {t('quota.until', { at: isolated(format.instant(boost.endsAt)) })} (
              {format.relative(boost.endsAt, nowMs)}) · <bdi>{boost.grantedByName}</bdi>
            </span>
            {mayBoost && (
              <Button size="sm" variant="ghost" onClick={() => setEnding(boost)}>
                {t('boost.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {ending && (
        <EndDialog subscriberId={subscriberId} boost={ending} onClose={() => setEnding(undefined)} />
      )}
    </section>
  );
}

interface EndDialogProps {
  subscriberId: string;
  boost: Boost;
  onClose: () => void;
}

function EndDialog({ subscriberId, boost, onClose }: EndDialogProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const client = useQueryClient();
  const end = async (): Promise<void> => {
    const params = { path: { id: subscriberId, boostId: boost.id } };
    await answerOf(api.DELETE('/api/subscribers/{id}/boosts/{boostId}', { params }));
    await refreshSubscribers(client);
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('boost.endTitle')}
      confirmLabel={t('boost.end')}
      onConfirm={end}
    >
      {t('boost.endText')}
    </ConfirmDialog>
  );
}
