import { isolated, StatusChip, useFormat, type Tone } from '@trunkline/web-ui';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorCauses } from './error-causes.ts';
import type { EnforcementStep } from './policy-queries.ts';

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

/** Each try to bring the terms to the router: how, when, what it said, and what proved it. */
export function StepList({ steps }: { steps: readonly EnforcementStep[] }): ReactElement | null {
  const { t } = useTranslation('subscribers');
  if (steps.length === 0) return null;
  return (
    <div>
      <h4 className="mb-1 text-sm font-medium text-muted">{t('terms.steps')}</h4>
      <ol className="flex flex-col gap-1.5">
        {steps.map((step) => (
          <StepLine key={step.id} step={step} />
        ))}
      </ol>
    </div>
  );
}

interface StepLineProps {
  step: EnforcementStep;
  /** Whose session it was, where several stand in one list. */
  who?: ReactNode;
}

export function StepLine({ step, who }: StepLineProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const { at, rung, outcome, confirmedAt, wanted } = step;
  const isProven = confirmedAt !== null;
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
      <bdi className="text-xs text-muted">{format.instant(at, 'log')}</bdi>
      {who}
      <span className="font-medium">{t(`terms.rung.${rung}`)}</span>
      {wanted && <bdi>{format.planRate(wanted.downloadBps, wanted.uploadBps)}</bdi>}
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
  const facts = [
    roundTripMs !== null && isolated(format.milliseconds(roundTripMs)),
    confirmedAt !== null &&
      confirmedBy !== null &&
      t(`terms.confirmedBy.${confirmedBy}`, { at: isolated(format.instant(confirmedAt, 'time')) }),
    errorCause !== null &&
      (known === undefined ? t('terms.cause.other', { code: errorCause }) : t(`terms.cause.${known}`)),
  ].filter((fact) => fact !== false);
  return (
    <span className="text-muted">
      {facts.join(' · ')}
      {facts.length > 0 && detail !== null && ' · '}
      {detail !== null && (
        <bdi lang="en" dir="auto">
          {detail}
        </bdi>
      )}
    </span>
  );
}
