import { classNames, StatusChip } from '@trunkline/web-ui';
import { Check, Hourglass } from 'lucide-react';
import { useId, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type StepState = 'done' | 'now' | 'later';

interface GuideStepProps {
  number: number;
  title: string;
  state: StepState;
  /** What has happened, when it is done. */
  proof?: ReactNode | undefined;
  /** What the page waits for just now. */
  waiting?: string | undefined;
  children?: ReactNode | undefined;
}

/** One step: its number becomes a tick when it has happened, and its proof stands beside it. */
export function GuideStep(props: GuideStepProps): ReactElement {
  const { number, title, state, proof, waiting, children } = props;
  const { t } = useTranslation('setup');
  const id = useId();
  return (
    <li
      aria-labelledby={id}
      aria-current={state === 'now' ? 'step' : undefined}
      className={classNames(
        'rounded-lg border bg-surface p-5 shadow-card phone:p-4',
        state === 'done' ? 'border-ok-line' : 'border-line',
      )}
    >
      <div className="flex flex-wrap items-center gap-3">
        <StepNumber number={number} state={state} />
        <h2 id={id} className={classNames('flex-1 text-lg font-semibold', state === 'later' && 'text-muted')}>
          {title}
        </h2>
        <output>
          {state === 'done' && <StatusChip tone="ok">{t('guide.done')}</StatusChip>}
          {state === 'now' && waiting && (
            <StatusChip tone="new" icon={Hourglass}>
              {waiting}
            </StatusChip>
          )}
        </output>
      </div>
      {state === 'done' && proof && <p className="mt-2 ps-11 text-muted phone:ps-0">{proof}</p>}
      {state === 'now' && children && <div className="mt-4 ps-11 phone:ps-0">{children}</div>}
    </li>
  );
}

function StepNumber({ number, state }: { number: number; state: StepState }): ReactElement {
  return (
    <span
      aria-hidden
      className={classNames(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-full border font-semibold',
        state === 'done' && 'border-ok-line bg-ok-bg text-ok-fg',
        state === 'now' && 'border-accent bg-accent-soft text-accent',
        state === 'later' && 'border-line text-muted',
      )}
    >
      {state === 'done' ? <Check size={18} /> : number}
    </span>
  );
}
