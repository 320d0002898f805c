import { RadioCards, SelectField, SwitchField, UnitField } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { PlanValues } from './plan-form-values.ts';
import { quotaEnds, quotaPeriods } from './policy-values.ts';

/** How much is in the plan, over which period, and what happens when it is used up. */
export function QuotaFields(): ReactElement {
  const { t } = useTranslation('plans');
  const hasQuota = useWatch<PlanValues, 'terms.hasQuota'>({ name: 'terms.hasQuota' });
  const counted = (['both', 'download'] as const).map((value) => ({ value, label: t(`counts.${value}`) }));
  return (
    <div className="flex flex-col gap-4">
      <SelectField
        name="terms.counts"
        label={t('field.counts')}
        hint={t('field.countsHint')}
        options={counted}
        className="sm:max-w-sm"
      />
      <SwitchField name="terms.hasQuota" label={t('field.hasQuota')} hint={t('field.hasQuotaHint')} />
      {hasQuota && <Quota />}
    </div>
  );
}

function Quota(): ReactElement {
  const { t } = useTranslation('plans');
  const atZero = useWatch<PlanValues, 'terms.quota.atZero'>({ name: 'terms.quota.atZero' });
  return (
    <div className="flex flex-col gap-4 border-s-2 border-line ps-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="terms.quota.period"
          label={t('field.quotaPeriod')}
          className="sm:col-span-2 sm:max-w-sm"
          options={quotaPeriods.map((value) => ({ value, label: t(`quotaPeriod.${value}`) }))}
        />
        <UnitField
          name="terms.quota.bytes"
          kind="bytes"
          label={t('field.quotaBytes')}
          hint={t('field.noLimit')}
        />
        <UnitField
          name="terms.quota.timeS"
          kind="duration"
          label={t('field.quotaTime')}
          hint={t('field.noLimit')}
        />
      </div>
      <RadioCards
        name="terms.quota.atZero"
        label={t('field.atZero')}
        options={quotaEnds.map((value) => ({
          value,
          label: t(`atZero.${value}`),
          description: t(`atZero.${value}Text`),
        }))}
      />
      {atZero === 'slow' && (
        <div className="grid gap-4 sm:grid-cols-2">
          <UnitField
            name="terms.quota.slow.downloadBps"
            kind="rate"
            label={t('field.slowDownload')}
            isRequired
          />
          <UnitField name="terms.quota.slow.uploadBps" kind="rate" label={t('field.slowUpload')} isRequired />
        </div>
      )}
    </div>
  );
}
