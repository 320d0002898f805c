import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function AuditPage(): ReactElement {
  const { t } = useTranslation('audit');
  return <h1>{t('title')}</h1>;
}
