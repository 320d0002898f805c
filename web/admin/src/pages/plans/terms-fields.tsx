import {
  Button,
  Disclosure,
  IconButton,
  NumberField,
  SelectField,
  SwitchField,
  TextField,
  UnitField,
  useFormat,
} from '@trunkline/web-ui';
import { Plus, Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FairUseFields } from './fair-use-fields.tsx';
import { validityUnits, type PlanValues } from './plan-form-values.ts';
import { QuotaFields } from './quota-fields.tsx';
import { ZoneRuleFields } from './zone-rule-fields.tsx';

const mostAttributes = 32;
const pair = 'grid gap-4 sm:grid-cols-2';

/** What the plan gives: what every plan has in sight, the rest folded by subject. */
export function TermsFields(): ReactElement {
  const { t } = useTranslation('plans');
  const { currency } = useFormat();
  const { getValues } = useFormContext<PlanValues>();
  // What a plan has already is in sight; what it lacks is one press away.
  const [isOpenAtFirst] = useState(() => {
    const { hasQuota, counts, fairUse, zoneRules } = getValues('terms');
    return {
      quota: hasQuota || counts !== 'both',
      fairUse: fairUse.length > 0,
      zones: zoneRules.length > 0,
    };
  });
  const units = validityUnits.map((value) => ({ value, label: t(`unit.${value}`) }));
  return (
    <>
      <div className={pair}>
        <UnitField name="terms.downloadBps" kind="rate" label={t('field.download')} isRequired />
        <UnitField name="terms.uploadBps" kind="rate" label={t('field.upload')} isRequired />
      </div>
      <BurstFields />
      <div className={pair}>
        <NumberField name="terms.price" label={t('field.price')} suffix={currency} isRequired />
        <div className="grid grid-cols-[minmax(0,1fr)_8rem] gap-2">
          <NumberField
            name="terms.validityCount"
            label={t('field.validity')}
            hint={t('field.validityHint')}
          />
          <SelectField name="terms.validityUnit" label={t('field.validityUnit')} options={units} />
        </div>
      </div>
      <Disclosure summary={t('section.limits')} isOpenAtFirst>
        <LimitFields />
      </Disclosure>
      <Disclosure summary={t('section.quota')} isOpenAtFirst={isOpenAtFirst.quota}>
        <QuotaFields />
      </Disclosure>
      <Disclosure summary={t('section.fairUse')} isOpenAtFirst={isOpenAtFirst.fairUse}>
        <FairUseFields />
      </Disclosure>
      <Disclosure summary={t('section.zones')} isOpenAtFirst={isOpenAtFirst.zones}>
        <ZoneRuleFields />
      </Disclosure>
      <Disclosure summary={t('section.addresses')}>
        <AddressFields />
      </Disclosure>
      <Disclosure summary={t('section.attributes')}>
        <CustomAttributes />
      </Disclosure>
    </>
  );
}

function LimitFields(): ReactElement {
  const { t } = useTranslation('plans');
  const service = useWatch<PlanValues, 'service'>({ name: 'service' });
  return (
    <div className={pair}>
      <NumberField name="terms.maxSessions" label={t('field.maxSessions')} isRequired />
      {service === 'hotspot' && (
        <NumberField
          name="terms.deviceSlots"
          label={t('field.deviceSlots')}
          hint={t('field.deviceSlotsHint')}
        />
      )}
      <UnitField
        name="terms.sessionVolumeBytes"
        kind="bytes"
        label={t('field.volume')}
        hint={t('field.volumeHint')}
      />
      <UnitField
        name="terms.sessionTimeoutS"
        kind="duration"
        label={t('field.sessionTimeout')}
        hint={t('field.noLimit')}
      />
      <UnitField
        name="terms.idleTimeoutS"
        kind="duration"
        label={t('field.idleTimeout')}
        hint={t('field.noLimit')}
      />
      <UnitField
        name="terms.interimIntervalS"
        kind="duration"
        label={t('field.interim')}
        hint={t('field.interimHint')}
      />
    </div>
  );
}

function AddressFields(): ReactElement {
  const { t } = useTranslation('plans');
  return (
    <div className={pair}>
      <TextField
        name="terms.pool"
        label={t('field.pool')}
        hint={t('field.poolHint')}
        isMono
        maxLength={253}
      />
      <TextField name="terms.addressList" label={t('field.addressList')} isMono maxLength={246} />
      <TextField name="terms.ipv6Pool" label={t('field.ipv6Pool')} isMono maxLength={253} />
      <TextField name="terms.delegatedIpv6Pool" label={t('field.delegatedIpv6Pool')} isMono maxLength={253} />
    </div>
  );
}

function BurstFields(): ReactElement {
  const { t } = useTranslation('plans');
  const hasBurst = useWatch<PlanValues, 'terms.hasBurst'>({ name: 'terms.hasBurst' });
  return (
    <div className="flex flex-col gap-4">
      <SwitchField name="terms.hasBurst" label={t('field.hasBurst')} hint={t('field.hasBurstHint')} />
      {hasBurst && (
        <div className="grid gap-4 border-s-2 border-line ps-4 sm:grid-cols-2">
          <UnitField name="terms.burst.downloadBps" kind="rate" label={t('field.burstDownload')} isRequired />
          <UnitField name="terms.burst.uploadBps" kind="rate" label={t('field.burstUpload')} isRequired />
          <UnitField
            name="terms.burst.thresholdDownloadBps"
            kind="rate"
            label={t('field.thresholdDownload')}
            hint={t('field.thresholdHint')}
            isRequired
          />
          <UnitField
            name="terms.burst.thresholdUploadBps"
            kind="rate"
            label={t('field.thresholdUpload')}
            isRequired
          />
          <NumberField
            name="terms.burst.timeS"
            label={t('field.burstTime')}
            suffix={t('seconds')}
            isRequired
          />
        </div>
      )}
    </div>
  );
}

function CustomAttributes(): ReactElement {
  const { t } = useTranslation('plans');
  const { control } = useFormContext<PlanValues>();
  const { fields, append, remove } = useFieldArray({ control, name: 'terms.customAttributes' });
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-muted">{t('field.attributesHint')}</p>
      {fields.map(({ id }, index) => (
        <div key={id} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto] items-start gap-2">
          <TextField
            name={`terms.customAttributes.${index}.name`}
            label={t('field.attributeName')}
            isMono
            isRequired
          />
          <TextField
            name={`terms.customAttributes.${index}.value`}
            label={t('field.attributeValue')}
            isMono
          />
          <IconButton
            icon={Trash2}
            aria-label={t('field.removeAttribute', { number: index + 1 })}
            onClick={() => remove(index)}
            className="mt-6"
          />
        </div>
      ))}
      <div>
        <Button
          size="sm"
          icon={Plus}
          disabled={fields.length >= mostAttributes}
          onClick={() => append({ name: '', value: '' })}
        >
          {t('field.addAttribute')}
        </Button>
      </div>
    </div>
  );
}
