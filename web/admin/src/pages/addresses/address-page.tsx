import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function AddressPage(): ReactElement {
  const { t } = useTranslation('addresses');
  return <h1>{t('title')}</h1>;
}
