import { Segmented } from '@trunkline/web-ui';
import { StepChart } from '@trunkline/web-ui/chart';
import { useState, type ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { curvePeriods, fairUseSteps, type FairUseStep } from './fair-use-steps.ts';
import type { PlanValues } from './plan-form-values.ts';
import type { FairUsePeriod } from './policy-values.ts';

/** How much of the axis lies beyond the last step. */
const beyond = 1.2;

/** The speed over the volume used, as the plan stands in the form. */
export function FairUseCurve(): ReactElement | null {
  const { t } = useTranslation('plans');
  const values = useWatch<PlanValues, 'terms'>({ name: 'terms' });
  const [chosen, setChosen] = useState<FairUsePeriod>('month');
  const { downloadBps, uploadBps, fairUse, hasQuota, quota } = values;
  const isDrawable = [downloadBps, uploadBps].every((rate) => typeof rate === 'number' && rate > 0);
  const input = { plan: { downloadBps, uploadBps }, fairUse, hasQuota, quota };
  const periods = curvePeriods(input);
  const period = periods.includes(chosen) ? chosen : periods[0];
  if (!isDrawable || period === undefined) return null;
  const steps = fairUseSteps(input, period);
  const markers = steps.flatMap(({ fromBytes, cause }) =>
    cause === null ? [] : [{ at: fromBytes, label: markerWord(cause), tone: 'warn' as const }],
  );
  function markerWord(cause: NonNullable<FairUseStep['cause']>): string {
    return 'tier' in cause ? t('curve.tier', { number: cause.tier }) : t(`atZero.${cause.quota}`);
  }
  return (
    <StepChart
      label={t('curve.title')}
      axisLabel={t(`curve.used.${period}`)}
      axisUnit="bytes"
      unit="bit/s"
      end={steps.at(-1)!.fromBytes * beyond}
      markers={markers}
      series={[
        {
          id: 'download',
          label: t('field.download'),
          tone: 'download',
          steps: steps.map(({ fromBytes: from, downloadBps: value }) => ({ from, value })),
        },
        {
          id: 'upload',
          label: t('field.upload'),
          tone: 'upload',
          isDashed: true,
          steps: steps.map(({ fromBytes: from, uploadBps: value }) => ({ from, value })),
        },
      ]}
      actions={
        periods.length > 1 && (
          <Segmented
            label={t('curve.period')}
            segments={periods.map((value) => ({ value, label: t(`curve.per.${value}`) }))}
            value={period}
            onChange={setChosen}
          />
        )
      }
    />
  );
}
