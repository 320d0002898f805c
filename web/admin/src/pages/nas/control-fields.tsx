import {
  Button,
  CopyText,
  Field,
  NumberField,
  OrderField,
  PasswordField,
  SwitchField,
  TextField,
  useBoundField,
} from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useFormContext, useFormState, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { NasValues } from './nas-values.ts';

const rungs = ['coa', 'api', 'disconnect'] as const;

/** How terms are brought to open sessions, and the way to the router's API. */
export function ControlFields(): ReactElement {
  const { t } = useTranslation('nas');
  const hasApi = useWatch<NasValues, 'hasApi'>({ name: 'hasApi' });
  return (
    <>
      <OrderField
        name="enforcementOrder"
        label={t('field.enforcementOrder')}
        hint={t('field.enforcementOrderHint')}
        options={rungs.map((value) => ({
          value,
          label: t(`rung.${value}`),
          detail: t(`rungText.${value}`),
        }))}
        isRequired
      />
      <SwitchField name="hasApi" label={t('field.hasApi')} hint={t('field.hasApiHint')} />
      {hasApi && <ApiFields />}
    </>
  );
}

function ApiFields(): ReactElement {
  const { t } = useTranslation('nas');
  const { control } = useFormContext<NasValues>();
  const { defaultValues } = useFormState({ control });
  const isKnown = defaultValues?.hasApi === true;
  return (
    <div className="flex flex-col gap-4 border-s-2 border-line ps-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="api.address"
          label={t('field.apiAddress')}
          hint={t('field.apiAddressHint')}
          isMono
          maxLength={45}
        />
        <NumberField name="api.port" label={t('field.apiPort')} hint={t('field.apiPortHint')} isRequired />
        <TextField name="api.username" label={t('field.apiUsername')} isRequired isMono maxLength={64} />
        <PasswordField
          name="api.password"
          label={t('field.apiPassword')}
          hint={isKnown ? t('field.apiPasswordHint') : undefined}
          isRequired={!isKnown}
          autoComplete="off"
        />
      </div>
      <SwitchField name="api.usesTls" label={t('field.apiUsesTls')} hint={t('field.apiUsesTlsHint')} />
      <FingerprintField />
      <SwitchField name="syncsUsage" label={t('field.syncsUsage')} hint={t('field.syncsUsageHint')} />
    </div>
  );
}

/** Learned, not typed; a router that got another certificate is met anew once the old one is forgotten. */
function FingerprintField(): ReactElement | null {
  const { t } = useTranslation('nas');
  const usesTls = useWatch<NasValues, 'api.usesTls'>({ name: 'api.usesTls' });
  const label = t('field.apiFingerprint');
  const { field, error, wiring } = useBoundField({ name: 'api.fingerprint', label });
  if (!usesTls) return null;
  return (
    <Field isGroup id={wiring.id} label={label} error={error}>
      <div className="flex flex-wrap items-center gap-2">
        {typeof field.value === 'string' ? (
          <>
            <CopyText text={field.value} />
            <Button size="sm" onClick={() => field.onChange(null)}>
              {t('field.apiForget')}
            </Button>
          </>
        ) : (
          <span className="text-muted">{t('field.apiNotLearned')}</span>
        )}
      </div>
    </Field>
  );
}
