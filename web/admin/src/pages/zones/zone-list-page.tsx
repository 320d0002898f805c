import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  Button,
  Card,
  Chip,
  ConfirmDialog,
  CopyText,
  EmptyState,
  Link,
  Menu,
  NoPermissionState,
  PageHeader,
  QueryView,
  useFormat,
  useShortcut,
} from '@trunkline/web-ui';
import { Network, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan } from '../../api/me.ts';
import { ZoneDrawer } from './zone-drawer.tsx';
import { allZonesQuery, type Zone } from './zone-queries.ts';

const route = getRouteApi('/shell/zones');

/** Destinations that plans give a speed of their own or free of quota. */
export function ZoneListPage(): ReactElement {
  const { t } = useTranslation('zones');
  const navigate = route.useNavigate();
  const { zone: openId } = route.useSearch();
  const [mayRead, mayWrite] = [useCan('zones.read'), useCan('zones.write')];
  const zones = useQuery({ ...allZonesQuery, enabled: mayRead });
  const [removing, setRemoving] = useState<Zone>();
  const open = (id: string | undefined): void =>
    void navigate({ search: id === undefined ? {} : { zone: id } });
  useShortcut({ keys: 'n', label: t('add.title'), run: () => open('new'), isEnabled: mayWrite });
  const addButton = mayWrite && (
    <Button variant="primary" icon={Plus} onClick={() => open('new')}>
      {t('add.open')}
    </Button>
  );
  const opened = zones.data?.find(({ id }) => id === openId);
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} actions={addButton} />
      {mayRead ? (
        <QueryView
          query={zones}
          isEmpty={(all) => all.length === 0}
          empty={
            <EmptyState icon={Network} title={t('empty.title')} action={addButton}>
              {t('empty.text')}
            </EmptyState>
          }
        >
          {(all) => (
            <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
              {all.map((zone) => (
                <li key={zone.id}>
                  <ZoneCard zone={zone} onOpen={() => open(zone.id)} onRemove={() => setRemoving(zone)} />
                </li>
              ))}
            </ul>
          )}
        </QueryView>
      ) : (
        <NoPermissionState permission="zones.read" />
      )}
      <ZoneDrawer
        zone={opened}
        isOpen={mayRead && (opened !== undefined || (openId === 'new' && mayWrite))}
        onClose={() => open(undefined)}
        onRemove={setRemoving}
      />
      <RemoveDialog
        zone={removing}
        onClose={() => setRemoving(undefined)}
        onRemoved={() => open(undefined)}
      />
    </>
  );
}

interface ZoneCardProps {
  zone: Zone;
  onOpen: () => void;
  onRemove: () => void;
}

function ZoneCard({ zone, onOpen, onRemove }: ZoneCardProps): ReactElement {
  const { t } = useTranslation('zones');
  const format = useFormat();
  const mayWrite = useCan('zones.write');
  const { name, key, description, prefixCount } = zone;
  return (
    <Card
      title={<bdi>{name}</bdi>}
      subtitle={<CopyText text={key} />}
      className="h-full"
      actions={
        mayWrite && (
          <Menu
            label={t('menu', { name })}
            items={[
              { id: 'edit', label: t('edit.open'), icon: Pencil, onSelect: onOpen },
              '-',
              { id: 'remove', label: t('remove.open'), icon: Trash2, isDanger: true, onSelect: onRemove },
            ]}
          />
        )
      }
    >
      <div className="flex flex-col gap-3">
        {description && (
          <p className="text-muted">
            <bdi>{description}</bdi>
          </p>
        )}
        <p>
          <button
            type="button"
            onClick={onOpen}
            className="min-h-6 font-medium text-accent hover:underline phone:min-h-11"
          >
            {t('prefix.count', { count: prefixCount, shown: format.count(prefixCount) })}
          </button>
        </p>
        <UsedBy zone={zone} />
      </div>
    </Card>
  );
}

function UsedBy({ zone: { plans } }: { zone: Zone }): ReactElement {
  const { t } = useTranslation('zones');
  if (plans.length === 0) return <p className="text-sm text-muted">{t('usedByNone')}</p>;
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted">
      {t('usedBy')}
      {plans.map(({ id, name }) => (
        <Chip key={id}>
          <Link href={`/plans/${id}`}>{name}</Link>
        </Chip>
      ))}
    </p>
  );
}

interface RemoveDialogProps {
  zone: Zone | undefined;
  onClose: () => void;
  onRemoved: () => void;
}

function RemoveDialog({ zone, onClose, onRemoved }: RemoveDialogProps): ReactElement {
  const { t } = useTranslation('zones');
  const queries = useQueryClient();
  const remove = async (): Promise<void> => {
    if (!zone) return;
    await answerOf(api.DELETE('/api/zones/{id}', { params: { path: { id: zone.id } } }));
    await queries.invalidateQueries({ queryKey: allZonesQuery.queryKey });
    onRemoved();
  };
  return (
    <ConfirmDialog
      isOpen={zone !== undefined}
      onClose={onClose}
      title={t('remove.question', { name: zone?.name ?? '' })}
      confirmLabel={t('remove.open')}
      onConfirm={remove}
      isDanger
    >
      {t('remove.text')}
    </ConfirmDialog>
  );
}
