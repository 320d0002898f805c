import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function OnlinePage(): ReactElement {
  const { t } = useTranslation('online');
  return <h1>{t('title')}</h1>;
}
