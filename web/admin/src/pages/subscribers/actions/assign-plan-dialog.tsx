import { Button, Dialog, useToast } from '@trunkline/web-ui';
import { ApiForm, SwitchField, useApiForm } from '@trunkline/web-ui/form';
import { useQueryClient } from '@tanstack/react-query';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/api.ts';
import { refreshSubscribers } from '../subscriber-queries.ts';
import { PlanChoice } from './plan-choice.tsx';
import { nameOf, type Target } from './target.ts';

/** Gives a subscriber a plan from now on: the first one, a renewal, or another beside what is held. */
export function AssignPlanDialog({ target, onClose }: { target: Target; onClose: () => void }): ReactElement {
  const { t } = useTranslation('subscribers');
  const client = useQueryClient();
  const toast = useToast();
  const formId = useId();
  const form = useApiForm({
    // A renewal is mostly to the same plan.
    defaultValues: { planId: target.service?.planId ?? '', autoRenew: false },
    submit: (body) =>
      answerOf(
        api.POST('/api/subscribers/{id}/subscriptions', { params: { path: { id: target.id } }, body }),
      ),
    onSaved: () => {
      toast({ title: t('plan.assigned', { name: nameOf(target) }) });
      void refreshSubscribers(client);
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`${t(target.service ? 'plan.renew' : 'plan.assign')}: ${nameOf(target)}`}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isPending={form.methods.formState.isSubmitting}
          >
            {t(target.service ? 'plan.renew' : 'plan.assign')}
          </Button>
        </>
      }
    >
      <ApiForm form={form} id={formId}>
        <PlanChoice name="planId" />
        <SwitchField name="autoRenew" label={t('plan.autoRenew')} hint={t('plan.autoRenewHint')} />
      </ApiForm>
    </Dialog>
  );
}
