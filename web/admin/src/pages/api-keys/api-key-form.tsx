import { useQuery } from '@tanstack/react-query';
import {
  ApiForm,
  ConflictNotice,
  DateTimeField,
  FormActions,
  RadioCards,
  SelectField,
  TextField,
  useApiForm,
} from '@trunkline/web-ui';
import { Router, SquareTerminal } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { nasNamesQuery } from '../../api/names.ts';
import { PermissionsField } from '../roles/permissions-field.tsx';
import type { ApiKey } from './api-key-queries.ts';
import {
  bodyOfApiKey,
  permissionOfNas,
  valuesOfApiKey,
  type ApiKeyBody,
  type ApiKeyValues,
} from './api-key-values.ts';

interface ApiKeyFormProps<Saved> {
  values: ApiKeyValues;
  /** Of the key that is changed; 0 for a new one. */
  revision: number;
  save: (body: ApiKeyBody, revision: number) => Promise<Saved>;
  onSaved: (saved: Saved) => void;
  submitLabel: string;
  onCancel: () => void;
}

const fields = ['name', 'permissions', 'nasId', 'expiresAt'] as const;

export function ApiKeyForm<Saved>(props: ApiKeyFormProps<Saved>): ReactElement {
  const { t } = useTranslation('api-keys');
  const [revision, setRevision] = useState(props.revision);
  const form = useApiForm<ApiKeyValues, Saved>({
    defaultValues: props.values,
    submit: (values) => props.save(bodyOfApiKey(values), revision),
    onSaved: props.onSaved,
  });
  const conflict = (theirs: unknown): ReactElement => {
    const present = theirs as ApiKey;
    return (
      <ConflictNotice
        theirs={{ ...present }}
        yours={{ ...bodyOfApiKey(form.methods.getValues()) }}
        fields={fields.map((field) => ({
          field,
          label: t(field === 'nasId' ? 'field.nas' : `field.${field}`),
        }))}
        onTakeTheirs={() => {
          setRevision(present.revision);
          form.methods.reset(valuesOfApiKey(present));
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
      <TextField name="name" label={t('field.name')} hint={t('field.nameHint')} isRequired maxLength={100} />
      <DateTimeField name="expiresAt" label={t('field.expiresAt')} hint={t('field.expiresHint')} />
      <UseFields />
      <FormActions submitLabel={props.submitLabel} onCancel={props.onCancel} />
    </ApiForm>
  );
}

const icons = { program: SquareTerminal, nas: Router };

/** Who has the key: a program with permissions, or a captive portal that speaks for one NAS. */
function UseFields(): ReactElement {
  const { t } = useTranslation('api-keys');
  const use = useWatch<ApiKeyValues, 'use'>({ name: 'use' });
  const names = useQuery({ ...nasNamesQuery, enabled: useCan('nas.read') && use === 'nas' });
  return (
    <>
      <RadioCards
        name="use"
        label={t('field.use')}
        options={[
          { value: 'program', label: t('field.useProgram'), description: t('field.useProgramText') },
          { value: 'nas', label: t('field.useNas'), description: t('field.useNasText') },
        ].map((option) => ({ ...option, icon: icons[option.value as keyof typeof icons] }))}
      />
      {use === 'nas' ? (
        <SelectField
          name="nasId"
          label={t('field.nas')}
          hint={t('field.nasHint')}
          isRequired
          options={names.data?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
        />
      ) : (
        <PermissionsField
          name="permissions"
          label={t('field.permissions')}
          except={permissionOfNas}
          isRequired
        />
      )}
    </>
  );
}
