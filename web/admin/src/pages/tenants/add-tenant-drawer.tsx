import { useQueryClient } from '@tanstack/react-query';
import { ApiForm, Callout, Drawer, FormActions, TextField, useApiForm } from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { SecretOnce } from '../staff/secret-once.tsx';
import { TenantFields, toTenantBody, type TenantValues } from './tenant-fields.tsx';

interface Values extends TenantValues {
  code: string;
  owner: { name: string; email: string };
}

interface Added {
  name: string;
  owner: { email: string; password: string | null };
}

interface AddTenantDrawerProps {
  isOpen: boolean;
  onClose: () => void;
}

/** A company with its first owner, whose password is shown this once. */
export function AddTenantDrawer({ isOpen, onClose }: AddTenantDrawerProps): ReactElement {
  const { t } = useTranslation('tenants');
  const [added, setAdded] = useState<Added>();
  const close = (): void => {
    setAdded(undefined);
    onClose();
  };
  return (
    <Drawer
      isOpen={isOpen}
      onClose={close}
      title={added ? t('add.done', { name: added.name }) : t('add.title')}
      description={added ? undefined : t('add.text')}
    >
      {!added && <AddTenantForm onAdded={setAdded} onCancel={close} />}
      {added &&
        (added.owner.password === null ? (
          <Callout tone="info">{t('add.known', { email: added.owner.email })}</Callout>
        ) : (
          <SecretOnce
            title={t('secretTitle')}
            text={t('secretText')}
            label={added.owner.email}
            secret={added.owner.password}
            onDone={close}
          />
        ))}
    </Drawer>
  );
}

function AddTenantForm({
  onAdded,
  onCancel,
}: {
  onAdded: (added: Added) => void;
  onCancel: () => void;
}): ReactElement {
  const { t } = useTranslation('tenants');
  const queries = useQueryClient();
  const { tenant } = useMe();
  const { currency, timeZone } = tenant;
  const form = useApiForm<Values, Added>({
    defaultValues: {
      code: '',
      name: '',
      company: '',
      email: '',
      currency,
      timeZone,
      owner: { name: '', email: '' },
    },
    submit: async ({ code, owner, ...values }) => {
      const body = { ...toTenantBody(values), code, owner };
      return (await answerOf(api.POST('/api/tenants', { body }))).data;
    },
    onSaved: (added) => {
      void queries.invalidateQueries({ queryKey: ['tenants'] });
      onAdded(added);
    },
  });
  return (
    <ApiForm form={form}>
      <TextField
        name="code"
        label={t('field.code')}
        hint={t('field.codeHint')}
        isRequired
        isMono
        maxLength={32}
      />
      <TenantFields />
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-3 text-md font-semibold">{t('owner.title')}</legend>
        <TextField name="owner.name" label={t('owner.name')} isRequired maxLength={200} />
        <TextField name="owner.email" label={t('owner.email')} type="email" isRequired maxLength={254} />
      </fieldset>
      <FormActions submitLabel={t('add.submit')} onCancel={onCancel} />
    </ApiForm>
  );
}
