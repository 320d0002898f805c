import { useQuery } from '@tanstack/react-query';
import { ApiForm, Button, Callout, PasswordField, useApiForm } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { meQuery } from '../../api/me.ts';
import { FrontFrame } from '../../shell/front-frame.tsx';
import { useGoOn } from './use-go-on.ts';
import { useNewPasswordRule } from './use-new-password-rule.ts';
import { useRefusal } from './use-refusal.ts';

const noValues = { currentPassword: '', newPassword: '' };

/** A generated password opens nothing but its own change. */
export function NewPasswordPage(): ReactElement {
  const { t } = useTranslation('sign-in');
  const { data: me } = useQuery(meQuery);
  const { refusal, refuse, clear } = useRefusal();
  const goOn = useGoOn();
  const rule = useNewPasswordRule();
  const form = useApiForm({
    defaultValues: noValues,
    submit: async (body: typeof noValues) => {
      clear();
      await answerOf(api.POST('/api/auth/password', { body }));
    },
    onSaved: () => void goOn().catch(refuse),
  });
  return (
    <FrontFrame title={t('newPassword.title')} subtitle={t('newPassword.subtitle')}>
      <ApiForm form={form}>
        {refusal !== undefined && (
          <Callout tone="bad" live="assertive">
            {refusal}
          </Callout>
        )}
        {/* So that a password manager keeps the new one under the right name. */}
        <input type="text" name="username" autoComplete="username" value={me?.email ?? ''} readOnly hidden />
        <PasswordField
          name="currentPassword"
          label={t('newPassword.current')}
          isRequired
          autoComplete="current-password"
        />
        <PasswordField
          name="newPassword"
          label={t('newPassword.next')}
          hint={t('newPassword.hint')}
          isRequired
          autoComplete="new-password"
          validate={rule}
        />
        <Button
          type="submit"
          variant="primary"
          isPending={form.methods.formState.isSubmitting}
          className="mt-1 w-full"
        >
          {t('newPassword.submit')}
        </Button>
      </ApiForm>
    </FrontFrame>
  );
}
