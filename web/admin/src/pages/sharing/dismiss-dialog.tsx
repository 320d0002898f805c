import { useQueryClient } from '@tanstack/react-query';
import { ApiForm, Button, Dialog, ReasonField, SelectField, useApiForm, useToast } from '@trunkline/web-ui';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import type { SharingCase } from './sharing-queries.ts';

const offeredDays = ['7', '30', '90', '365'] as const;

/** Why it is no sharing, and for how long nobody is to ask again. */
export function DismissDialog({ found, onClose }: { found: SharingCase; onClose: () => void }): ReactElement {
  const { t } = useTranslation('sharing');
  const formId = useId();
  const queries = useQueryClient();
  const toast = useToast();
  const form = useApiForm<{ reason: string; days: (typeof offeredDays)[number] }, SharingCase>({
    defaultValues: { reason: '', days: '90' },
    submit: async ({ reason, days }) => {
      const params = { path: { id: found.id } };
      const body = { reason, quietDays: Number(days) };
      return (await answerOf(api.POST('/api/sharing/cases/{id}/dismiss', { params, body }))).data;
    },
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: ['sharing'] });
      toast({ tone: 'ok', title: t('done.dismissed', { name: found.username }) });
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('dismiss.title', { name: found.username })}
      footer={
        <>
          <Button onClick={onClose}>{t('back')}</Button>
          <Button type="submit" form={formId} variant="primary">
            {t('dismiss.confirm')}
          </Button>
        </>
      }
    >
      <ApiForm form={form} id={formId}>
        <ReasonField hint={t('dismiss.reasonHint')} />
        <SelectField
          name="days"
          label={t('dismiss.days')}
          options={offeredDays.map((value) => ({
            value,
            label: t('dismiss.dayCount', { count: Number(value) }),
          }))}
        />
      </ApiForm>
    </Dialog>
  );
}
