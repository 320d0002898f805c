import { useQuery } from '@tanstack/react-query';
import {
  Card,
  EmptyState,
  Link,
  MeterBar,
  NoPermissionState,
  QueryView,
  Tile,
  useFormat,
} from '@trunkline/web-ui';
import { CircleCheck, CircleDashed, CircleX, Clock, ListChecks } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { StepLine } from '../subscribers/policy/step-list.tsx';
import { enforcementQuery, type Enforcement } from './control-queries.ts';
import type { Nas } from './nas-queries.ts';

/** Whether open sessions have what they should, how fast changes arrive, and the last tries. */
export function EnforcementCard({ nas }: { nas: Nas }): ReactElement {
  const { t } = useTranslation('nas');
  const mayRead = useCan('enforcement.read');
  const enforcement = useQuery({ ...enforcementQuery(nas.id), enabled: mayRead });
  return (
    <Card title={t('control.title')} subtitle={t('control.subtitle')}>
      {mayRead ? (
        <QueryView query={enforcement}>
          {(data) => (
            <div className="flex flex-col gap-5">
              <StateTiles enforcement={data} />
              <ServiceLevel throttle={data.throttle} />
              <ConfirmedBy byRung={data.confirmedByRung} />
              <RecentSteps steps={data.recentSteps} />
            </div>
          )}
        </QueryView>
      ) : (
        <NoPermissionState permission="enforcement.read" />
      )}
    </Card>
  );
}

function StateTiles({ enforcement }: { enforcement: Enforcement }): ReactElement {
  const { t } = useTranslation('nas');
  const format = useFormat();
  const { inStep, pending, claimed, failed } = enforcement;
  return (
    <div className="grid grid-cols-2 gap-3 2xl:grid-cols-4">
      <Tile label={t('control.inStep')} icon={CircleCheck} value={format.count(inStep)} />
      <Tile label={t('control.pending')} icon={Clock} value={format.count(pending)} />
      <Tile
        label={t('control.claimed')}
        icon={CircleDashed}
        value={format.count(claimed)}
        tone={claimed > 0 ? 'warn' : undefined}
      />
      <Tile
        label={t('control.failed')}
        icon={CircleX}
        value={format.count(failed)}
        tone={failed > 0 ? 'bad' : undefined}
      />
    </div>
  );
}

/** From here on a share of changes in time is what was promised. */
const promisedPercent = 95;

function ServiceLevel({ throttle }: { throttle: Enforcement['throttle'] }): ReactElement {
  const { t } = useTranslation('nas');
  const format = useFormat();
  const { count, p50S, p99S, within5sPercent, within35sPercent } = throttle;
  if (count === 0) return <p className="text-muted">{t('control.noThrottles')}</p>;
  const seconds = (value: number | null): string =>
    value === null ? '–' : format.milliseconds(value * 1_000);
  const levels = [
    { name: t('control.within', { count: 5 }), percent: within5sPercent },
    { name: t('control.within', { count: 35 }), percent: within35sPercent },
  ];
  return (
    <section aria-label={t('control.serviceLevel')} className="flex flex-col gap-3">
      <h3 className="font-semibold">
        {t('control.serviceLevel')}{' '}
        <span className="font-normal text-muted">
          {t('control.throttles', { count, shown: format.count(count) })} · p50 <bdi>{seconds(p50S)}</bdi> ·
          p99 <bdi>{seconds(p99S)}</bdi>
        </span>
      </h3>
      <div className="grid gap-4 sm:grid-cols-2">
        {levels.map(({ name, percent }) => (
          <div key={name} className="flex flex-col gap-1">
            <p className="flex justify-between gap-3">
              <span>{name}</span>
              <bdi className="font-medium">{percent === null ? '–' : format.percent(percent / 100)}</bdi>
            </p>
            <MeterBar
              label={name}
              value={percent ?? 0}
              max={100}
              valueText={percent === null ? '–' : format.percent(percent / 100)}
              tone={percent !== null && percent >= promisedPercent ? 'ok' : 'warn'}
            />
          </div>
        ))}
      </div>
    </section>
  );
}

function ConfirmedBy({ byRung }: { byRung: Enforcement['confirmedByRung'] }): ReactElement {
  const { t } = useTranslation('nas');
  const format = useFormat();
  return (
    <p className="flex flex-wrap gap-x-4 text-sm text-muted">
      {t('control.confirmedBy')}
      {(['coa', 'api', 'disconnect'] as const).map((rung) => (
        <span key={rung}>
          {t(`rung.${rung}`)} <bdi className="font-medium text-text">{format.count(byRung[rung])}</bdi>
        </span>
      ))}
    </p>
  );
}

function RecentSteps({ steps }: { steps: Enforcement['recentSteps'] }): ReactElement {
  const { t } = useTranslation('nas');
  return (
    <section aria-label={t('control.steps')}>
      <h3 className="mb-2 font-semibold">{t('control.steps')}</h3>
      {steps.length === 0 ? (
        <EmptyState isCompact icon={ListChecks} title={t('control.noSteps')} />
      ) : (
        <ol className="flex flex-col gap-2">
          {steps.map((step) => (
            <StepLine
              key={step.id}
              step={step}
              who={
                <Link href={`/subscribers?q=${encodeURIComponent(step.username)}`}>
                  <bdi dir="ltr" className="font-mono text-sm">
                    {step.username}
                  </bdi>
                </Link>
              }
            />
          ))}
        </ol>
      )}
    </section>
  );
}
