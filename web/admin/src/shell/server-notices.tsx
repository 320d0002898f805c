import { Button, classNames } from '@trunkline/web-ui';
import { CloudOff, RefreshCw } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useServerState } from './server-state.ts';

const box =
  'pointer-events-auto flex items-center gap-3 rounded-lg border px-4 py-2 font-medium shadow-overlay';

/** Over every page: the server is gone (what is shown stays, and comes back by itself), or it has a newer app. */
export function ServerNotices(): ReactElement {
  const { t } = useTranslation('shell');
  const { isAway, isNewer } = useServerState();
  return (
    <output className="pointer-events-none fixed inset-x-0 bottom-4 z-30 flex justify-center px-4 phone:bottom-18">
      {isAway && (
        <div className={classNames(box, 'border-warn-line bg-warn-bg text-warn-fg')}>
          <CloudOff size={16} aria-hidden className="shrink-0" />
          <span>{t('server.away')}</span>
        </div>
      )}
      {!isAway && isNewer && (
        <div className={classNames(box, 'border-new-line bg-new-bg text-new-fg')}>
          <span>{t('server.newer')}</span>
          <Button size="sm" icon={RefreshCw} onClick={() => location.reload()}>
            {t('server.reload')}
          </Button>
        </div>
      )}
    </output>
  );
}
