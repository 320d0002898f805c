import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function StaffListPage(): ReactElement {
  const { t } = useTranslation('staff');
  return <h1>{t('title')}</h1>;
}
