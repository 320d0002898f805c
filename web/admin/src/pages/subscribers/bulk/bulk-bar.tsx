import { Button, Menu, type MenuItems } from '@trunkline/web-ui';
import type { TableSelection } from '@trunkline/web-ui/table';
import { CalendarPlus, CirclePlay, Layers, Lock, MoreHorizontal, Unplug } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../api/me.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import type { BulkActionName } from './bulk-queries.ts';

/** What can be done to all ticked subscribers; each shows first what it would do. */
export function BulkBar({ selection }: { selection: TableSelection }): ReactElement {
  const { t } = useTranslation('subscribers');
  const [action, setAction] = useState<BulkActionName>();
  const mayWrite = useCan('subscribers.write');
  const maySell = useCan('subscriptions.write');
  const mayDisconnect = useCan('enforcement.disconnect');
  const more: MenuItems = (['pause', 'disable', 'add-tag', 'remove-tag', 'reset-macs'] as const).map(
    (id) => ({
      id,
      label: t(`action.${id}`),
      onSelect: () => setAction(id),
    }),
  );
  return (
    <>
      {mayWrite && (
        <>
          <Button size="sm" icon={Lock} onClick={() => setAction('suspend')}>
            {t('action.suspend')}
          </Button>
          <Button size="sm" icon={CirclePlay} onClick={() => setAction('activate')}>
            {t('action.activate')}
          </Button>
        </>
      )}
      {maySell && (
        <>
          <Button size="sm" icon={CalendarPlus} onClick={() => setAction('extend')}>
            {t('action.extend')}
          </Button>
          <Button size="sm" icon={Layers} onClick={() => setAction('change-plan')}>
            {t('action.change-plan')}
          </Button>
        </>
      )}
      {mayDisconnect && (
        <Button size="sm" icon={Unplug} onClick={() => setAction('disconnect')}>
          {t('action.disconnect')}
        </Button>
      )}
      {mayWrite && (
        <Menu
          items={more}
          trigger={
            <Button size="sm" variant="ghost" icon={MoreHorizontal}>
              {t('bulk.more')}
            </Button>
          }
        />
      )}
      {action && <BulkDialog action={action} selection={selection} onClose={() => setAction(undefined)} />}
    </>
  );
}
