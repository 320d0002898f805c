import { StatusChip, type Tone } from '@trunkline/web-ui';
import { Gauge, Lock, LogOut, Zap, type LucideIcon } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** Rules that make a session other than what was sold; a speed rule is as usual as the plan. */
const looks = {
  fair_use: { word: 'fairUse', tone: 'warn', icon: Gauge },
  quota_slow: { word: 'slowed', tone: 'warn', icon: Gauge },
  walled_garden: { word: 'walled', tone: 'bad', icon: Lock },
  refused: { word: 'refused', tone: 'bad', icon: LogOut },
  boost: { word: 'boosted', tone: 'new', icon: Zap },
} as const satisfies Record<string, { word: string; tone: Tone; icon: LucideIcon }>;

/** Of a session: the rule that decided its speed, and how far its router is with it. */
export interface SessionTermsNote {
  cause: string | null;
  tier: number | null;
  state?: string | undefined;
}

/** The look of terms that are worth a word; undefined: as sold. */
export function termsLook(cause: string | null | undefined): (typeof looks)[keyof typeof looks] | undefined {
  return typeof cause === 'string' && Object.hasOwn(looks, cause)
    ? looks[cause as keyof typeof looks]
    : undefined;
}

/** Slowed, walled in or boosted, in a word; nothing where the session has what was sold. */
export function TermsChip({ terms }: { terms: SessionTermsNote }): ReactElement | null {
  const { t } = useTranslation('online');
  const look = termsLook(terms.cause);
  if (!look) return null;
  const { state } = terms;
  const tier = terms.tier ?? '';
  const progress =
    state === 'failed'
      ? t('terms.failed')
      : state === 'pending' || state === 'claimed'
        ? t('terms.underWay')
        : '';
  return (
    <StatusChip
      tone={state === 'failed' ? 'bad' : look.tone}
      icon={look.icon}
      title={`${t(`terms.${look.word}Detail`, { tier })} ${progress}`.trim()}
    >
      {t(`terms.${look.word}`, { tier })}
    </StatusChip>
  );
}
