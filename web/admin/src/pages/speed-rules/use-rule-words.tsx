import { isolated, useFormat, useWeekdayNames, type Tone } from '@trunkline/web-ui';
import { useQuery } from '@tanstack/react-query';
import { Gauge, Gift, Percent, TrendingDown, TrendingUp, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { allPlansQuery } from '../plans/plan-queries.ts';
import type { SpeedRule } from './rule-queries.ts';

interface RuleLook {
  tone: Tone;
  icon: LucideIcon;
}

/** What a rule does, by its colour and its sign. */
export function ruleLook({ percent, downloadBps }: SpeedRule): RuleLook {
  if (downloadBps !== null) return { tone: 'new', icon: Gauge };
  if (percent === null) return { tone: 'new', icon: Gift };
  if (percent === 100) return { tone: 'new', icon: Percent };
  return percent > 100 ? { tone: 'ok', icon: TrendingUp } : { tone: 'warn', icon: TrendingDown };
}

/** A rule in words: what it does, for whom, and when. */
export function useRuleWords() {
  const { t } = useTranslation('speed-rules');
  const format = useFormat();
  const dayName = useWeekdayNames('short');
  const plans = useQuery({ ...allPlansQuery, enabled: useCan('plans.read') });
  const planName = (id: string): string => plans.data?.find((plan) => plan.id === id)?.name ?? id;
  const speed = ({ percent, downloadBps, uploadBps }: SpeedRule): string =>
    downloadBps !== null
      ? isolated(format.planRate(downloadBps, uploadBps))
      : percent !== null
        ? isolated(format.percent(percent / 100))
        : '';
  const counted = ({ countedPercent }: SpeedRule): string =>
    countedPercent === 100
      ? ''
      : countedPercent === 0
        ? t('counted.free')
        : t('counted.part', { percent: isolated(format.percent(countedPercent / 100)) });
  const effect = (rule: SpeedRule): string => [speed(rule), counted(rule)].filter(Boolean).join(t('comma'));
  const scope = ({ planIds, tags }: SpeedRule): string =>
    [
      planIds && planIds.map(planName).join(t('comma')),
      tags && t('scope.tagged', { tags: tags.join(t('comma')) }),
    ]
      .filter(Boolean)
      .join(' · ') || t('scope.everyone');
  const hours = ({ windows }: SpeedRule): string =>
    windows === null
      ? t('when.always')
      : windows
          .map(
            ({ days, from, to }) =>
              `${days.length === 7 ? t('when.daily') : days.map(dayName).join(' ')} ${isolated(`${from}–${to}`)}`,
          )
          .join(' · ');
  return { effect, scope, hours };
}
