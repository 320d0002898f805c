import { useQueryClient } from '@tanstack/react-query';
import {
  ApiForm,
  Card,
  ConflictNotice,
  FormActions,
  NumberField,
  RadioCards,
  SelectField,
  SwitchField,
  TextAreaField,
  TextField,
  useApiForm,
} from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan } from '../../api/me.ts';
import { NasSecretCard } from './nas-secret-card.tsx';
import { nasQuery, type Nas } from './nas-queries.ts';
import { signatureModes, vendors } from './nas-vendors.ts';
import { RemoveNasCard } from './remove-nas-card.tsx';
import { SignatureCompliance } from './signature-compliance.tsx';

const edited = [
  'name',
  'description',
  'prefix',
  'vendor',
  'messageAuthenticator',
  'coaPort',
  'interimIntervalS',
  'swapsOctets',
  'wrapsWithoutGigawords',
  'isEnabled',
] as const;
type NasValues = Pick<Nas, (typeof edited)[number]>;

export function NasSettings({ nas }: { nas: Nas }): ReactElement {
  const { t } = useTranslation('nas');
  const mayWrite = useCan('nas.write');
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
      <Card title={t('settings.title')} subtitle={mayWrite ? undefined : t('settings.readOnly')}>
        <fieldset disabled={!mayWrite} className="min-w-0">
          <SettingsForm nas={nas} />
        </fieldset>
      </Card>
      <div className="flex min-w-0 flex-col gap-4">
        <Card title={t('signatures.title')} subtitle={t('signatures.subtitle')}>
          <SignatureCompliance nas={nas} />
        </Card>
        <NasSecretCard nas={nas} />
        {mayWrite && <RemoveNasCard nas={nas} />}
      </div>
    </div>
  );
}

function SettingsForm({ nas }: { nas: Nas }): ReactElement {
  const { t } = useTranslation('nas');
  const queries = useQueryClient();
  const [revision, setRevision] = useState(nas.revision);
  const form = useApiForm<NasValues, Nas>({
    defaultValues: valuesOf(nas),
    submit: async (values) =>
      (
        await answerOf(
          api.PATCH('/api/nas/{id}', {
            params: { path: { id: nas.id }, header: { 'if-match': `"${revision}"` } },
            body: { ...values, description: values.description === '' ? null : values.description },
          }),
        )
      ).data,
    onSaved: (saved) => {
      setRevision(saved.revision);
      form.methods.reset(valuesOf(saved));
      queries.setQueryData(nasQuery(nas.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['nas'] });
    },
  });
  const conflict = (theirs: unknown): ReactElement => {
    const present = theirs as Nas;
    return (
      <ConflictNotice
        theirs={{ ...present }}
        yours={form.methods.getValues()}
        fields={edited.map((field) => ({ field, label: t(`label.${field}`) }))}
        onTakeTheirs={() => {
          setRevision(present.revision);
          form.methods.reset(valuesOf(present));
          form.clearFailure();
        }}
        onKeepMine={() => {
          setRevision(present.revision);
          form.clearFailure();
        }}
      />
    );
  };
  return (
    <ApiForm form={form} conflict={conflict}>
      <SettingsFields />
      <FormActions submitLabel={t('settings.save')} />
    </ApiForm>
  );
}

function SettingsFields(): ReactElement {
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

function valuesOf(nas: Nas): NasValues {
  const { name, description, prefix, vendor, messageAuthenticator, coaPort, interimIntervalS } = nas;
  const { swapsOctets, wrapsWithoutGigawords, isEnabled } = nas;
  return {
    name,
    description: description ?? '',
    prefix,
    vendor,
    messageAuthenticator,
    coaPort,
    interimIntervalS,
    swapsOctets,
    wrapsWithoutGigawords,
    isEnabled,
  };
}
