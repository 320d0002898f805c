import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Names the tab of the browser after the page: `Amal Haddad · Trunkline`. */
export function useDocumentTitle(title: string | undefined): void {
  const { t } = useTranslation('ui');
  const product = t('frame.product');
  useEffect(() => {
    if (title === undefined) return;
    document.title = title === '' ? product : `${title} · ${product}`;
  }, [title, product]);
}
