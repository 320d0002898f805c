import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  Button,
  ConfirmDialog,
  EmptyState,
  PageHeader,
  useShortcut,
  type MenuItems,
} from '@trunkline/web-ui';
import { DataTable, singlePage } from '@trunkline/web-ui/table';
import { Ban, FileClock, KeyRound, Pencil, Plus } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { arrangeRows, has } from '../../api/arrange-rows.ts';
import { useCan } from '../../api/me.ts';
import { useApiKeyColumns } from './api-key-columns.tsx';
import { AddApiKeyDrawer, EditApiKeyDrawer } from './api-key-drawer.tsx';
import { allApiKeysQuery, type ApiKey } from './api-key-queries.ts';
import { apiKeySearch } from './api-key-search.ts';

const route = getRouteApi('/shell/api-keys');

type Deed = { kind: 'edit' | 'revoke'; key: ApiKey };

/** After every instant that a key can end at. */
const never = '9999';

const arrangement = {
  filters: {
    name: ({ name }: ApiKey, wanted: string) => has(name, wanted),
    state: ({ state }: ApiKey, wanted: string) => state === wanted,
    madeBy: ({ madeBy }: ApiKey, wanted: string) => has(madeBy.name, wanted),
  },
  sorts: {
    name: ({ name }: ApiKey) => name,
    state: ({ state }: ApiKey) => state,
    madeBy: ({ madeBy }: ApiKey) => madeBy.name,
    createdAt: ({ createdAt }: ApiKey) => createdAt,
    expiresAt: ({ expiresAt }: ApiKey) => expiresAt ?? never,
    lastUsedAt: ({ lastUsedAt }: ApiKey) => lastUsedAt ?? '',
  },
};

export function ApiKeyListPage(): ReactElement {
  const { t } = useTranslation('api-keys');
  const navigate = route.useNavigate();
  const { add } = route.useSearch();
  const mayWrite = useCan('staff.write_api_keys');
  const [deed, setDeed] = useState<Deed>();
  const setAdding = (isAdding: boolean): void =>
    void navigate({ search: (previous) => ({ ...previous, add: isAdding || undefined }) });
  useShortcut({ keys: 'n', label: t('add.title'), run: () => setAdding(true), isEnabled: mayWrite });
  const addButton = mayWrite && (
    <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
      {t('add.open')}
    </Button>
  );
  const close = (): void => setDeed(undefined);
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} actions={addButton} />
      <ApiKeyTable onDeed={setDeed} addButton={addButton} />
      {mayWrite && <AddApiKeyDrawer isOpen={add === true} onClose={() => setAdding(false)} />}
      <EditApiKeyDrawer apiKey={deed?.kind === 'edit' ? deed.key : undefined} onClose={close} />
      <RevokeDialog apiKey={deed?.kind === 'revoke' ? deed.key : undefined} onClose={close} />
    </>
  );
}

interface ApiKeyTableProps {
  onDeed: (deed: Deed) => void;
  addButton: ReactElement | false;
}

function ApiKeyTable({ onDeed, addButton }: ApiKeyTableProps): ReactElement {
  const { t } = useTranslation('api-keys');
  const navigate = route.useNavigate();
  const state = apiKeySearch.toState(route.useSearch());
  const mayRead = useCan('staff.read');
  const keys = useQuery({ ...allApiKeysQuery, enabled: mayRead });
  const codes = useMemo(
    () => [...new Set(keys.data?.flatMap(({ permissions }) => permissions))],
    [keys.data],
  );
  const columns = useApiKeyColumns(codes);
  const rowMenu = useRowMenu(onDeed);
  const rows = keys.data && arrangeRows(keys.data, state, arrangement);
  return (
    <DataTable<ApiKey>
      id="api-keys"
      label={t('title')}
      isPermitted={mayRead}
      columns={columns}
      pages={singlePage({ ...keys, data: rows })}
      total={rows?.length}
      rowId={({ id }) => id}
      rowLabel={({ name }) => name}
      rowMenu={rowMenu}
      state={state}
      onStateChange={(next) =>
        void navigate({
          search: (previous) => ({ ...previous, ...apiKeySearch.toSearch(next) }),
          replace: true,
        })
      }
      empty={
        <EmptyState icon={KeyRound} title={t('empty.title')} action={addButton}>
          {t('empty.text')}
        </EmptyState>
      }
      csv={{ fileName: t('csvName'), fetchPage: () => Promise.resolve({ data: rows ?? [] }) }}
    />
  );
}

function useRowMenu(onDeed: (deed: Deed) => void): (key: ApiKey) => MenuItems {
  const { t } = useTranslation('api-keys');
  const mayWrite = useCan('staff.write_api_keys');
  const maySeeActs = useCan('audit.read');
  return (key) => {
    const changes: MenuItems = [
      { id: 'edit', label: t('edit.open'), icon: Pencil, onSelect: () => onDeed({ kind: 'edit', key }) },
      {
        id: 'revoke',
        label: t('revoke.open'),
        icon: Ban,
        onSelect: () => onDeed({ kind: 'revoke', key }),
        isDanger: true,
      },
    ];
    const acts = { id: 'acts', label: t('acts'), icon: FileClock, href: `/audit?actorId=${key.id}` };
    return [...(maySeeActs ? [acts] : []), ...(mayWrite && key.state !== 'revoked' ? changes : [])];
  };
}

function RevokeDialog({
  apiKey,
  onClose,
}: {
  apiKey: ApiKey | undefined;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('api-keys');
  const queries = useQueryClient();
  const revoke = async (): Promise<void> => {
    if (!apiKey) return;
    await answerOf(api.DELETE('/api/api-keys/{id}', { params: { path: { id: apiKey.id } } })).finally(
      () => void queries.invalidateQueries({ queryKey: ['api-keys'] }),
    );
  };
  return (
    <ConfirmDialog
      isOpen={apiKey !== undefined}
      onClose={onClose}
      title={t('revoke.question', { name: apiKey?.name ?? '' })}
      confirmLabel={t('revoke.open')}
      onConfirm={revoke}
      isDanger
    >
      {t('revoke.text')}
    </ConfirmDialog>
  );
}
