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
import { FileClock, Plus, ShieldCheck, UserCheck, UserCog, UserX } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { arrangeRows, has } from '../../api/arrange-rows.ts';
import { useCan } from '../../api/me.ts';
import { AddStaffDrawer } from './add-staff-drawer.tsx';
import { changeMember } from './change-member.ts';
import { ChangeRoleDrawer } from './change-role-drawer.tsx';
import { useStaffColumns } from './staff-columns.tsx';
import { allStaffQuery, type Member } from './staff-queries.ts';
import { staffSearch } from './staff-search.ts';

const route = getRouteApi('/shell/staff');

type Deed = { kind: 'role' | 'disable' | 'enable'; member: Member };

const arrangement = {
  filters: {
    name: ({ name }: Member, wanted: string) => has(name, wanted),
    email: ({ email }: Member, wanted: string) => has(email, wanted),
    role: ({ role }: Member, wanted: string) => role.name === wanted,
    status: ({ status }: Member, wanted: string) => status === wanted,
  },
  sorts: {
    name: ({ name }: Member) => name,
    email: ({ email }: Member) => email,
    role: ({ role }: Member) => role.name,
    status: ({ status }: Member) => status,
  },
};

export function StaffListPage(): ReactElement {
  const { t } = useTranslation('staff');
  const navigate = route.useNavigate();
  const { add } = route.useSearch();
  const mayWrite = useCan('staff.write');
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
      <StaffTable onDeed={setDeed} addButton={addButton} />
      {mayWrite && <AddStaffDrawer isOpen={add === true} onClose={() => setAdding(false)} />}
      <ChangeRoleDrawer member={deed?.kind === 'role' ? deed.member : undefined} onClose={close} />
      <StatusDialog deed={deed?.kind === 'role' ? undefined : deed} onClose={close} />
    </>
  );
}

function StaffTable({
  onDeed,
  addButton,
}: {
  onDeed: (deed: Deed) => void;
  addButton: ReactElement | false;
}): ReactElement {
  const { t } = useTranslation('staff');
  const navigate = route.useNavigate();
  const state = staffSearch.toState(route.useSearch());
  const mayRead = useCan('staff.read');
  const staff = useQuery({ ...allStaffQuery, enabled: mayRead });
  const roleNames = useMemo(
    () => [...new Set(staff.data?.map(({ role }) => role.name))].toSorted((a, b) => a.localeCompare(b)),
    [staff.data],
  );
  const columns = useStaffColumns(roleNames);
  const rowMenu = useRowMenu(onDeed);
  const rows = staff.data && arrangeRows(staff.data, state, arrangement);
  return (
    <DataTable<Member>
      id="staff"
      label={t('title')}
      isPermitted={mayRead}
      columns={columns}
      pages={singlePage({ ...staff, data: rows })}
      total={rows?.length}
      rowId={({ id }) => id}
      rowLabel={({ name }) => name}
      rowMenu={rowMenu}
      state={state}
      onStateChange={(next) =>
        void navigate({
          search: (previous) => ({ ...previous, ...staffSearch.toSearch(next) }),
          replace: true,
        })
      }
      empty={
        <EmptyState icon={UserCog} title={t('empty.title')} action={addButton}>
          {t('empty.text')}
        </EmptyState>
      }
      csv={{ fileName: t('csvName'), fetchPage: () => Promise.resolve({ data: rows ?? [] }) }}
    />
  );
}

function useRowMenu(onDeed: (deed: Deed) => void): (member: Member) => MenuItems {
  const { t } = useTranslation('staff');
  const mayWrite = useCan('staff.write');
  const maySeeActs = useCan('audit.read');
  return (member) => {
    const order = (kind: Deed['kind']) => (): void => onDeed({ kind, member });
    const changes: MenuItems = [
      { id: 'role', label: t('role.open'), icon: ShieldCheck, onSelect: order('role') },
      member.status === 'active'
        ? { id: 'disable', label: t('disable.open'), icon: UserX, onSelect: order('disable'), isDanger: true }
        : { id: 'enable', label: t('enable.open'), icon: UserCheck, onSelect: order('enable') },
    ];
    const acts = { id: 'acts', label: t('acts'), icon: FileClock, href: `/audit?actorId=${member.id}` };
    return [...(maySeeActs ? [acts] : []), ...(mayWrite ? changes : [])];
  };
}

function StatusDialog({ deed, onClose }: { deed: Deed | undefined; onClose: () => void }): ReactElement {
  const { t } = useTranslation('staff');
  const queries = useQueryClient();
  const kind = deed?.kind === 'enable' ? 'enable' : 'disable';
  const name = deed?.member.name ?? '';
  const change = async (): Promise<void> => {
    if (!deed) return;
    await changeMember(deed.member, { status: kind === 'enable' ? 'active' : 'disabled' }).finally(
      () => void queries.invalidateQueries({ queryKey: ['staff'] }),
    );
  };
  return (
    <ConfirmDialog
      isOpen={deed !== undefined}
      onClose={onClose}
      title={t(`${kind}.question`, { name })}
      confirmLabel={t(`${kind}.open`)}
      onConfirm={change}
      isDanger={kind === 'disable'}
    >
      {kind === 'enable' ? t('enable.text', { role: deed?.member.role.name ?? '' }) : t('disable.text')}
    </ConfirmDialog>
  );
}
