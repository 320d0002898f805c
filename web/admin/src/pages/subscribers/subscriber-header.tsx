import { Button, Chip, CopyText, isolated, Menu, PageHeader, useFormat, useNow } from '@trunkline/web-ui';
import { CalendarPlus, CirclePlay, Layers, Lock, Pencil, RefreshCw } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { DisconnectButton } from './actions/disconnect-button.tsx';
import type { SubscriberAction } from './actions/subscriber-action-dialog.tsx';
import { nameOf, statusActionsFor, type Target } from './actions/target.ts';
import { useActionMenu } from './actions/use-action-menu.ts';
import type { Session, Subscriber } from './subscriber-queries.ts';
import { Presence, SubscriberStatusChip } from './subscriber-status.tsx';

interface SubscriberHeaderProps {
  subscriber: Subscriber;
  /** The open session that began last. */
  session: Session | undefined;
  target: Target;
  onAction: (action: SubscriberAction) => void;
  onEdit: () => void;
}

/** Who it is, how it stands, and what is done most. */
export function SubscriberHeader(props: SubscriberHeaderProps): ReactElement {
  const { subscriber, session, target, onAction } = props;
  const { t } = useTranslation('subscribers');
  const nowMs = useNow();
  const seesSessions = useCan('sessions.read');
  return (
    <PageHeader
      title={nameOf(subscriber)}
      breadcrumbs={[{ label: t('title'), href: '/subscribers' }]}
      status={
        <>
          <SubscriberStatusChip status={subscriber.status} />
          {seesSessions && session && (
            <Presence onlineSince={session.startedAt} lastSeenAt={null} lastUsedOn={null} nowMs={nowMs} />
          )}
          <PlanButton target={target} subscriber={subscriber} onAction={onAction} />
        </>
      }
      subtitle={<CopyText text={subscriber.username} />}
      actions={<HeaderActions {...props} />}
    />
  );
}

interface PlanButtonProps extends Pick<SubscriberHeaderProps, 'target' | 'subscriber' | 'onAction'> {}

/** The plan is its own way to another one. */
function PlanButton({ target, subscriber, onAction }: PlanButtonProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const maySell = useCan('subscriptions.write') && subscriber.status !== 'closed';
  const { service } = target;
  const end =
    service && (service.expiresAt === null ? t('expiry.none') : format.instant(service.expiresAt, 'date'));
  const words = service ? `${isolated(service.planName)} · ${isolated(end ?? '')}` : t('plan.none');
  if (!maySell) return <Chip icon={Layers}>{words}</Chip>;
  return (
    <Button
      size="sm"
      icon={Layers}
      title={t('plan.change')}
      onClick={() => onAction(service?.isLive ? 'change-plan' : 'assign-plan')}
    >
      {words}
    </Button>
  );
}

function HeaderActions(props: SubscriberHeaderProps): ReactElement {
  const { subscriber, session, target, onAction, onEdit } = props;
  const { t } = useTranslation('subscribers');
  const mayWrite = useCan('subscribers.write');
  const maySell = useCan('subscriptions.write');
  const menuOf = useActionMenu((action) => onAction(action));
  const allowed = statusActionsFor(subscriber.status);
  const isOpen = subscriber.status !== 'closed';
  const canExtend = target.service !== null && target.service.expiresAt !== null;
  return (
    <>
      <DisconnectButton sessionId={session?.id ?? null} nasId={session?.nasId} />
      {maySell && isOpen && canExtend && (
        <Button icon={CalendarPlus} onClick={() => onAction('extend')}>
          {t('action.extend')}
        </Button>
      )}
      {maySell && isOpen && (
        <Button icon={RefreshCw} onClick={() => onAction('assign-plan')}>
          {t(target.service ? 'plan.renew' : 'plan.assign')}
        </Button>
      )}
      {mayWrite && allowed.includes('activate') && (
        <Button icon={CirclePlay} variant="primary" onClick={() => onAction('activate')}>
          {t('action.activate')}
        </Button>
      )}
      {mayWrite && !allowed.includes('activate') && allowed.includes('suspend') && (
        <Button icon={Lock} onClick={() => onAction('suspend')}>
          {t('action.suspend')}
        </Button>
      )}
      {mayWrite && isOpen && (
        <Button icon={Pencil} onClick={onEdit}>
          {t('action.edit')}
        </Button>
      )}
      <Menu items={menuOf(target)} label={t('one.more', { name: nameOf(subscriber) })} />
    </>
  );
}
