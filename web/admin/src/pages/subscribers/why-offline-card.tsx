import {
  Button,
  Callout,
  Card,
  LoadingState,
  QueryView,
  type CalloutTone,
  useFormat,
} from '@trunkline/web-ui';
import { useQuery } from '@tanstack/react-query';
import { Activity } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubscriberAction } from './actions/subscriber-action-dialog.tsx';
import type { Subscriber } from './subscriber-queries.ts';
import { useOfflineWords } from './use-offline-words.ts';
import { OfflineNextStep } from './why-offline-next-step.tsx';
import { whyOfflineQuery, type WhyOffline } from './why-offline-queries.ts';
import { OfflineStepList } from './why-offline-steps.tsx';

export interface WhyOfflineCardProps {
  subscriber: Subscriber;
  isOnline: boolean;
  openSessionId: string | null;
  onAction: (action: SubscriberAction) => void;
  onEdit: () => void;
  onOpenNas: (id: string) => void;
}

/** What keeps a subscriber offline; of those who are online only when somebody asks. */
export function WhyOfflineCard(props: WhyOfflineCardProps): ReactElement {
  const { t } = useTranslation('why-offline');
  const [isAsked, setAsked] = useState(false);
  const isWanted = isAsked || !props.isOnline;
  const why = useQuery({ ...whyOfflineQuery(props.subscriber.id), enabled: isWanted });
  const ask = (): void => {
    if (isWanted) void why.refetch();
    else setAsked(true);
  };
  return (
    <Card
      title={t('title')}
      subtitle={t('subtitle')}
      actions={
        <Button size="sm" icon={Activity} isPending={why.isFetching} onClick={ask}>
          {t(why.data ? 'again' : 'start')}
        </Button>
      }
    >
      {isWanted ? (
        <QueryView query={why} loading={<LoadingState lines={7} />} isCompact>
          {(found) => <Found {...props} why={found} />}
        </QueryView>
      ) : (
        <p className="text-muted">{t('before')}</p>
      )}
    </Card>
  );
}

const tones: Record<WhyOffline['state'], CalloutTone> = { online: 'ok', limited: 'warn', offline: 'bad' };

function Found(props: WhyOfflineCardProps & { why: WhyOffline }): ReactElement {
  const { why } = props;
  const { t } = useTranslation('why-offline');
  const format = useFormat();
  const words = useOfflineWords();
  const cause = why.steps.find(({ code }) => code === why.step);
  const reason = cause ? words(cause, why.nas) : t('online');
  const { since, action } = why;
  const hasFault = cause !== undefined;
  return (
    <div className="flex flex-col gap-3">
      <Callout
        tone={why.state === 'online' && hasFault ? 'warn' : tones[why.state]}
        live="polite"
        title={why.state === 'limited' ? t('limited', { why: reason }) : reason}
        actions={action && <OfflineNextStep {...props} action={action} nasId={why.nas?.id ?? null} />}
      >
        {action && (
          <p>
            <span className="font-medium">{t('next')}:</span> {t(`action.${action.name}`)}
          </p>
        )}
        {since && (
          <p className="text-sm text-muted">
            {t(`since.${why.state === 'offline' ? 'offline' : 'online'}`, { when: format.instant(since) })}
          </p>
        )}
      </Callout>
      <OfflineStepList why={why} />
    </div>
  );
}
