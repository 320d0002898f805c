import { useTranslation } from 'react-i18next';

/** As the server has it; it has the last word. */
const leastLength = 12;

/** Says in the person's language that a new password is too short, before it is sent. */
export function useNewPasswordRule(): (value: unknown) => string | undefined {
  const { t } = useTranslation('sign-in');
  return (value) =>
    typeof value === 'string' && value.length < leastLength ? t('newPassword.tooShort') : undefined;
}
