import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function TenantListPage(): ReactElement {
  const { t } = useTranslation('tenants');
  return <h1>{t('title')}</h1>;
}
