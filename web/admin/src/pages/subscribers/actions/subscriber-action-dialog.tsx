import { ConfirmDialog, useToast } from '@trunkline/web-ui';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/api.ts';
import { refreshSubscribers } from '../subscriber-queries.ts';
import { BoostDialog } from '../policy/boost-dialog.tsx';
import { ResetQuotaDialog } from '../policy/reset-quota-dialog.tsx';
import { TopUpDialog } from '../policy/top-up-dialog.tsx';
import { AssignPlanDialog } from './assign-plan-dialog.tsx';
import { ChangePlanDialog } from './change-plan-dialog.tsx';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { ExtendDialog } from './extend-dialog.tsx';
import { RevealPasswordDialog, SetPasswordDialog } from './password-dialogs.tsx';
import { nameOf, type StatusAction, type Target } from './target.ts';

export type SubscriberAction =
  | StatusAction
  | 'extend'
  | 'change-plan'
  | 'assign-plan'
  | 'set-password'
  | 'reveal-password'
  | 'reset-macs'
  | 'disconnect'
  | 'top-up'
  | 'boost'
  | 'reset-quota';

interface DialogProps {
  target: Target;
  onClose: () => void;
}

/** The dialog of an action, or the action itself where nothing needs to be asked. */
export function SubscriberActionDialog(props: DialogProps & { action: SubscriberAction }): ReactElement {
  const { action, target, onClose } = props;
  const { service } = target;
  switch (action) {
    case 'extend':
      return service ? (
        <ExtendDialog target={{ ...target, service }} onClose={onClose} />
      ) : (
        <AssignPlanDialog target={target} onClose={onClose} />
      );
    case 'change-plan':
      return service?.isLive ? (
        <ChangePlanDialog target={{ ...target, service }} onClose={onClose} />
      ) : (
        <AssignPlanDialog target={target} onClose={onClose} />
      );
    case 'assign-plan':
      return <AssignPlanDialog target={target} onClose={onClose} />;
    case 'set-password':
      return <SetPasswordDialog target={target} onClose={onClose} />;
    case 'reveal-password':
      return <RevealPasswordDialog target={target} onClose={onClose} />;
    case 'reset-macs':
      return <ResetMacsDialog target={target} onClose={onClose} />;
    case 'disconnect':
      return <DisconnectDialog target={target} onClose={onClose} />;
    case 'top-up':
      return <TopUpDialog target={target} onClose={onClose} />;
    case 'boost':
      return <BoostDialog target={target} onClose={onClose} />;
    case 'reset-quota':
      return <ResetQuotaDialog target={target} onClose={onClose} />;
    case 'activate':
    case 'suspend':
    case 'pause':
    case 'disable':
    case 'close':
      break;
  }
  return <StatusDialog action={action} target={target} onClose={onClose} />;
}

function ResetMacsDialog({ target, onClose }: DialogProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const client = useQueryClient();
  const toast = useToast();
  const reset = async (): Promise<void> => {
    await answerOf(api.POST('/api/subscribers/{id}/mac/reset', { params: { path: { id: target.id } } }));
    toast({ title: t('macs.resetDone', { name: nameOf(target) }) });
    await refreshSubscribers(client);
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('macs.reset')}
      confirmLabel={t('macs.reset')}
      onConfirm={reset}
    >
      {t('macs.resetText', { name: nameOf(target) })}
    </ConfirmDialog>
  );
}

function StatusDialog({ action, target, onClose }: DialogProps & { action: StatusAction }): ReactElement {
  const { t } = useTranslation('subscribers');
  const client = useQueryClient();
  const toast = useToast();
  const name = nameOf(target);
  const set = async (what: StatusAction, reason: string): Promise<void> => {
    const body = { action: what, reason: reason === '' ? null : reason };
    await answerOf(api.POST('/api/subscribers/{id}/status', { params: { path: { id: target.id } }, body }));
    await refreshSubscribers(client);
  };
  const confirm = async (reason: string): Promise<void> => {
    await set(action, reason);
    const canUndo = action !== 'activate' && action !== 'close' && target.status !== 'suspended';
    toast({
      title: t(`statusDone.${action}`, { name }),
      onUndo: canUndo ? () => void set('activate', '') : undefined,
    });
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t(`statusAsk.${action}.title`, { name })}
      confirmLabel={t(`action.${action}`)}
      onConfirm={confirm}
      isDanger={action !== 'activate'}
      reason={action === 'close' ? 'required' : 'optional'}
    >
      {t(`statusAsk.${action}.text`, { name })}
    </ConfirmDialog>
  );
}
