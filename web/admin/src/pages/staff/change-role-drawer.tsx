import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiForm, Drawer, FormActions, SelectField, useApiForm } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { allRolesQuery } from '../roles/role-queries.ts';
import { changeMember } from './change-member.ts';
import type { Member } from './staff-queries.ts';

interface ChangeRoleDrawerProps {
  /** Undefined: closed. */
  member: Member | undefined;
  onClose: () => void;
}

export function ChangeRoleDrawer({ member, onClose }: ChangeRoleDrawerProps): ReactElement {
  const { t } = useTranslation('staff');
  return (
    <Drawer
      isOpen={member !== undefined}
      onClose={onClose}
      size="sm"
      title={t('role.title', { name: member?.name ?? '' })}
    >
      {member && <ChangeRoleForm key={member.id} member={member} onDone={onClose} />}
    </Drawer>
  );
}

function ChangeRoleForm({ member, onDone }: { member: Member; onDone: () => void }): ReactElement {
  const { t } = useTranslation('staff');
  const queries = useQueryClient();
  const roles = useQuery(allRolesQuery);
  const form = useApiForm<{ roleId: string }>({
    defaultValues: { roleId: member.role.id },
    submit: (change) => changeMember(member, change),
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: ['staff'] });
      onDone();
    },
  });
  return (
    <ApiForm form={form}>
      <SelectField
        name="roleId"
        label={t('field.role')}
        isRequired
        options={(roles.data ?? [member.role]).map(({ id, name }) => ({ value: id, label: name }))}
      />
      <FormActions submitLabel={t('role.submit')} onCancel={onDone} />
    </ApiForm>
  );
}
