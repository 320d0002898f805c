import { Button, Callout, Link, useFormat } from '@trunkline/web-ui';
import { Power } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SharingStatus } from './sharing-queries.ts';

interface WatchNoticeProps {
  status: SharingStatus;
  /** Undefined: this person may not. */
  onTurnOn: (() => void) | undefined;
}

/** Whether anybody looks, and which routers could not be looked at. */
export function WatchNotice({ status, onTurnOn }: WatchNoticeProps): ReactElement | null {
  const { t } = useTranslation('sharing');
  const format = useFormat();
  const failed = status.routers.filter(({ failure }) => failure !== null);
  if (!status.isEnabled) {
    return (
      <Callout
        tone="info"
        title={t('off.title')}
        actions={
          onTurnOn && (
            <Button size="sm" icon={Power} onClick={onTurnOn}>
              {t('off.turnOn')}
            </Button>
          )
        }
      >
        {t('off.text')}
      </Callout>
    );
  }
  if (failed.length === 0) {
    return (
      <p className="text-sm text-muted">
        {status.routers.length === 0
          ? t('watchingNone')
          : t('watching', { count: status.routers.length, shown: format.count(status.routers.length) })}
        {status.actsAlone && ` ${t('actsAlone', { action: t(`action.${status.action}`) })}`}
      </p>
    );
  }
  return (
    <Callout
      tone="warn"
      title={t('failed.title', { count: failed.length, shown: format.count(failed.length) })}
    >
      <ul className="flex flex-col gap-1">
        {failed.map(({ nasId, nasName, failure }) => (
          <li key={nasId}>
            <Link href={`/nas/${nasId}`}>
              <bdi>{nasName}</bdi>
            </Link>{' '}
            <bdi dir="ltr" className="font-mono text-sm">
              {failure}
            </bdi>
          </li>
        ))}
      </ul>
    </Callout>
  );
}
