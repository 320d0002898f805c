import {
  LoadingState,
  NoPermissionState,
  PageHeader,
  QueryView,
  Tabs,
  useNavigateTo,
} from '@trunkline/web-ui';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { SubscriberActionDialog, type SubscriberAction } from './actions/subscriber-action-dialog.tsx';
import { targetOfSubscriber } from './actions/target.ts';
import { EditSubscriberDrawer } from './edit/edit-subscriber-drawer.tsx';
import { subscriberRoute, subscriberTabs, type SubscriberTab } from './routes.ts';
import { openSessionsQuery, subscriberQuery, type Session, type Subscriber } from './subscriber-queries.ts';
import { SubscriberHeader } from './subscriber-header.tsx';
import { AuditTab } from './tabs/audit-tab.tsx';
import { LiveTab } from './tabs/live-tab.tsx';
import { LoginsTab } from './tabs/logins-tab.tsx';
import { OverviewTab } from './tabs/overview-tab.tsx';
import { SessionsTab } from './tabs/sessions-tab.tsx';
import { UsageTab } from './tabs/usage-tab.tsx';
import { useSubscriberNews } from './use-subscriber-news.ts';

export function SubscriberPage(): ReactElement {
  const { t } = useTranslation('subscribers');
  const { id } = subscriberRoute.useParams();
  useSubscriberNews(id);
  const mayRead = useCan('subscribers.read');
  const subscriber = useQuery({ ...subscriberQuery(id), enabled: mayRead });
  const sessions = useQuery({ ...openSessionsQuery(id), enabled: useCan('sessions.read') });
  const breadcrumbs = [{ label: t('title'), href: '/subscribers' }];
  if (!mayRead) return <NoPermissionState permission="subscribers.read" />;
  const waiting = subscriber.data === undefined && (
    <PageHeader title={t('one.title')} breadcrumbs={breadcrumbs} />
  );
  return (
    <>
      {waiting}
      <QueryView query={subscriber} loading={<LoadingState lines={8} />}>
        {(data) => <SubscriberView subscriber={data} sessions={sessions.data} />}
      </QueryView>
    </>
  );
}

interface SubscriberViewProps {
  subscriber: Subscriber;
  /** Undefined: not known, or not for this person. */
  sessions: readonly Session[] | undefined;
}

const tabPermissions: Record<SubscriberTab, string> = {
  overview: 'subscribers.read',
  live: 'sessions.read',
  sessions: 'sessions.read',
  usage: 'sessions.read',
  logins: 'aaa.read',
  audit: 'audit.read',
};

function SubscriberView({ subscriber, sessions }: SubscriberViewProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const { tab = 'overview' } = subscriberRoute.useSearch();
  const navigate = subscriberRoute.useNavigate();
  const goTo = useNavigateTo();
  const [action, setAction] = useState<SubscriberAction>();
  const [isEditing, setEditing] = useState(false);
  const target = targetOfSubscriber(subscriber, sessions?.[0]?.id ?? null);
  const openTab = (id: SubscriberTab): void =>
    void navigate({ search: (previous) => ({ ...previous, tab: id }), replace: true });
  const items = subscriberTabs.map((id) => ({
    id,
    label: t(`tab.${id}`),
    ...(id === 'live' && sessions && sessions.length > 0 && { count: sessions.length }),
  }));
  return (
    <>
      <SubscriberHeader
        subscriber={subscriber}
        session={sessions?.[0]}
        target={target}
        onAction={setAction}
        onEdit={() => setEditing(true)}
      />
      <Tabs label={t('one.parts')} items={items} value={tab} onChange={openTab}>
        <TabBody
          tab={tab}
          subscriber={subscriber}
          sessions={sessions}
          onAction={setAction}
          onEdit={() => setEditing(true)}
          onOpenNas={(id) => goTo(`/nas/${id}`)}
        />
      </Tabs>
      {action && (
        <SubscriberActionDialog action={action} target={target} onClose={() => setAction(undefined)} />
      )}
      {isEditing && <EditSubscriberDrawer subscriber={subscriber} onClose={() => setEditing(false)} />}
    </>
  );
}

interface TabBodyProps extends SubscriberViewProps {
  tab: SubscriberTab;
  onAction: (action: SubscriberAction) => void;
  onEdit: () => void;
  onOpenNas: (id: string) => void;
}

function TabBody({ tab, subscriber, sessions, ...acts }: TabBodyProps): ReactElement {
  const permission = tabPermissions[tab];
  if (!useCan(permission)) return <NoPermissionState permission={permission} />;
  const subscriberId = subscriber.id;
  if (tab === 'live') return <LiveTab subscriberId={subscriberId} sessions={sessions} />;
  if (tab === 'sessions') return <SessionsTab subscriberId={subscriberId} />;
  if (tab === 'usage') return <UsageTab subscriber={subscriber} onAction={acts.onAction} />;
  if (tab === 'logins') return <LoginsTab subscriberId={subscriberId} />;
  if (tab === 'audit') return <AuditTab subscriberId={subscriberId} />;
  return <OverviewTab subscriber={subscriber} sessions={sessions} {...acts} />;
}
