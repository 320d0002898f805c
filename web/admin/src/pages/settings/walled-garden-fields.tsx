import {
  CheckListField,
  SwitchInput,
  TextField,
  UnitField,
  useBoundField,
  type FieldProps,
} from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

const usualGarden = { pool: '', addressList: 'walled-garden', downloadBps: 1_000_000, uploadBps: 1_000_000 };

/** Where somebody goes who is let in only to pay; off: they are refused. */
export function WalledGardenField(props: FieldProps): ReactElement {
  const { name, label, hint } = props;
  const { t } = useTranslation('settings');
  const { field, wiring } = useBoundField(props);
  const isOn = field.value !== null && field.value !== undefined;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-start gap-2.5">
        <SwitchInput
          {...wiring}
          className="mt-0.5"
          isChecked={isOn}
          onChange={(isChecked) => field.onChange(isChecked ? usualGarden : null)}
        />
        <div className="min-w-0">
          <label htmlFor={wiring.id} className="inline-flex min-h-6 items-center font-medium">
            {label}
          </label>
          <p id={`${wiring.id}-hint`} className="text-sm text-muted">
            {hint}
          </p>
        </div>
      </div>
      {isOn && (
        <div className="grid gap-4 border-s-2 border-line ps-4 sm:grid-cols-2">
          <TextField
            name={`${name}.addressList`}
            label={t('walled.addressList')}
            hint={t('walled.addressListHint')}
            isMono
            maxLength={246}
          />
          <TextField
            name={`${name}.pool`}
            label={t('walled.pool')}
            hint={t('walled.poolHint')}
            isMono
            maxLength={253}
          />
          <UnitField name={`${name}.downloadBps`} kind="rate" label={t('walled.download')} isRequired />
          <UnitField name={`${name}.uploadBps`} kind="rate" label={t('walled.upload')} isRequired />
        </div>
      )}
    </div>
  );
}

export function WalledForField(props: FieldProps): ReactElement {
  const { t } = useTranslation('settings');
  const options = (['expired', 'suspended', 'quota'] as const).map((value) => ({
    value,
    label: t(`walled.for.${value}`),
  }));
  return <CheckListField {...props} options={options} />;
}
