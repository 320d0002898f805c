import {
  NumberField,
  RadioCards,
  SelectField,
  SwitchField,
  TextAreaField,
  TextField,
} from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { signatureModes, vendors } from './nas-vendors.ts';

/** What the NAS is called, where it is, and how its packets are read. */
export function NasFields(): ReactElement {
  const { t } = useTranslation('nas');
  const vendorOptions = vendors.map((value) => ({ value, label: t(`vendor.${value}`) }));
  const modeOptions = signatureModes.map((value) => ({
    value,
    label: t(`mode.${value}`),
    description: t(`modeText.${value}`),
  }));
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="name" label={t('field.name')} isRequired maxLength={100} />
        <TextField
          name="prefix"
          label={t('field.prefix')}
          hint={t('field.prefixHint')}
          isRequired
          isMono
          maxLength={49}
        />
        <SelectField name="vendor" label={t('field.vendor')} options={vendorOptions} />
        <NumberField name="coaPort" label={t('field.coaPort')} hint={t('field.coaPortHint')} isRequired />
        <NumberField
          name="interimIntervalS"
          label={t('field.interim')}
          hint={t('field.interimHint')}
          suffix={t('secondsWord')}
        />
      </div>
      <TextAreaField name="description" label={t('field.description')} rows={2} maxLength={500} />
      <RadioCards name="messageAuthenticator" label={t('signatures.policy')} options={modeOptions} />
      <div className="flex flex-col gap-3">
        <SwitchField name="isEnabled" label={t('field.isEnabled')} hint={t('field.isEnabledHint')} />
        <SwitchField name="swapsOctets" label={t('field.swapsOctets')} hint={t('field.swapsOctetsHint')} />
        <SwitchField
          name="wrapsWithoutGigawords"
          label={t('field.wrapsWithoutGigawords')}
          hint={t('field.wrapsWithoutGigawordsHint')}
        />
      </div>
    </>
  );
}
