import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function SetupPage(): ReactElement {
  const { t } = useTranslation('setup');
  return <h1>{t('title')}</h1>;
}
