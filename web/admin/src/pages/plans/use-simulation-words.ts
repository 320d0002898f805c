import { fromZonedText, useFormat } from '@trunkline/web-ui';
import { useTranslation } from 'react-i18next';
import type { ListedSimulation } from './simulation-queries.ts';

/** What a simulation is called, whose usage it replays, and over which days. */
export function useSimulationWords(): {
  title: (simulation: Pick<ListedSimulation, 'planName'>) => string;
  days: (simulation: Pick<ListedSimulation, 'from' | 'to'>) => string;
  who: (simulation: Pick<ListedSimulation, 'who' | 'planId' | 'subscribers'>) => string;
} {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  const date = useDayWords();
  return {
    title: ({ planName }) => (planName === null ? t('titleOfNew') : t('titleOf', { plan: planName })),
    days: ({ from, to }) => t('days', { from: date(from), to: date(to) }),
    who({ who, subscribers }) {
      const counts = { count: subscribers, shown: format.count(subscribers) };
      if ('planId' in who) return t('who.holders', counts);
      if ('tags' in who) return t('who.tags', { ...counts, tags: who.tags.join(', ') });
      return 'everybody' in who ? t('who.everybody', counts) : t('who.chosen', counts);
    },
  };
}

/** A civil day of the company's zone as a date. */
export function useDayWords(): (day: string) => string {
  const format = useFormat();
  return (day) => format.instant(fromZonedText(`${day}T12:00`, format.timeZone) ?? day, 'date');
}
