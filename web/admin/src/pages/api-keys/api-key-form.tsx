import {
  ApiForm,
  ConflictNotice,
  DateTimeField,
  FormActions,
  TextField,
  useApiForm,
} from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { PermissionsField } from '../roles/permissions-field.tsx';
import type { ApiKey } from './api-key-queries.ts';

export interface ApiKeyValues {
  name: string;
  permissions: string[];
  expiresAt: string | null;
}

interface ApiKeyFormProps<Saved> {
  values: ApiKeyValues;
  /** Of the key that is changed; 0 for a new one. */
  revision: number;
  save: (values: ApiKeyValues, revision: number) => Promise<Saved>;
  onSaved: (saved: Saved) => void;
  submitLabel: string;
  onCancel: () => void;
}

const fields = ['name', 'permissions', 'expiresAt'] as const;

export function ApiKeyForm<Saved>(props: ApiKeyFormProps<Saved>): ReactElement {
  const { t } = useTranslation('api-keys');
  const [revision, setRevision] = useState(props.revision);
  const form = useApiForm<ApiKeyValues, Saved>({
    defaultValues: props.values,
    submit: (values) => props.save(values, revision),
    onSaved: props.onSaved,
  });
  const conflict = (theirs: unknown): ReactElement => {
    const present = theirs as ApiKey;
    const { name, permissions, expiresAt } = present;
    return (
      <ConflictNotice
        theirs={{ ...present }}
        yours={{ ...form.methods.getValues() }}
        fields={fields.map((field) => ({ field, label: t(`field.${field}`) }))}
        onTakeTheirs={() => {
          setRevision(present.revision);
          form.methods.reset({ name, permissions, expiresAt });
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
      <PermissionsField name="permissions" label={t('field.permissions')} isRequired />
      <FormActions submitLabel={props.submitLabel} onCancel={props.onCancel} />
    </ApiForm>
  );
}
