import { useQueryClient } from '@tanstack/react-query';
import {
  ApiForm,
  Card,
  FormActions,
  PasswordField,
  TextField,
  useApiForm,
  useToast,
} from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { meQuery, useMe } from '../../api/me.ts';

/** Name and e-mail address, the same in every company the person works for. */
export function PersonCard(): ReactElement {
  const { t } = useTranslation('profile');
  const { name, email } = useMe();
  const queryClient = useQueryClient();
  const toast = useToast();
  const form = useApiForm({
    defaultValues: { name, email, password: '' },
    submit: async ({ password, ...rest }) => {
      const body = { ...rest, ...(password !== '' && { password }) };
      await answerOf(api.POST('/api/auth/profile', { body }));
    },
    onSaved: (_answer, values) => {
      form.methods.reset({ ...values, password: '' });
      void queryClient.invalidateQueries(meQuery);
      toast({ title: t('person.saved') });
    },
  });
  const hasOtherEmail = form.methods.watch('email').trim().toLowerCase() !== email;
  return (
    <Card title={t('person.title')}>
      <ApiForm form={form}>
        <TextField name="name" label={t('person.name')} isRequired autoComplete="name" />
        <TextField name="email" type="email" label={t('person.email')} isRequired autoComplete="email" />
        {hasOtherEmail && (
          <PasswordField
            name="password"
            label={t('password.current')}
            hint={t('person.passwordHint')}
            isRequired
            autoComplete="current-password"
          />
        )}
        <FormActions submitLabel={t('person.submit')} />
      </ApiForm>
    </Card>
  );
}
