import { StatusChip, useFormat, type Tone } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

type Outcome = 'changed' | 'unchanged' | 'refused';
const tones: Record<Outcome, Tone> = { changed: 'ok', unchanged: 'off', refused: 'bad' };

export function OutcomeChip({ outcome }: { outcome: Outcome }): ReactElement {
  const { t } = useTranslation('subscribers');
  return <StatusChip tone={tones[outcome]}>{t(`outcome.${outcome}`)}</StatusChip>;
}

/** How many change, how many are so already, how many are refused. */
export function OutcomeCounts(props: Record<Outcome, number> & { isPast?: boolean }): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  return (
    <dl className="grid grid-cols-3 gap-3">
      {(['changed', 'unchanged', 'refused'] as const).map((outcome) => (
        <div key={outcome} className="rounded-lg border border-line bg-surface px-3 py-2">
          <dt className="text-sm text-muted">
            {t(outcome === 'changed' && props.isPast ? 'outcome.done' : `outcome.${outcome}`)}
          </dt>
          <dd className="text-xl font-semibold">
            <bdi>{format.count(props[outcome])}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
