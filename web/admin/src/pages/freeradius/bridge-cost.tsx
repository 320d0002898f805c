import { Callout } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** Said in the page and again in the dialog: nobody should learn it afterwards. */
export function BridgeCost(): ReactElement {
  const { t } = useTranslation('freeradius');
  return (
    <>
      <Callout tone="warn" title={t('cost.passwords.title')}>
        {t('cost.passwords.text')}
      </Callout>
      <ul className="flex list-disc flex-col gap-1.5 ps-5 text-muted">
        <li>{t('cost.login')}</li>
        <li>{t('cost.room')}</li>
        <li>{t('cost.off')}</li>
      </ul>
    </>
  );
}
