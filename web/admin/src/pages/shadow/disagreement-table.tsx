import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyState, Link, StatusChip, useFormat, useNow, type Format } from '@trunkline/web-ui';
import { DataTable, type ColumnDefinition } from '@trunkline/web-ui/table';
import type { TFunction } from 'i18next';
import { ShieldCheck } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { AnswersDrawer } from './answers-drawer.tsx';
import {
  disagreementPagesQuery,
  fetchDisagreements,
  kindsQuery,
  type Disagreement,
} from './shadow-queries.ts';
import { disagreementSearch } from './shadow-search.ts';
import { useKindWord } from './use-kind-word.ts';

const route = getRouteApi('/shell/shadow');
const ageStepMs = 5_000;
const tableHeight = 520;

/** Who would be answered otherwise, about what and why; a row opens both answers. */
export function DisagreementTable(): ReactElement {
  const { t } = useTranslation('shadow');
  const navigate = route.useNavigate();
  const state = disagreementSearch.toState(route.useSearch());
  const pages = useInfiniteQuery(disagreementPagesQuery(state.filters['kind']));
  const columns = useDisagreementColumns();
  const [openId, setOpenId] = useState<string>();
  const opened = pages.data?.pages.flatMap(({ data }) => data).find(({ id }) => id === openId);
  return (
    <>
      <DataTable<Disagreement>
        id="shadow-disagreements"
        height={tableHeight}
        label={t('list.title')}
        columns={columns}
        pages={pages}
        rowId={({ id }) => id}
        rowLabel={({ username }) => username}
        onOpen={({ id }) => setOpenId(id)}
        state={state}
        onStateChange={(next) =>
          void navigate({
            search: (previous) => ({ ...previous, ...disagreementSearch.toSearch(next) }),
            replace: true,
          })
        }
        empty={
          <EmptyState icon={ShieldCheck} title={t('list.empty')}>
            {t('list.emptyText')}
          </EmptyState>
        }
        csv={{
          fileName: t('list.csvName'),
          fetchPage: (cursor, signal) => fetchDisagreements({ kind: state.filters['kind'], cursor, signal }),
        }}
      />
      <AnswersDrawer disagreement={opened} onClose={() => setOpenId(undefined)} />
    </>
  );
}

function useDisagreementColumns(): ColumnDefinition<Disagreement>[] {
  const { t } = useTranslation('shadow');
  const format = useFormat();
  const nowMs = useNow(ageStepMs);
  const word = useKindWord();
  const kinds = useQuery(kindsQuery);
  return useMemo(() => {
    const options = kinds.data?.map(({ kind }) => ({ value: kind, label: word(kind) })) ?? [];
    return [...whatColumns(t, { word, options }), ...whereColumns(t, { format, nowMs })];
  }, [t, format, nowMs, word, kinds.data]);
}

type Words = TFunction<'shadow'>;

function whatColumns(
  t: Words,
  { word, options }: { word: (kind: string) => string; options: { value: string; label: string }[] },
): ColumnDefinition<Disagreement>[] {
  return [
    {
      id: 'username',
      header: t('field.username'),
      cell: ({ username }) => (
        <bdi dir="ltr" className="font-mono text-sm">
          {username}
        </bdi>
      ),
      csv: ({ username }) => username,
      width: 150,
      isSticky: true,
      isHideable: false,
      cardPart: 'title',
    },
    {
      id: 'kind',
      header: t('field.kind'),
      cell: ({ kind, isMild }) => (
        <StatusChip tone={isMild ? 'warn' : 'bad'} title={word(kind)}>
          {word(kind)}
        </StatusChip>
      ),
      csv: ({ kind }) => kind,
      filter: { kind: 'select', options },
      width: 200,
      cardPart: 'status',
    },
    {
      id: 'cause',
      header: t('field.cause'),
      cell: ({ sentence }) => (
        <bdi lang="en" title={sentence}>
          {sentence}
        </bdi>
      ),
      csv: ({ sentence }) => sentence,
      width: 300,
      cardPart: 'subtitle',
    },
  ];
}

function whereColumns(
  t: Words,
  { format, nowMs }: { format: Format; nowMs: number },
): ColumnDefinition<Disagreement>[] {
  return [
    {
      id: 'count',
      header: t('field.count'),
      cell: ({ count }) => format.count(count),
      csv: ({ count }) => String(count),
      align: 'end',
      width: 70,
    },
    {
      id: 'nas',
      header: t('field.nas'),
      cell: ({ nasId, nasName }) => (
        <Link href={`/nas/${nasId}`}>
          <bdi>{nasName ?? nasId}</bdi>
        </Link>
      ),
      csv: ({ nasName, nasId }) => nasName ?? nasId,
      width: 150,
      isDefaultVisible: false,
    },
    {
      id: 'lastAt',
      header: t('field.lastAt'),
      cell: ({ lastAt }) => <span title={format.instant(lastAt, 'second')}>{format.ago(lastAt, nowMs)}</span>,
      csv: ({ lastAt }) => lastAt,
      width: 110,
    },
    {
      id: 'firstAt',
      header: t('field.firstAt'),
      cell: ({ firstAt }) => format.instant(firstAt),
      csv: ({ firstAt }) => firstAt,
      width: 150,
      isDefaultVisible: false,
    },
  ];
}
