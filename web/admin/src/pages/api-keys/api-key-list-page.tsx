import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function ApiKeyListPage(): ReactElement {
  const { t } = useTranslation('api-keys');
  return <h1>{t('title')}</h1>;
}
