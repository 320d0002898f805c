import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { LoadingState, NoPermissionState, PageHeader, QueryView, StatusChip, Tabs } from '@trunkline/web-ui';
import { Activity, FileCode } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { BridgeOff } from './bridge-off.tsx';
import { BridgeOverview } from './bridge-overview.tsx';
import { BridgeSetup } from './bridge-setup.tsx';
import { bridgeQuery, type Bridge } from './freeradius-queries.ts';
import { freeradiusTabs } from './freeradius-search.ts';

const route = getRouteApi('/shell/freeradius');
const tabIcons = { overview: Activity, setup: FileCode };

/** The bridge: tables in FreeRADIUS's own form, kept in step with what the policy says. */
export function FreeradiusPage(): ReactElement {
  const { t } = useTranslation('freeradius');
  const mayRead = useCan('freeradius.read');
  const bridge = useQuery({ ...bridgeQuery, enabled: mayRead });
  const isOn = bridge.data?.isOn;
  return (
    <>
      <PageHeader
        title={t('title')}
        subtitle={t('subtitle')}
        status={
          isOn !== undefined && (
            <StatusChip tone={isOn ? 'ok' : 'off'}>{t(isOn ? 'state.on' : 'state.off')}</StatusChip>
          )
        }
      />
      {mayRead ? (
        <QueryView query={bridge} loading={<LoadingState lines={8} />}>
          {(data) => (data.isOn ? <BridgeOn bridge={data} /> : <BridgeOff />)}
        </QueryView>
      ) : (
        <NoPermissionState permission="freeradius.read" />
      )}
    </>
  );
}

function BridgeOn({ bridge }: { bridge: Bridge }): ReactElement {
  const { t } = useTranslation('freeradius');
  const navigate = route.useNavigate();
  const { tab = 'overview' } = route.useSearch();
  return (
    <Tabs
      label={t('tabs')}
      items={freeradiusTabs.map((id) => ({ id, label: t(`tab.${id}`), icon: tabIcons[id] }))}
      value={tab}
      onChange={(next) =>
        void navigate({
          search: (previous) => ({ ...previous, tab: next === 'overview' ? undefined : next }),
        })
      }
    >
      {tab === 'overview' ? <BridgeOverview bridge={bridge} /> : <BridgeSetup bridge={bridge} />}
    </Tabs>
  );
}
