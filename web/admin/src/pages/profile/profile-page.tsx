import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function ProfilePage(): ReactElement {
  const { t } = useTranslation('profile');
  return <h1>{t('title')}</h1>;
}
