import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function NasPage(): ReactElement {
  const { t } = useTranslation('nas');
  return <h1>{t('title')}</h1>;
}
