import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, EmptyState, PageHeader, StatusChip, useFormat } from '@trunkline/web-ui';
import { RangePicker, type TimeRange } from '@trunkline/web-ui/chart';
import { DataTable, type TableState } from '@trunkline/web-ui/table';
import { ArrowUp, Unplug, UserRound, Wifi } from 'lucide-react';
import { useMemo, useState, type ReactElement, type ReactNode, type UIEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveState } from '../../api/live.ts';
import { useCan } from '../../api/me.ts';
import { OnlineChart } from './online-chart.tsx';
import { useOnlineColumns } from './online-columns.tsx';
import { fetchOnlinePage, onlineCountQuery, toOnlineQuery } from './online-queries.ts';
import { onlineRange, onlineSearch } from './online-search.ts';
import { useDisconnects } from './use-disconnects.ts';
import { useOnlineRows, type OnlineRow } from './use-online-rows.ts';

const route = getRouteApi('/shell/online');

/** Who is online, live, with the end of a session one press away. */
export function OnlinePage(): ReactElement {
  const { t } = useTranslation('online');
  const mayRead = useCan('sessions.read');
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const range = onlineRange.toRange(search);
  const setRange = (next: TimeRange): void =>
    void navigate({ search: (previous) => ({ ...previous, ...onlineRange.toSearch(next) }), replace: true });
  return (
    // On a phone the list is what one came for; the chart follows it.
    <div className="flex flex-col">
      <PageHeader
        title={t('title')}
        status={<LiveChip />}
        actions={mayRead && <RangePicker value={range} onChange={setRange} standard="6h" />}
      />
      {mayRead && (
        <OnlineChart
          range={range}
          nasId={search.nasId}
          onZoom={(fromMs, toMs) => setRange({ fromMs, toMs })}
        />
      )}
      <OnlineTable
        mayRead={mayRead}
        state={onlineSearch.toState(search)}
        onStateChange={(next) =>
          void navigate({
            search: (previous) => ({ ...previous, ...onlineSearch.toSearch(next) }),
            replace: true,
          })
        }
      />
    </div>
  );
}

interface OnlineTableProps {
  mayRead: boolean;
  state: TableState;
  onStateChange: (state: TableState) => void;
}

function OnlineTable({ mayRead, state, onStateChange }: OnlineTableProps): ReactElement {
  const { t } = useTranslation('online');
  const query = useStableQuery(state);
  const rest = useRest();
  const { pages, newCount, showNew } = useOnlineRows(query, rest.isAtRest);
  const total = useQuery({ ...onlineCountQuery(query), enabled: mayRead }).data;
  const disconnects = useDisconnects();
  const columns = useOnlineColumns(disconnects);
  const rowMenu = useRowMenu(disconnects.disconnect);
  return (
    <div {...rest.watch}>
      <DataTable<OnlineRow>
        id="online"
        label={t('title')}
        isPermitted={mayRead}
        columns={columns}
        pages={pages}
        total={total}
        rowId={({ id }) => id}
        rowLabel={({ username }) => username}
        rowHref={({ subscriberId }) => (subscriberId ? `/subscribers/${subscriberId}` : '/auth-log')}
        rowMenu={rowMenu}
        state={state}
        onStateChange={onStateChange}
        toolbar={<NewSessions count={newCount} onShow={showNew} />}
        empty={
          <EmptyState icon={Wifi} title={t('empty.title')}>
            {t('empty.text')}
          </EmptyState>
        }
        csv={{
          fileName: t('csvName'),
          fetchPage: async (cursor, signal) => {
            const { data, meta } = await fetchOnlinePage(query, cursor, signal);
            return { data: data.map((row) => ({ ...row, hasEnded: false })), meta };
          },
        }}
      />
    </div>
  );
}

function NewSessions({ count, onShow }: { count: number; onShow: () => void }): ReactNode {
  const { t } = useTranslation('online');
  return (
    <output className="min-w-0">
      {count > 0 && (
        <Button size="sm" icon={ArrowUp} onClick={onShow}>
          {t('showNew', { count })}
        </Button>
      )}
    </output>
  );
}

/** Whether what is shown follows by itself. */
function LiveChip(): ReactElement {
  const { t } = useTranslation('online');
  const isLive = useLiveState() === 'live';
  return (
    <StatusChip tone={isLive ? 'ok' : 'off'} title={t(isLive ? 'live.onDetail' : 'live.offDetail')}>
      {t(isLive ? 'live.on' : 'live.off')}
    </StatusChip>
  );
}

function useRowMenu(disconnect: (sessionId: string) => void) {
  const { t } = useTranslation('online');
  const format = useFormat();
  const mayDisconnect = useCan('enforcement.disconnect');
  return (row: OnlineRow) => [
    ...(row.subscriberId
      ? [
          {
            id: 'open',
            label: t('menu.subscriber'),
            icon: UserRound,
            href: `/subscribers/${row.subscriberId}`,
          },
        ]
      : []),
    ...(row.framedIp
      ? [
          {
            id: 'address',
            label: t('menu.address', { address: row.framedIp }),
            href: `/addresses?address=${row.framedIp}`,
          },
        ]
      : []),
    ...(row.mac
      ? [
          {
            id: 'logins',
            label: t('menu.logins', { mac: format.mac(row.mac) }),
            href: `/auth-log?mac=${encodeURIComponent(row.mac)}`,
          },
        ]
      : []),
    ...(mayDisconnect && !row.hasEnded
      ? [
          {
            id: 'disconnect',
            label: t('disconnect.do'),
            icon: Unplug,
            isDanger: true,
            onSelect: () => disconnect(row.id),
          },
        ]
      : []),
  ];
}

/** The same object while the same is asked, because everything that is read hangs on it. */
function useStableQuery(state: TableState) {
  const text = JSON.stringify(toOnlineQuery(state));
  return useMemo(() => JSON.parse(text) as ReturnType<typeof toOnlineQuery>, [text]);
}

/** Whether the list stands at its top and nobody points at it or works in it. */
function useRest() {
  const [isAtTop, setAtTop] = useState(true);
  const [isPointed, setPointed] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  return {
    isAtRest: isAtTop && !isPointed && !hasFocus,
    watch: {
      onScrollCapture: (event: UIEvent) => setAtTop((event.target as HTMLElement).scrollTop <= 0),
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      onFocus: () => setFocus(true),
      onBlur: () => setFocus(false),
    },
  };
}
