import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function AuthLogPage(): ReactElement {
  const { t } = useTranslation('auth-log');
  return <h1>{t('title')}</h1>;
}
