import { StatusChip, StatusDot, useFormat, type Tone } from '@trunkline/web-ui';
import {
  CircleCheck,
  CircleOff,
  CirclePause,
  CircleX,
  Clock,
  Hourglass,
  Lock,
  Sparkles,
  type LucideIcon,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SubscriberStatus } from './subscriber-queries.ts';

const looks: Record<SubscriberStatus, { tone: Tone; icon: LucideIcon }> = {
  new: { tone: 'new', icon: Sparkles },
  active: { tone: 'ok', icon: CircleCheck },
  grace: { tone: 'warn', icon: Hourglass },
  paused: { tone: 'off', icon: CirclePause },
  suspended: { tone: 'bad', icon: Lock },
  expired: { tone: 'bad', icon: Clock },
  disabled: { tone: 'bad', icon: CircleOff },
  closed: { tone: 'off', icon: CircleX },
};

/** The status in its word, colour and icon. */
export function SubscriberStatusChip({ status }: { status: SubscriberStatus }): ReactElement {
  const { t } = useTranslation('subscribers');
  const { tone, icon } = looks[status];
  return (
    <StatusChip tone={tone} icon={icon}>
      {t(`status.${status}`)}
    </StatusChip>
  );
}

interface PresenceProps {
  onlineSince: string | null;
  lastSeenAt: string | null;
  /** The last day with traffic, of those not seen for long. */
  lastUsedOn: string | null;
  nowMs: number;
}

/** Online since when, or when last seen. */
export function Presence({ onlineSince, lastSeenAt, lastUsedOn, nowMs }: PresenceProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  if (onlineSince !== null) {
    const seconds = (nowMs - Date.parse(onlineSince)) / 1000;
    return (
      <span className="inline-flex items-center gap-1.5" title={format.instant(onlineSince, 'second')}>
        <StatusDot tone="ok" label={t('presence.online')} />
        <bdi dir="ltr" className="font-mono text-sm">
          {format.uptime(seconds)}
        </bdi>
      </span>
    );
  }
  const seen = lastSeenAt ?? lastUsedOn;
  return (
    <span className="inline-flex items-center gap-1.5 text-muted">
      <StatusDot tone="off" label={t('presence.offline')} />
      {seen === null ? (
        t('presence.never')
      ) : (
        <span title={lastSeenAt === null ? undefined : format.instant(lastSeenAt, 'second')}>
          {lastSeenAt === null ? format.instant(`${seen}T12:00:00Z`, 'date') : format.relative(seen, nowMs)}
        </span>
      )}
    </span>
  );
}
