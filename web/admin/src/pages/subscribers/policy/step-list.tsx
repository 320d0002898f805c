import { isolated, StatusChip, useFormat, type Tone } from '@trunkline/web-ui';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCauses } from './error-causes.ts';
import { groupSteps } from './group-steps.ts';
import type { EnforcementStep } from './policy-queries.ts';
import { useStepDetail } from './use-step-detail.ts';

const tones: Record<EnforcementStep['outcome'], Tone> = {
  acknowledged: 'warn',
  confirmed: 'ok',
  no_effect: 'bad',
  refused: 'bad',
  timed_out: 'bad',
  unreachable: 'bad',
  gone: 'off',
  failed: 'bad',
};

/** How each change was brought to the router, the latest first, and in it the tries one after another. */
export function StepList({ steps }: { steps: readonly EnforcementStep[] }): ReactElement | null {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  if (steps.length === 0) return null;
  return (
    <div>
      <h4 className="mb-1 text-sm font-medium text-muted">{t('terms.steps')}</h4>
      <ol className="flex flex-col divide-y divide-line">
        {groupSteps(steps).map(({ wanted, tries }) => (
          <li key={tries[0]!.id} className="grid gap-x-4 gap-y-1 py-1.5 sm:grid-cols-[8rem_1fr]">
            <bdi className="font-medium">
              {wanted ? format.planRate(wanted.downloadBps, wanted.uploadBps) : t('terms.toEnd')}
            </bdi>
            <ol className="flex min-w-0 flex-col gap-1">
              {tries.map((step) => (
                <StepLine key={step.id} step={step} isInGroup />
              ))}
            </ol>
          </li>
        ))}
      </ol>
    </div>
  );
}

interface StepLineProps {
  step: EnforcementStep;
  /** Whose session it was, where several stand in one list. */
  who?: ReactNode;
  /** What was wanted is said by the group. */
  isInGroup?: boolean;
}

export function StepLine({ step, who, isInGroup = false }: StepLineProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const { at, rung, outcome, confirmedAt, wanted } = step;
  const isProven = confirmedAt !== null;
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
      <bdi className="text-xs text-muted">{format.instant(at, 'log')}</bdi>
      {who}
      <span className="font-medium">{t(`terms.rung.${rung}`)}</span>
      {!isInGroup && wanted && <bdi>{format.planRate(wanted.downloadBps, wanted.uploadBps)}</bdi>}
      <StatusChip tone={isProven ? 'ok' : tones[outcome]}>
        {t(isProven ? 'terms.outcome.confirmed' : `terms.outcome.${outcome}`)}
      </StatusChip>
      <StepFacts step={step} />
    </li>
  );
}

/** How long it took, what proved it, and what went wrong. */
function StepFacts({ step }: { step: EnforcementStep }): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const { roundTripMs, confirmedAt, confirmedBy, errorCause, detail } = step;
  const known = errorCauses.find((code) => code === errorCause);
  const said = useStepDetail()(detail);
  const facts = [
    roundTripMs !== null && isolated(format.milliseconds(roundTripMs)),
    confirmedAt !== null &&
      confirmedBy !== null &&
      t(`terms.confirmedBy.${confirmedBy}`, { at: isolated(format.instant(confirmedAt, 'time')) }),
    errorCause !== null &&
      (known === undefined ? t('terms.cause.other', { code: errorCause }) : t(`terms.cause.${known}`)),
    said,
  ].filter((fact) => fact !== false && fact !== undefined);
  const isForeign = detail !== null && said === undefined;
  return (
    <span className="text-muted">
      {facts.join(' · ')}
      {facts.length > 0 && isForeign && ' · '}
      {isForeign && (
        <bdi lang="en" dir="auto">
          {detail}
        </bdi>
      )}
    </span>
  );
}
