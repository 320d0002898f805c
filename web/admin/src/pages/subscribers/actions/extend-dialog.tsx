import { Button, Dialog, useFormat, useNow, useToast } from '@trunkline/web-ui';
import { ApiForm, NumberField, ReasonField, useApiForm } from '@trunkline/web-ui/form';
import { useQueryClient } from '@tanstack/react-query';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/api.ts';
import { refreshSubscribers } from '../subscriber-queries.ts';
import { nameOf, type Target } from './target.ts';

const offeredDays = [1, 3, 7, 30];

interface ExtendDialogProps {
  target: Target & { service: NonNullable<Target['service']> };
  onClose: () => void;
}

/** Moves the end of the service by days; one that is over counts from now. */
export function ExtendDialog({ target, onClose }: ExtendDialogProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const nowMs = useNow(60_000);
  const formId = useId();
  const { expiresAt, isLive } = target.service;
  const hasEnded = !isLive && expiresAt !== null && Date.parse(expiresAt) < nowMs;
  const form = useExtendForm({ target, onClose });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="sm"
      title={t('extend.title', { name: nameOf(target) })}
      description={
        expiresAt === null
          ? undefined
          : t(hasEnded ? 'extend.ended' : 'extend.from', { until: format.instant(expiresAt) })
      }
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isPending={form.methods.formState.isSubmitting}
          >
            {t('action.extend')}
          </Button>
        </>
      }
    >
      <ApiForm form={form} id={formId}>
        <div className="flex flex-wrap gap-2">
          {offeredDays.map((days) => (
            <Button
              key={days}
              size="sm"
              onClick={() => form.methods.setValue('days', days, { shouldDirty: true })}
            >
              {t('extend.days', { count: days })}
            </Button>
          ))}
        </div>
        <NumberField name="days" label={t('extend.field')} isRequired />
        <ReasonField isRequired={false} />
      </ApiForm>
    </Dialog>
  );
}

function useExtendForm({ target, onClose }: ExtendDialogProps) {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const toast = useToast();
  const client = useQueryClient();
  return useApiForm({
    defaultValues: { days: 7, reason: '' },
    submit: async ({ days, reason }) => {
      const body = { days, reason: reason.trim() === '' ? null : reason };
      const params = { path: { id: target.service.subscriptionId } };
      return (await answerOf(api.POST('/api/subscriptions/{id}/extend', { params, body }))).data;
    },
    onSaved: (extended) => {
      const until = extended.expiresAt === null ? '' : format.instant(extended.expiresAt);
      toast({ title: t('extend.done', { name: nameOf(target), until }) });
      void refreshSubscribers(client);
      onClose();
    },
  });
}
