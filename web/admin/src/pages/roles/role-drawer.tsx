import { useQueryClient } from '@tanstack/react-query';
import { ApiForm, Drawer, FormActions, SelectField, TextField, useApiForm } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { changeRole, type Role } from './role-queries.ts';

interface RoleDrawerProps {
  /** `add`, the role to rename, or undefined: closed. */
  subject: 'add' | Role | undefined;
  roles: readonly Role[];
  onClose: () => void;
}

export function RoleDrawer({ subject, roles, onClose }: RoleDrawerProps): ReactElement {
  const { t } = useTranslation('roles');
  const isAdding = subject === 'add';
  const name = typeof subject === 'object' ? subject.name : '';
  return (
    <Drawer
      isOpen={subject !== undefined}
      onClose={onClose}
      size="sm"
      title={isAdding ? t('add.title') : t('rename.title', { name })}
      description={isAdding ? t('add.text') : undefined}
    >
      {isAdding && <AddForm roles={roles} onDone={onClose} />}
      {typeof subject === 'object' && <RenameForm key={subject.id} role={subject} onDone={onClose} />}
    </Drawer>
  );
}

function AddForm({ roles, onDone }: { roles: readonly Role[]; onDone: () => void }): ReactElement {
  const { t } = useTranslation('roles');
  const queries = useQueryClient();
  const { permissions: own } = useMe();
  const form = useApiForm<{ name: string; copyOf: string }>({
    defaultValues: { name: '', copyOf: '' },
    submit: async ({ name, copyOf }) => {
      const copied = roles.find(({ id }) => id === copyOf)?.permissions ?? [];
      const permissions = copied.filter((code) => own.includes(code));
      return (await answerOf(api.POST('/api/roles', { body: { name, permissions } }))).data;
    },
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: ['roles'] });
      onDone();
    },
  });
  const copies = roles.filter(({ isOwner }) => !isOwner).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <ApiForm form={form}>
      <TextField name="name" label={t('field.name')} isRequired maxLength={100} />
      <SelectField name="copyOf" label={t('add.copyOf')} emptyLabel={t('add.copyNone')} options={copies} />
      <FormActions submitLabel={t('add.submit')} onCancel={onDone} />
    </ApiForm>
  );
}

function RenameForm({ role, onDone }: { role: Role; onDone: () => void }): ReactElement {
  const { t } = useTranslation('roles');
  const queries = useQueryClient();
  const form = useApiForm<{ name: string }>({
    defaultValues: { name: role.name },
    submit: ({ name }) => changeRole(role, { name }),
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: ['roles'] });
      onDone();
    },
  });
  return (
    <ApiForm form={form}>
      <TextField name="name" label={t('field.name')} isRequired maxLength={100} />
      <FormActions submitLabel={t('rename.submit')} onCancel={onDone} />
    </ApiForm>
  );
}
