import { useQuery } from '@tanstack/react-query';
import { Callout } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { setupQuery } from '../setup/setup-queries.ts';

/** Says where the set-up link is, as long as nobody has signed in to this installation. */
export function SetupHint(): ReactElement | null {
  const { t } = useTranslation('sign-in');
  const { data } = useQuery(setupQuery);
  if (!data?.isOpen) return null;
  return (
    <Callout tone="info" title={t('setup.title')} className="mb-4">
      {t('setup.text')}
    </Callout>
  );
}
