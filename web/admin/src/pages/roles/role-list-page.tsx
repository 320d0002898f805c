import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function RoleListPage(): ReactElement {
  const { t } = useTranslation('roles');
  return <h1>{t('title')}</h1>;
}
