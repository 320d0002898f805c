import { ApiForm, ConflictNotice, FormActions, useApiForm } from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import {
  TenantFields,
  tenantFieldNames,
  tenantValues,
  toTenantBody,
  type TenantValues,
} from './tenant-fields.tsx';
import type { Tenant } from './tenant-queries.ts';

interface TenantFormProps {
  tenant: Tenant;
  save: (body: ReturnType<typeof toTenantBody>, revision: number) => Promise<Tenant>;
  onSaved: (saved: Tenant) => void;
  submitLabel: string;
  onCancel?: () => void;
}

/** The company as it is, to be changed; the second of two who change it is shown what differs. */
export function TenantForm({ tenant, save, onSaved, submitLabel, onCancel }: TenantFormProps): ReactElement {
  const { t } = useTranslation('tenants');
  const [revision, setRevision] = useState(tenant.revision);
  const form = useApiForm<TenantValues, Tenant>({
    defaultValues: tenantValues(tenant),
    submit: (values) => save(toTenantBody(values), revision),
    onSaved: (saved) => {
      setRevision(saved.revision);
      form.methods.reset(tenantValues(saved));
      onSaved(saved);
    },
  });
  const conflict = (theirs: unknown): ReactElement => {
    const present = theirs as Tenant;
    return (
      <ConflictNotice
        theirs={{ ...present }}
        yours={form.methods.getValues()}
        fields={tenantFieldNames.map((field) => ({ field, label: t(`field.${field}`) }))}
        onTakeTheirs={() => {
          setRevision(present.revision);
          form.methods.reset(tenantValues(present));
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
      <TenantFields />
      <FormActions submitLabel={submitLabel} {...(onCancel && { onCancel })} />
    </ApiForm>
  );
}
