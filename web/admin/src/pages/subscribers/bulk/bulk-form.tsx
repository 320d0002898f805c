import { Button, Dialog } from '@trunkline/web-ui';
import { ApiForm, NumberField, RadioCards, ReasonField, TextField, useApiForm } from '@trunkline/web-ui/form';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PlanChoice } from '../actions/plan-choice.tsx';
import type { BulkActionName, BulkOrder } from './bulk-queries.ts';

interface BulkFormProps {
  action: BulkActionName;
  title: string;
  onClose: () => void;
  onDone: (input: BulkOrder['action']) => void;
}

interface Values {
  reason: string;
  days: number;
  tag: string;
  planId: string;
  when: 'now' | 'at_expiry';
}

/** What an action needs to know before it can tell what it would do. */
export function BulkForm({ action, title, onClose, onDone }: BulkFormProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const formId = useId();
  const form = useApiForm<Values>({
    defaultValues: { reason: '', days: 7, tag: '', planId: '', when: 'now' },
    submit: (values) => Promise.resolve(toInput(action, values)),
    onSaved: (_answer, values) => onDone(toInput(action, values)),
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary">
            {t('bulk.preview')}
          </Button>
        </>
      }
    >
      <ApiForm form={form} id={formId}>
        <BulkFields action={action} />
      </ApiForm>
    </Dialog>
  );
}

function BulkFields({ action }: { action: BulkActionName }): ReactElement {
  const { t } = useTranslation('subscribers');
  switch (action) {
    case 'extend':
      return (
        <>
          <NumberField name="days" label={t('extend.field')} isRequired />
          <ReasonField isRequired={false} />
        </>
      );
    case 'change-plan':
      return (
        <>
          <PlanChoice name="planId" />
          <RadioCards
            name="when"
            label={t('plan.when')}
            options={[
              { value: 'now', label: t('plan.now'), description: t('plan.nowHint') },
              { value: 'at_expiry', label: t('plan.atExpiry'), description: t('plan.atExpiryHint') },
            ]}
          />
        </>
      );
    case 'add-tag':
    case 'remove-tag':
      return <TextField name="tag" label={t('field.tag')} isRequired maxLength={50} />;
    case 'reset-macs':
      return <p>{t('bulk.resetMacsText')}</p>;
    case 'activate':
    case 'suspend':
    case 'pause':
    case 'disable':
    case 'disconnect':
      break;
  }
  return <ReasonField isRequired={false} />;
}

function toInput(action: BulkActionName, { reason, days, tag, planId, when }: Values): BulkOrder['action'] {
  const why = reason.trim() === '' ? null : reason.trim();
  switch (action) {
    case 'extend':
      return { name: action, days, reason: why };
    case 'change-plan':
      return { name: action, planId, when };
    case 'add-tag':
    case 'remove-tag':
      return { name: action, tag: tag.trim() };
    case 'reset-macs':
      return { name: action };
    case 'activate':
    case 'suspend':
    case 'pause':
    case 'disable':
    case 'disconnect':
      break;
  }
  return { name: action, reason: why };
}
