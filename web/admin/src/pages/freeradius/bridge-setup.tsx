import { Card, CodeBlock } from '@trunkline/web-ui';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ConnectionCard } from './connection-card.tsx';
import type { Bridge } from './freeradius-queries.ts';
import { setupSteps } from './setup-steps.ts';

/** What to do on the machine of FreeRADIUS, to be copied step by step. */
export function BridgeSetup({ bridge }: { bridge: Bridge }): ReactElement {
  const { t } = useTranslation('freeradius');
  const steps = setupSteps(bridge);
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,2fr)_minmax(20rem,1fr)]">
      <Card title={t('setup.title')} subtitle={t('setup.subtitle')}>
        <ol className="flex flex-col gap-5">
          {steps.map(({ id, code, file }, index) => (
            <Step key={id} number={index + 1} title={t(`setup.step.${id}.title`)}>
              <p className="max-w-prose text-muted">{t(`setup.step.${id}.text`)}</p>
              {code && <CodeBlock label={file ?? t('setup.terminal')} code={code} />}
            </Step>
          ))}
        </ol>
      </Card>
      <ConnectionCard bridge={bridge} />
    </div>
  );
}

interface StepProps {
  number: number;
  title: string;
  children: ReactNode;
}

function Step({ number, title, children }: StepProps): ReactElement {
  return (
    <li className="flex gap-3">
      <span
        aria-hidden
        className="inline-flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-sm font-semibold text-accent"
      >
        {number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <h3 className="min-h-6 font-semibold">{title}</h3>
        {children}
      </div>
    </li>
  );
}
