import { useQueryClient } from '@tanstack/react-query';
import { ApiForm, Card, ConflictNotice, FormActions, useApiForm } from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan } from '../../api/me.ts';
import { NasSecretCard } from './nas-secret-card.tsx';
import { nasQuery, type Nas } from './nas-queries.ts';
import { CertificateCard } from './certificate-card.tsx';
import { ControlFields } from './control-fields.tsx';
import { NasFields } from './nas-fields.tsx';
import { bodyOfNas, editedFields, valuesOfNas, type NasValues } from './nas-values.ts';
import { RemoveNasCard } from './remove-nas-card.tsx';
import { SignatureCompliance } from './signature-compliance.tsx';
import { TransportFields } from './transport-fields.tsx';

export function NasSettings({ nas }: { nas: Nas }): ReactElement {
  const { t } = useTranslation('nas');
  const mayWrite = useCan('nas.write');
  const [revision, setRevision] = useState(nas.revision);
  // A deed of the card beside the form is no other person's change; anything more is, and stays a conflict.
  const onCardChanged = (now: Nas): void =>
    setRevision((known) => (now.revision === known + 1 ? now.revision : known));
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
      <Card title={t('settings.title')} subtitle={mayWrite ? undefined : t('settings.readOnly')}>
        <fieldset disabled={!mayWrite} className="min-w-0">
          <SettingsForm nas={nas} revision={revision} setRevision={setRevision} />
        </fieldset>
      </Card>
      <div className="flex min-w-0 flex-col gap-4">
        <Card title={t('signatures.title')} subtitle={t('signatures.subtitle')}>
          <SignatureCompliance nas={nas} />
        </Card>
        <NasSecretCard nas={nas} />
        <CertificateCard nas={nas} onChanged={onCardChanged} />
        {mayWrite && <RemoveNasCard nas={nas} />}
      </div>
    </div>
  );
}

interface SettingsFormProps {
  nas: Nas;
  /** Of the row that the form was filled from. */
  revision: number;
  setRevision: (revision: number) => void;
}

function SettingsForm({ nas, revision, setRevision }: SettingsFormProps): ReactElement {
  const { t } = useTranslation('nas');
  const queries = useQueryClient();
  const form = useApiForm<NasValues, Nas>({
    defaultValues: valuesOfNas(nas),
    submit: async (values) =>
      (
        await answerOf(
          api.PATCH('/api/nas/{id}', {
            params: { path: { id: nas.id }, header: { 'if-match': `"${revision}"` } },
            body: bodyOfNas(values),
          }),
        )
      ).data,
    onSaved: (saved) => {
      setRevision(saved.revision);
      form.methods.reset(valuesOfNas(saved));
      queries.setQueryData(nasQuery(nas.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: ['nas'] });
    },
  });
  const conflict = (theirs: unknown): ReactElement => {
    const present = theirs as Nas;
    return (
      <ConflictNotice
        theirs={{ ...present }}
        yours={{ ...form.methods.getValues() }}
        fields={editedFields.map((field) => ({ field, label: t(`label.${field}`) }))}
        onTakeTheirs={() => {
          setRevision(present.revision);
          form.methods.reset(valuesOfNas(present));
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
      <NasFields />
      <TransportFields />
      <ControlFields />
      <FormActions submitLabel={t('settings.save')} />
    </ApiForm>
  );
}
