import { Button, Dialog, useToast } from '@trunkline/web-ui';
import { ApiForm, RadioCards, useApiForm } from '@trunkline/web-ui/form';
import { useQueryClient } from '@tanstack/react-query';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/api.ts';
import { refreshSubscribers } from '../subscriber-queries.ts';
import { PlanChoice } from './plan-choice.tsx';
import { nameOf, type Target } from './target.ts';

interface ChangePlanDialogProps {
  target: Target & { service: NonNullable<Target['service']> };
  onClose: () => void;
}

/** Another plan, now or when the present period ends; an open session gets its speed by itself. */
export function ChangePlanDialog({ target, onClose }: ChangePlanDialogProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const client = useQueryClient();
  const toast = useToast();
  const formId = useId();
  const { service } = target;
  const form = useApiForm({
    defaultValues: { planId: '', when: 'now' },
    submit: ({ planId, when }) => {
      const params = { path: { id: service.subscriptionId } };
      const body = { planId, when: when === 'now' ? ('now' as const) : ('at_expiry' as const) };
      return answerOf(api.POST('/api/subscriptions/{id}/change-plan', { params, body }));
    },
    onSaved: (_answer, { when }) => {
      toast({ title: t(when === 'now' ? 'plan.changed' : 'plan.changesLater', { name: nameOf(target) }) });
      void refreshSubscribers(client);
      onClose();
    },
  });
  const whens = [
    { value: 'now', label: t('plan.now'), description: t('plan.nowHint') },
    {
      value: 'at_expiry',
      label: t('plan.atExpiry'),
      description: t('plan.atExpiryHint'),
      isDisabled: service.expiresAt === null,
    },
  ];
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={`${t('plan.change')}: ${nameOf(target)}`}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            isPending={form.methods.formState.isSubmitting}
          >
            {t('plan.change')}
          </Button>
        </>
      }
    >
      <ApiForm form={form} id={formId}>
        <PlanChoice name="planId" presentPlanId={service.planId} />
        <RadioCards name="when" label={t('plan.when')} options={whens} />
      </ApiForm>
    </Dialog>
  );
}
