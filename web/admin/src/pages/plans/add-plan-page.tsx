import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function AddPlanPage(): ReactElement {
  const { t } = useTranslation('plans');
  return <h1>{t('title')}</h1>;
}
