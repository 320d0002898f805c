import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function SubscriberPage(): ReactElement {
  const { t } = useTranslation('subscribers');
  return <h1>{t('title')}</h1>;
}
