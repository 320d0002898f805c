import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, EmptyState, NoPermissionState, PageHeader, QueryView, useShortcut } from '@trunkline/web-ui';
import { Plus, Trees } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { AddEntryDrawer } from './add-entry-drawer.tsx';
import { EntryListCard } from './entry-list-card.tsx';
import { GardenTextCard } from './garden-text-card.tsx';
import { RemoveEntryDialog } from './remove-entry-dialog.tsx';
import { gardenQuery, type GardenEntry } from './walled-garden-queries.ts';

const route = getRouteApi('/shell/walled-garden');

/** Where a device at a hotspot may go before anybody has logged in. */
export function WalledGardenPage(): ReactElement {
  const { t } = useTranslation('walled-garden');
  const navigate = route.useNavigate();
  const { add } = route.useSearch();
  const [mayRead, mayWrite] = [useCan('hotspot.read'), useCan('hotspot.write')];
  const entries = useQuery({ ...gardenQuery, enabled: mayRead });
  const [removing, setRemoving] = useState<GardenEntry>();
  const setAdding = (isAdding: boolean): void => void navigate({ search: isAdding ? { add: true } : {} });
  useShortcut({ keys: 'n', label: t('add.title'), run: () => setAdding(true), isEnabled: mayWrite });
  const addButton = mayWrite && (
    <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
      {t('add.open')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} actions={addButton} />
      {mayRead ? (
        <QueryView
          query={entries}
          isEmpty={(all) => all.length === 0}
          empty={
            <EmptyState icon={Trees} title={t('empty.title')} action={addButton}>
              {t('empty.text')}
            </EmptyState>
          }
        >
          {(all) => (
            <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(20rem,2fr)]">
              <EntryListCard entries={all} onRemove={mayWrite ? setRemoving : undefined} />
              <GardenTextCard />
            </div>
          )}
        </QueryView>
      ) : (
        <NoPermissionState permission="hotspot.read" />
      )}
      {mayWrite && <AddEntryDrawer isOpen={add === true} onClose={() => setAdding(false)} />}
      <RemoveEntryDialog entry={removing} onClose={() => setRemoving(undefined)} />
    </>
  );
}
