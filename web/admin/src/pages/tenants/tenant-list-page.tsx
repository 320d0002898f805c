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
import { Building2, Pause, Pencil, Play, Plus } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { arrangeRows, has } from '../../api/arrange-rows.ts';
import { useMe } from '../../api/me.ts';
import { AddTenantDrawer } from './add-tenant-drawer.tsx';
import { changeTenant } from './change-tenant.ts';
import { EditTenantDrawer } from './edit-tenant-drawer.tsx';
import { useTenantColumns } from './tenant-columns.tsx';
import { allTenantsQuery, type Tenant } from './tenant-queries.ts';
import { tenantSearch } from './tenant-search.ts';

const route = getRouteApi('/shell/tenants');

const arrangement = {
  filters: {
    name: ({ name }: Tenant, wanted: string) => has(name, wanted),
    code: ({ code }: Tenant, wanted: string) => has(code, wanted),
    status: ({ status }: Tenant, wanted: string) => status === wanted,
  },
  sorts: {
    name: ({ name }: Tenant) => name,
    code: ({ code }: Tenant) => code,
    status: ({ status }: Tenant) => status,
    createdAt: ({ createdAt }: Tenant) => createdAt,
  },
};

/** The companies of the installation, for its operator alone. */
export function TenantListPage(): ReactElement {
  const { t } = useTranslation('tenants');
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const { isOperator } = useMe();
  const tenants = useQuery({ ...allTenantsQuery, enabled: isOperator });
  const [asked, setAsked] = useState<Tenant>();
  const open = (drawer: { add?: true | undefined; edit?: string | undefined }): void =>
    void navigate({ search: (previous) => ({ ...previous, add: undefined, edit: undefined, ...drawer }) });
  useShortcut({ keys: 'n', label: t('add.title'), run: () => open({ add: true }), isEnabled: isOperator });
  const addButton = isOperator && (
    <Button variant="primary" icon={Plus} onClick={() => open({ add: true })}>
      {t('add.open')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} actions={addButton} />
      <TenantTable onEdit={(id) => open({ edit: id })} onStatus={setAsked} addButton={addButton} />
      {isOperator && <AddTenantDrawer isOpen={search.add === true} onClose={() => open({})} />}
      <EditTenantDrawer
        tenant={tenants.data?.find(({ id }) => id === search.edit)}
        onClose={() => open({})}
      />
      <StatusDialog tenant={asked} onClose={() => setAsked(undefined)} />
    </>
  );
}

interface TenantTableProps {
  onEdit: (id: string) => void;
  onStatus: (tenant: Tenant) => void;
  addButton: ReactElement | false;
}

function TenantTable({ onEdit, onStatus, addButton }: TenantTableProps): ReactElement {
  const { t } = useTranslation('tenants');
  const navigate = route.useNavigate();
  const state = tenantSearch.toState(route.useSearch());
  const { isOperator, tenant: own } = useMe();
  const tenants = useQuery({ ...allTenantsQuery, enabled: isOperator });
  const columns = useTenantColumns();
  const rows = tenants.data && arrangeRows(tenants.data, state, arrangement);
  const rowMenu = (tenant: Tenant): MenuItems => [
    { id: 'edit', label: t('edit.open'), icon: Pencil, onSelect: () => onEdit(tenant.id) },
    tenant.status === 'active'
      ? {
          id: 'suspend',
          label: t('suspend.open'),
          icon: Pause,
          onSelect: () => onStatus(tenant),
          isDanger: true,
          isDisabled: tenant.id === own.id,
        }
      : { id: 'resume', label: t('resume.open'), icon: Play, onSelect: () => onStatus(tenant) },
  ];
  return (
    <DataTable<Tenant>
      id="tenants"
      label={t('title')}
      isPermitted={isOperator}
      columns={columns}
      pages={singlePage({ ...tenants, data: rows })}
      total={rows?.length}
      rowId={({ id }) => id}
      rowLabel={({ name }) => name}
      onOpen={({ id }) => onEdit(id)}
      rowMenu={rowMenu}
      state={state}
      onStateChange={(next) =>
        void navigate({
          search: (previous) => ({ ...previous, ...tenantSearch.toSearch(next) }),
          replace: true,
        })
      }
      empty={
        <EmptyState icon={Building2} title={t('empty.title')} action={addButton}>
          {t('empty.text')}
        </EmptyState>
      }
      csv={{ fileName: t('csvName'), fetchPage: () => Promise.resolve({ data: rows ?? [] }) }}
    />
  );
}

function StatusDialog({
  tenant,
  onClose,
}: {
  tenant: Tenant | undefined;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('tenants');
  const queries = useQueryClient();
  const kind = tenant?.status === 'suspended' ? 'resume' : 'suspend';
  const change = async (): Promise<void> => {
    if (!tenant) return;
    await changeTenant(tenant, { status: kind === 'resume' ? 'active' : 'suspended' }).finally(
      () => void queries.invalidateQueries({ queryKey: ['tenants'] }),
    );
  };
  return (
    <ConfirmDialog
      isOpen={tenant !== undefined}
      onClose={onClose}
      title={t(`${kind}.question`, { name: tenant?.name ?? '' })}
      confirmLabel={t(`${kind}.open`)}
      onConfirm={change}
      isDanger={kind === 'suspend'}
    >
      {t(`${kind}.text`)}
    </ConfirmDialog>
  );
}
