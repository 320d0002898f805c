import { SelectField, SwitchField, TextAreaField, TextField } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanValues } from './plan-form-values.ts';
import { services } from './plan-columns.tsx';

interface OfferFieldsProps {
  /** The states that it may take from here. */
  statuses: readonly PlanValues['status'][];
  /** How it is paid and for what is settled when the plan is made. */
  isNew: boolean;
}

/** How the plan is offered. */
export function OfferFields({ statuses, isNew }: OfferFieldsProps): ReactElement {
  const { t } = useTranslation('plans');
  const payments = (['prepaid', 'postpaid'] as const).map((value) => ({
    value,
    label: t(`payment.${value}`),
  }));
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="name" label={t('field.name')} isRequired maxLength={100} />
        <SelectField
          name="status"
          label={t('field.status')}
          options={statuses.map((value) => ({ value, label: t(`status.${value}`) }))}
        />
        {isNew && (
          <>
            <SelectField
              name="service"
              label={t('field.service')}
              options={services.map((value) => ({ value, label: t(`service.${value}`) }))}
            />
            <SelectField name="payment" label={t('field.payment')} options={payments} />
          </>
        )}
      </div>
      <TextAreaField name="description" label={t('field.description')} rows={2} maxLength={2000} />
      <SwitchField name="isDefault" label={t('field.isDefault')} hint={t('field.isDefaultHint')} />
    </>
  );
}
