import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function DashboardPage(): ReactElement {
  const { t } = useTranslation('dashboard');
  return <h1>{t('title')}</h1>;
}
