import {
  ApiForm,
  Button,
  Callout,
  PasswordField,
  SelectField,
  TextField,
  useApiForm,
} from '@trunkline/web-ui';
import { ApiError } from '@trunkline/openapi-client';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useRefusal } from './use-refusal.ts';

/** A right password that waits for the second factor. */
export interface Challenge {
  email: string;
  challenge: string;
}

interface Tenant {
  code: string;
  name: string;
}

interface PasswordStepProps {
  onSignedIn: () => Promise<void>;
  onChallenge: (challenge: Challenge) => void;
}

const noValues = { email: '', password: '', tenant: '' };
type Values = typeof noValues;

/** Asks for the company only of people who belong to several, when the password was right. */
export function PasswordStep({ onSignedIn, onChallenge }: PasswordStepProps): ReactElement {
  const { t } = useTranslation('sign-in');
  const [tenants, setTenants] = useState<Tenant[]>();
  const { refusal, refuse, clear } = useRefusal();
  const signIn = async ({ email, password, tenant }: Values): Promise<void> => {
    clear();
    try {
      const body = { email: email.trim(), password, ...(tenant !== '' && { tenant }) };
      await answerOf(api.POST('/api/auth/login', { body }));
    } catch (error) {
      const code = error instanceof ApiError ? error.code : undefined;
      if (code === 'staff.tenant_needed') setTenants((dataOf(error) as { tenants: Tenant[] }).tenants);
      else if (code === 'staff.second_factor_required')
        onChallenge({ email: email.trim(), challenge: (dataOf(error) as { challenge: string }).challenge });
      else refuse(error);
      return;
    }
    await onSignedIn();
  };
  const form = useApiForm({ defaultValues: noValues, submit: signIn });
  const { setFocus } = form.methods;
  useEffect(() => setFocus('email'), [setFocus]);
  return (
    <ApiForm form={form}>
      {refusal !== undefined && (
        <Callout tone="bad" live="assertive">
          {refusal}
        </Callout>
      )}
      <TextField name="email" type="email" label={t('email')} isRequired autoComplete="username" />
      <PasswordField name="password" label={t('password')} isRequired autoComplete="current-password" />
      {tenants && (
        <SelectField
          name="tenant"
          label={t('tenant')}
          hint={t('tenantHint')}
          isRequired
          options={tenants.map(({ code, name }) => ({ value: code, label: name }))}
        />
      )}
      <Button
        type="submit"
        variant="primary"
        isPending={form.methods.formState.isSubmitting}
        className="mt-1 w-full"
      >
        {t('submit')}
      </Button>
    </ApiForm>
  );
}

/** What comes with these two codes is theirs by the API's contract. */
function dataOf(error: unknown): unknown {
  return (error as ApiError).data;
}
