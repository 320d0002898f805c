import { isolated, toneIcons, type Tone } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useOfflineWords } from './use-offline-words.ts';
import type { OfflineStep, WhyOffline } from './why-offline-queries.ts';

/** The walk from the account to the router, each step with how it stands. */
export function OfflineStepList({ why }: { why: WhyOffline }): ReactElement {
  const { t } = useTranslation('why-offline');
  return (
    <ol aria-label={t('steps')} className="divide-y divide-line">
      {why.steps.map((step) => (
        <StepRow key={step.code} step={step} nas={why.nas} />
      ))}
    </ol>
  );
}

const tones: Record<OfflineStep['state'], Tone> = { ok: 'ok', fail: 'bad', warn: 'warn', unknown: 'off' };
const colours: Record<Tone, string> = {
  ok: 'text-ok-fg',
  bad: 'text-bad-fg',
  warn: 'text-warn-fg',
  off: 'text-off-fg',
  new: 'text-new-fg',
};

function StepRow({ step, nas }: { step: OfflineStep; nas: WhyOffline['nas'] }): ReactElement {
  const { t } = useTranslation('why-offline');
  const words = useOfflineWords();
  const tone = tones[step.state];
  const Icon = toneIcons[tone];
  const { place, logLine, logTime } = step.evidence;
  return (
    <li className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2 py-2 first:pt-0 last:pb-0 sm:grid-cols-[1.25rem_8rem_minmax(0,1fr)]">
      <Icon size={16} aria-hidden className={`mt-0.5 ${colours[tone]}`} />
      <span className="font-medium">
        {t(`step.${step.code}`)}
        <span className="sr-only">: {t(`state.${step.state}`)}</span>
      </span>
      <div className="col-start-2 min-w-0 wrap-anywhere sm:col-start-3">
        <p className={step.state === 'ok' || step.state === 'unknown' ? 'text-muted' : undefined}>
          {words(step, nas)}
          {typeof place === 'string' && ` ${t('seenOn', { place: isolated(place) })}`}
        </p>
        {typeof logLine === 'string' && (
          <p className="text-sm text-muted">
            {t('log')}:{' '}
            <bdi dir="ltr" className="font-mono">
              {logTime} {logLine}
            </bdi>
          </p>
        )}
      </div>
    </li>
  );
}
