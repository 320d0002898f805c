import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog, useToast } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/api.ts';
import { nameOf, type Target } from '../actions/target.ts';
import { refreshSubscribers } from '../subscriber-queries.ts';

interface ResetQuotaDialogProps {
  target: Target;
  onClose: () => void;
}

/** The count begins at nothing again; the audit keeps why. */
export function ResetQuotaDialog({ target, onClose }: ResetQuotaDialogProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const client = useQueryClient();
  const toast = useToast();
  const name = nameOf(target);
  const reset = async (reason: string): Promise<void> => {
    const params = { path: { id: target.id } };
    await answerOf(api.POST('/api/subscribers/{id}/reset-quota', { params, body: { reason } }));
    toast({ tone: 'ok', title: t('resetQuota.done', { name }) });
    await refreshSubscribers(client);
  };
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('resetQuota.title', { name })}
      confirmLabel={t('action.reset-quota')}
      onConfirm={reset}
      isDanger
      reason="required"
    >
      {t('resetQuota.text')}
    </ConfirmDialog>
  );
}
