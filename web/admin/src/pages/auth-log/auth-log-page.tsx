import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Card, Chip, EmptyState, PageHeader, useFormat } from '@trunkline/web-ui';
import { RangePicker, type TimeRange } from '@trunkline/web-ui/chart';
import { DataTable, type TableState } from '@trunkline/web-ui/table';
import { ArrowUp, Filter, KeyRound, UserPlus, UserRound } from 'lucide-react';
import { useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveEvent } from '../../api/live.ts';
import { useCan } from '../../api/me.ts';
import { useAuthLogColumns } from './auth-log-columns.tsx';
import {
  authLogQuery,
  fetchAuthLogPage,
  toAuthLogFilter,
  type AuthLogFilter,
  type AuthLogRow,
} from './auth-log-queries.ts';
import { authLogRange, authLogSearch } from './auth-log-search.ts';
import { LoginChart } from './login-chart.tsx';
import { useReasonWords } from './reason-words.ts';

const route = getRouteApi('/shell/auth-log');

/** Every login and what was said to it, under the reasons of each minute. */
export function AuthLogPage(): ReactElement {
  const { t } = useTranslation('auth-log');
  const mayRead = useCan('aaa.read');
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const range = authLogRange.toRange(search);
  const state = authLogSearch.toState(search);
  const filter = useStableFilter(state);
  const setRange = (next: TimeRange): void =>
    void navigate({ search: (previous) => ({ ...previous, ...authLogRange.toSearch(next) }), replace: true });
  const setState = (next: TableState): void =>
    void navigate({
      search: (previous) => ({ ...previous, ...authLogSearch.toSearch(next) }),
      replace: true,
    });
  return (
    // On a phone the list is what one came for; the chart follows it.
    <div className="flex flex-col">
      <PageHeader title={t('title')} actions={mayRead && <RangePicker value={range} onChange={setRange} />} />
      {mayRead && (
        <Card className="mb-4 phone:order-last phone:mt-4 phone:mb-0">
          <LoginChart
            filter={filter}
            range={range}
            height={140}
            onZoom={(fromMs, toMs) => setRange({ fromMs, toMs })}
          />
        </Card>
      )}
      <AuthLogTable mayRead={mayRead} filter={filter} range={range} state={state} onStateChange={setState} />
    </div>
  );
}

interface AuthLogTableProps {
  mayRead: boolean;
  filter: AuthLogFilter;
  range: TimeRange;
  state: TableState;
  onStateChange: (state: TableState) => void;
}

function AuthLogTable({ mayRead, filter, range, state, onStateChange }: AuthLogTableProps): ReactElement {
  const { t } = useTranslation('auth-log');
  const query = useInfiniteQuery({ ...authLogQuery(filter, range), enabled: mayRead });
  const columns = useAuthLogColumns();
  const setFilter = (key: string, value: string): void =>
    onStateChange({ ...state, filters: { ...state.filters, [key]: value } });
  const rowMenu = useRowMenu(setFilter);
  const news = useNewLogins(filter, range);
  return (
    <DataTable<AuthLogRow>
      id="auth-log"
      label={t('title')}
      isPermitted={mayRead}
      columns={columns}
      pages={query}
      rowId={({ id }) => id}
      rowLabel={({ username }) => username}
      rowHref={hrefOf}
      rowMenu={rowMenu}
      state={state}
      onStateChange={onStateChange}
      toolbar={
        <div className="flex flex-wrap items-center gap-2">
          {filter.subscriberId && <Chip icon={Filter}>{t('ofOneSubscriber')}</Chip>}
          <output>
            {news.count > 0 && (
              <Button size="sm" icon={ArrowUp} onClick={news.show}>
                {t('showNew', { count: news.count })}
              </Button>
            )}
          </output>
        </div>
      }
      empty={
        <EmptyState icon={KeyRound} title={t('empty.title')}>
          {t('empty.text')}
        </EmptyState>
      }
      csv={{
        fileName: t('csvName'),
        fetchPage: (cursor, signal) => fetchAuthLogPage({ filter, range }, cursor, signal),
      }}
    />
  );
}

/** A known one leads to the subscriber; an unknown name to adding one who has it. */
function hrefOf({ subscriberId, username, reason, nasId }: AuthLogRow): string {
  if (subscriberId) return `/subscribers/${subscriberId}?tab=logins`;
  if (reason === 'aaa.unknown_user') return `/subscribers/new?username=${encodeURIComponent(username)}`;
  return `/nas/${nasId}`;
}

function useRowMenu(setFilter: (key: string, value: string) => void) {
  const { t } = useTranslation('auth-log');
  const format = useFormat();
  const { word } = useReasonWords();
  const mayAdd = useCan('subscribers.write');
  return (row: AuthLogRow) => {
    const { subscriberId, username, reason, callingStationId, nasId, nasName } = row;
    const only = (id: string, label: string, [key, value]: [string, string]) => ({
      id,
      label: t('menu.only', { value: label }),
      icon: Filter,
      onSelect: () => setFilter(key, value),
    });
    return [
      ...(subscriberId
        ? [{ id: 'open', label: t('menu.subscriber'), icon: UserRound, href: `/subscribers/${subscriberId}` }]
        : []),
      ...(!subscriberId && username && mayAdd
        ? [
            {
              id: 'add',
              label: t('menu.add', { name: username }),
              icon: UserPlus,
              href: `/subscribers/new?username=${encodeURIComponent(username)}`,
            },
          ]
        : []),
      ...(username ? [only('name', username, ['username', username])] : []),
      ...(reason ? [only('reason', word(reason), ['reason', reason])] : []),
      ...(nasName ? [only('nas', nasName, ['nasId', nasId])] : []),
      ...(callingStationId && isMac(callingStationId)
        ? [only('mac', format.mac(callingStationId), ['mac', callingStationId])]
        : []),
    ];
  };
}

function isMac(text: string): boolean {
  return text.replaceAll(/[^0-9a-f]/gi, '').length === 12 && text.length <= 17;
}

/** Logins that came since the list was read, as far as its filter can be judged here. */
function useNewLogins(filter: AuthLogFilter, range: TimeRange): { count: number; show: () => void } {
  const client = useQueryClient();
  const [count, setCount] = useState(0);
  useLiveEvent('login', ({ username, outcome, reason, nasId, subscriberId }) => {
    const isWanted =
      typeof range === 'string' &&
      filter.mac === undefined &&
      matches(filter.username, username) &&
      matches(filter.outcome, outcome) &&
      matches(filter.reason, reason) &&
      matches(filter.nasId, nasId) &&
      matches(filter.subscriberId, subscriberId);
    if (isWanted) setCount((before) => before + 1);
  });
  const show = (): void => {
    setCount(0);
    void client.resetQueries({ queryKey: ['auth-log', 'list'] });
    void client.invalidateQueries({ queryKey: ['auth-log', 'minutes'] });
  };
  return { count, show };
}

function matches(wanted: string | undefined, value: string | null): boolean {
  return wanted === undefined || wanted === value;
}

/** The same object while the same is asked. */
function useStableFilter(state: TableState): AuthLogFilter {
  const text = JSON.stringify(toAuthLogFilter(state));
  return useMemo(() => JSON.parse(text) as AuthLogFilter, [text]);
}
