import { Button, Dialog, useToast } from '@trunkline/web-ui';
import { ApiForm, RadioCards, useApiForm } from '@trunkline/web-ui/form';
import { useQueryClient } from '@tanstack/react-query';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/api.ts';
import { refreshSubscribers } from '../subscriber-queries.ts';
import { DisconnectButton } from './disconnect-button.tsx';
import { PlanChoice } from './plan-choice.tsx';
import { nameOf, type Target } from './target.ts';

interface ChangePlanDialogProps {
  target: Target & { service: NonNullable<Target['service']> };
  onClose: () => void;
}

/** Another plan, now or when the present period ends; who is online gets it with the next session. */
export function ChangePlanDialog({ target, onClose }: ChangePlanDialogProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const [isDone, setDone] = useState(false);
  if (isDone) return <ReconnectDialog target={target} onClose={onClose} />;
  const onSaved = (when: string): void => {
    if (when === 'now' && target.sessionId !== null) setDone(true);
    else onClose();
  };
  return <PlanDialog target={target} onClose={onClose} onSaved={onSaved} title={t('plan.change')} />;
}

interface PlanDialogProps extends ChangePlanDialogProps {
  title: string;
  onSaved: (when: string) => void;
}

function PlanDialog({ target, title, onClose, onSaved }: PlanDialogProps): ReactElement {
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
      onSaved(when);
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
      title={`${title}: ${nameOf(target)}`}
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

/** The session that is open keeps its speed until it ends; one press ends it. */
function ReconnectDialog({ target, onClose }: ChangePlanDialogProps): ReactElement {
  const { t } = useTranslation('subscribers');
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="sm"
      title={t('plan.changed', { name: nameOf(target) })}
      description={t('plan.stillOnline')}
      footer={<Button onClick={onClose}>{t('action.dismiss')}</Button>}
    >
      <DisconnectButton sessionId={target.sessionId} />
    </Dialog>
  );
}
