import { getRouteApi } from '@tanstack/react-router';
import { NoPermissionState, PageHeader, Tabs } from '@trunkline/web-ui';
import { Building2, CalendarClock, Router, Server, ShieldCheck, Wifi } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan, useMe } from '../../api/me.ts';
import { CompanyTab } from './company-tab.tsx';
import { settingsTabs, type SettingsTab as Tab } from './settings-search.ts';
import { SettingsTab } from './settings-tab.tsx';
import { SystemTab } from './system-tab.tsx';

const route = getRouteApi('/shell/settings');

const icons = {
  company: Building2,
  network: Router,
  subscriptions: CalendarClock,
  hotspot: Wifi,
  security: ShieldCheck,
  system: Server,
};

export function SettingsPage(): ReactElement {
  const { t } = useTranslation('settings');
  const navigate = route.useNavigate();
  const { tab = 'company' } = route.useSearch();
  const { isOperator } = useMe();
  const offered = settingsTabs.filter((one) => one !== 'system' || isOperator || tab === 'system');
  return (
    <>
      <PageHeader title={t('title')} />
      <Tabs
        label={t('tabs')}
        items={offered.map((id) => ({ id, label: t(`tab.${id}`), icon: icons[id] }))}
        value={tab}
        onChange={(next) => void navigate({ search: { tab: next === 'company' ? undefined : next } })}
      >
        <TabContent key={tab} tab={tab} />
      </Tabs>
    </>
  );
}

function TabContent({ tab }: { tab: Tab }): ReactElement {
  const { isOperator } = useMe();
  const mayRead = useCan('settings.read');
  if (tab === 'company') return <CompanyTab />;
  if (tab === 'system') return isOperator ? <SystemTab /> : <NoPermissionState permission="operator" />;
  return mayRead ? <SettingsTab tab={tab} /> : <NoPermissionState permission="settings.read" />;
}
