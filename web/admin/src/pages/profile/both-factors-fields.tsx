import { PasswordField, TextField } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export const noFactors = { password: '', code: '' };

/** A browser left open is not enough to change the second factor: the password and a code are asked for. */
export function BothFactorsFields(): ReactElement {
  const { t } = useTranslation('profile');
  return (
    <>
      <PasswordField
        name="password"
        label={t('password.current')}
        isRequired
        autoComplete="current-password"
      />
      <TextField
        name="code"
        label={t('enrol.code')}
        hint={t('factor.codeHint')}
        isRequired
        isMono
        autoComplete="one-time-code"
      />
    </>
  );
}
