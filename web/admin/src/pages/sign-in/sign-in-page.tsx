import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function SignInPage(): ReactElement {
  const { t } = useTranslation('sign-in');
  return <h1>{t('title')}</h1>;
}
