import { useTranslation } from 'react-i18next';

const known = [
  'subscriber.created',
  'subscriber.changed',
  'subscriber.activated',
  'subscriber.suspended',
  'subscriber.paused',
  'subscriber.disabled',
  'subscriber.closed',
  'subscriber.password_changed',
  'subscriber.portal_password_changed',
  'subscriber.password_revealed',
  'subscriber.macs_bound',
  'subscriber.macs_reset',
  'subscription.assigned',
  'subscription.changed',
  'subscription.extended',
  'subscription.moved',
  'subscription.cancelled',
  'subscription.renewed',
] as const;

/** What was done, in words; an act that is not known here stands as its code. */
export function useAuditWords(): (action: string) => string {
  const { t } = useTranslation('subscribers');
  return (action) => {
    const key = known.find((one) => one === action);
    return key ? t(`act.${key}`) : action;
  };
}
