import { Button } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DisconnectButton } from './actions/disconnect-button.tsx';
import type { WhyOfflineCardProps } from './why-offline-card.tsx';
import type { WhyOffline } from './why-offline-queries.ts';

interface OfflineNextStepProps extends Omit<WhyOfflineCardProps, 'subscriber' | 'isOnline'> {
  action: NonNullable<WhyOffline['action']>;
  nasId: string | null;
}

/** The button that mends it, where a button can. */
export function OfflineNextStep(props: OfflineNextStepProps): ReactElement | null {
  const { action, nasId, openSessionId, onAction, onEdit, onOpenNas } = props;
  const { t } = useTranslation('why-offline');
  const { name, isAllowed } = action;
  if (!isAllowed) return <span className="text-sm text-muted">{t('notAllowed')}</span>;
  switch (name) {
    case 'disconnect':
      return <DisconnectButton sessionId={openSessionId} size="sm" />;
    case 'open-nas':
      return nasId === null ? null : (
        <Button variant="primary" onClick={() => onOpenNas(nasId)}>
          {t('button.open-nas')}
        </Button>
      );
    case 'edit-login-hours':
    case 'edit-nas-binding':
      return (
        <Button variant="primary" onClick={onEdit}>
          {t(`button.${name}`)}
        </Button>
      );
    case 'activate':
    case 'assign-plan':
    case 'extend':
    case 'reset-macs':
    case 'set-password':
    case 'top-up':
      return (
        <Button variant="primary" onClick={() => onAction(name)}>
          {t(`button.${name}`)}
        </Button>
      );
    case 'add-subscriber':
    case 'ask-operator':
    case 'check-cable':
    case 'forget-device':
    case 'restart-device':
    case 'wait':
      break;
  }
  return null;
}
