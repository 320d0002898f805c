import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Chip, EmptyState, PageHeader, useFormat, type MenuItems } from '@trunkline/web-ui';
import { DataTable, type FilterOption, type TableState } from '@trunkline/web-ui/table';
import { ExternalLink, FileClock, Filter, GitCompareArrows } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { useAuditWords } from './act-words.ts';
import { useAuditColumns } from './audit-columns.tsx';
import {
  auditActorsQuery,
  auditQuery,
  fetchAuditPage,
  toAuditFilter,
  type AuditEntry,
} from './audit-queries.ts';
import { auditSearch } from './audit-search.ts';
import { EntryDrawer } from './entry-drawer.tsx';
import { subjectPlace } from './subject-place.ts';

const route = getRouteApi('/shell/audit');
const nobody: FilterOption[] = [];

export function AuditPage(): ReactElement {
  const { t } = useTranslation('audit');
  const [entry, setEntry] = useState<AuditEntry>();
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} />
      <AuditTable onOpen={setEntry} />
      <EntryDrawer entry={entry} onClose={() => setEntry(undefined)} />
    </>
  );
}

function AuditTable({ onOpen }: { onOpen: (entry: AuditEntry) => void }): ReactElement {
  const { t } = useTranslation('audit');
  const words = useAuditWords();
  const { timeZone } = useFormat();
  const navigate = route.useNavigate();
  const state = auditSearch.toState(route.useSearch());
  const mayRead = useCan('audit.read');
  const maySeeStaff = useCan('staff.read');
  const filter = toAuditFilter(state, timeZone);
  const pages = useInfiniteQuery({ ...auditQuery(filter), enabled: mayRead });
  const actors = useQuery({ ...auditActorsQuery, enabled: mayRead && maySeeStaff }).data ?? nobody;
  const columns = useAuditColumns(actors);
  const setState = (next: TableState): void =>
    void navigate({ search: (previous) => ({ ...previous, ...auditSearch.toSearch(next) }), replace: true });
  const rowMenu = useRowMenu(onOpen, (key, value) =>
    setState({ ...state, filters: { ...state.filters, [key]: value } }),
  );
  const isActorShown = actors.some(({ value }) => value === filter.actorId);
  return (
    <DataTable<AuditEntry>
      id="audit"
      label={t('title')}
      isPermitted={mayRead}
      columns={columns}
      pages={pages}
      rowId={({ id }) => id}
      rowLabel={({ action }) => words.act(action)}
      onOpen={onOpen}
      rowMenu={rowMenu}
      state={state}
      onStateChange={setState}
      toolbar={
        <div className="flex flex-wrap items-center gap-2">
          {filter.subjectId && <Chip icon={Filter}>{t('ofOneSubject')}</Chip>}
          {filter.actorId && !isActorShown && <Chip icon={Filter}>{t('ofOneActor')}</Chip>}
        </div>
      }
      empty={
        <EmptyState icon={FileClock} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      }
      csv={{
        fileName: t('csvName'),
        fetchPage: (cursor, signal) => fetchAuditPage(filter, cursor, signal),
      }}
    />
  );
}

function useRowMenu(onOpen: (entry: AuditEntry) => void, narrow: (key: string, value: string) => void) {
  const { t } = useTranslation('audit');
  const words = useAuditWords();
  const only = (key: string, value: string | null, label: string): MenuItems =>
    value === null ? [] : [{ id: key, label, icon: Filter, onSelect: () => narrow(key, value) }];
  return (entry: AuditEntry): MenuItems => {
    const { action, actorId, actorName, subjectId, subjectKind } = entry;
    const name = words.subject(entry) ?? words.kind(subjectKind);
    const place = subjectPlace(entry);
    return [
      { id: 'open', label: t('menu.open'), icon: GitCompareArrows, onSelect: () => onOpen(entry) },
      ...(place === undefined
        ? []
        : [{ id: 'subject', label: t('menu.subject', { name }), icon: ExternalLink, href: place }]),
      '-',
      ...only('actorId', actorId, t('menu.by', { name: actorName })),
      ...only('subjectId', subjectId, t('menu.on', { name })),
      ...only('action', action, t('menu.action', { action: words.act(action) })),
    ];
  };
}
