import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export function GalleryPage(): ReactElement {
  const { t } = useTranslation('gallery');
  return <h1>{t('title')}</h1>;
}
