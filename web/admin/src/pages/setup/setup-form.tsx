import { useRouter } from '@tanstack/react-router';
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
import { useEffect, useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { queryClient } from '../../api/query-client.ts';
import { useNewPasswordRule } from '../sign-in/use-new-password-rule.ts';
import { useRefusal } from '../sign-in/use-refusal.ts';
import { listCurrencies, listTimeZones, ownTimeZone } from './places.ts';

interface Values {
  name: string;
  email: string;
  password: string;
  tenant: { name: string; currency: string; timeZone: string };
}

/** Six fields: who owns it, and in what money and time the company reckons. */
export function SetupForm({ code }: { code: string }): ReactElement {
  const { t } = useTranslation('setup');
  const router = useRouter();
  const { refusal, refuse, clear } = useRefusal();
  const form = useApiForm<Values, boolean>({
    defaultValues: {
      name: '',
      email: '',
      password: '',
      tenant: { name: '', currency: 'USD', timeZone: ownTimeZone() },
    },
    submit: async (values) => {
      clear();
      try {
        await answerOf(api.POST('/api/setup', { body: { ...values, email: values.email.trim(), code } }));
        return true;
      } catch (error) {
        if (error instanceof ApiError && error.details.length > 0) throw error;
        refuse(error);
        return false;
      }
    },
    onSaved: (isDone) => {
      if (!isDone) return;
      queryClient.clear();
      void router.navigate({ to: '/guide' });
    },
  });
  const { setFocus } = form.methods;
  useEffect(() => setFocus('name'), [setFocus]);
  return (
    <ApiForm form={form}>
      {refusal !== undefined && (
        <Callout tone="bad" live="assertive">
          {refusal}
        </Callout>
      )}
      <OwnerFields />
      <CompanyFields />
      <div>
        <Button type="submit" variant="primary" isPending={form.methods.formState.isSubmitting}>
          {t('submit')}
        </Button>
      </div>
    </ApiForm>
  );
}

function OwnerFields(): ReactElement {
  const { t } = useTranslation('setup');
  const { t: tSignIn } = useTranslation('sign-in');
  const rule = useNewPasswordRule();
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="mb-3 text-md font-semibold">{t('owner')}</legend>
      <TextField name="name" label={t('name')} isRequired autoComplete="name" />
      <TextField name="email" type="email" label={tSignIn('email')} isRequired autoComplete="username" />
      <PasswordField
        name="password"
        label={tSignIn('password')}
        hint={tSignIn('newPassword.hint')}
        isRequired
        autoComplete="new-password"
        validate={rule}
        className="sm:col-span-2"
      />
    </fieldset>
  );
}

function CompanyFields(): ReactElement {
  const { t, i18n } = useTranslation('setup');
  const currencies = useMemo(() => listCurrencies(i18n.language), [i18n.language]);
  const timeZones = useMemo(() => listTimeZones(), []);
  return (
    <fieldset className="mt-2 grid gap-4 sm:grid-cols-2">
      <legend className="mb-3 text-md font-semibold">{t('company')}</legend>
      <TextField
        name="tenant.name"
        label={t('companyName')}
        isRequired
        autoComplete="organization"
        className="sm:col-span-2"
      />
      <SelectField
        name="tenant.currency"
        label={t('currency')}
        hint={t('currencyHint')}
        isRequired
        options={currencies}
      />
      <SelectField
        name="tenant.timeZone"
        label={t('timeZone')}
        hint={t('timeZoneHint')}
        isRequired
        options={timeZones}
      />
    </fieldset>
  );
}
