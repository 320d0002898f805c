import { Card } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ListenCommand } from './listen-command.tsx';
import type { Shadow } from './shadow-queries.ts';

/** What is still to be done elsewhere, until the first login comes by. */
export function FirstLoginCard({ mode }: Pick<Shadow, 'mode'>): ReactElement {
  const { t } = useTranslation('shadow');
  return (
    <Card title={t('first.title')}>
      {mode === 'listener' ? <ListenCommand /> : <p className="text-muted">{t('first.proxy')}</p>}
    </Card>
  );
}
