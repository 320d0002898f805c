import { useQueryClient } from '@tanstack/react-query';
import { ApiForm, Card, FormActions, PasswordField, useApiForm, useToast } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useNewPasswordRule } from '../sign-in/use-new-password-rule.ts';
import { ownSessionsQuery } from './profile-queries.ts';

const noValues = { currentPassword: '', newPassword: '' };

/** A new password ends every other session of the person. */
export function PasswordCard(): ReactElement {
  const { t } = useTranslation('profile');
  const queryClient = useQueryClient();
  const toast = useToast();
  const rule = useNewPasswordRule();
  const form = useApiForm({
    defaultValues: noValues,
    submit: async (body: typeof noValues) => {
      await answerOf(api.POST('/api/auth/password', { body }));
    },
    onSaved: () => {
      form.methods.reset(noValues);
      void queryClient.invalidateQueries(ownSessionsQuery);
      toast({ title: t('password.saved'), detail: t('password.savedDetail') });
    },
  });
  return (
    <Card title={t('password.title')} subtitle={t('password.subtitle')}>
      <ApiForm form={form}>
        <PasswordField
          name="currentPassword"
          label={t('password.current')}
          isRequired
          autoComplete="current-password"
        />
        <PasswordField
          name="newPassword"
          label={t('password.next')}
          hint={t('password.hint')}
          isRequired
          autoComplete="new-password"
          validate={rule}
        />
        <FormActions submitLabel={t('password.submit')} isGuarded={false} />
      </ApiForm>
    </Card>
  );
}
