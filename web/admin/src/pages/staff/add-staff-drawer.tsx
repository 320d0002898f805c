import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiForm, Callout, Drawer, FormActions, SelectField, TextField, useApiForm } from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { allRolesQuery } from '../roles/role-queries.ts';
import { SecretOnce } from './secret-once.tsx';

interface Values {
  name: string;
  email: string;
  roleId: string;
}

interface Added {
  name: string;
  email: string;
  password: string | null;
}

interface AddStaffDrawerProps {
  isOpen: boolean;
  onClose: () => void;
}

/** A person with a role; who is new to the installation gets a password that is shown this once. */
export function AddStaffDrawer({ isOpen, onClose }: AddStaffDrawerProps): ReactElement {
  const { t } = useTranslation('staff');
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
      {!added && <AddStaffForm onAdded={setAdded} onCancel={close} />}
      {added &&
        (added.password === null ? (
          <Callout tone="info">{t('add.known', { email: added.email })}</Callout>
        ) : (
          <SecretOnce
            title={t('secretTitle')}
            text={t('secretText')}
            label={t('field.password')}
            secret={added.password}
            onDone={close}
          />
        ))}
    </Drawer>
  );
}

function AddStaffForm({
  onAdded,
  onCancel,
}: {
  onAdded: (added: Added) => void;
  onCancel: () => void;
}): ReactElement {
  const { t } = useTranslation('staff');
  const queries = useQueryClient();
  const roles = useQuery(allRolesQuery);
  const form = useApiForm<Values, Added>({
    defaultValues: { name: '', email: '', roleId: '' },
    submit: async (body) => (await answerOf(api.POST('/api/staff', { body }))).data,
    onSaved: (added) => {
      void queries.invalidateQueries({ queryKey: ['staff'] });
      onAdded(added);
    },
  });
  return (
    <ApiForm form={form}>
      <TextField name="name" label={t('field.name')} isRequired maxLength={200} autoComplete="off" />
      <TextField
        name="email"
        label={t('field.email')}
        type="email"
        isRequired
        maxLength={254}
        autoComplete="off"
      />
      <SelectField
        name="roleId"
        label={t('field.role')}
        isRequired
        emptyLabel={t('role.choose')}
        options={(roles.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <FormActions submitLabel={t('add.submit')} onCancel={onCancel} />
    </ApiForm>
  );
}
