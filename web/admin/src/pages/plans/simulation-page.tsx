import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import {
  Callout,
  Card,
  isolated,
  NoPermissionState,
  PageHeader,
  QueryView,
  useFormat,
} from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { SimulationDays } from './simulation-days.tsx';
import { SimulationOutcomes } from './simulation-outcomes.tsx';
import { SimulationProgress } from './simulation-progress.tsx';
import { simulationQuery, type Simulation } from './simulation-queries.ts';
import { SimulationTiles } from './simulation-tiles.tsx';
import { TriedTermsCard } from './simulation-terms-card.tsx';
import { useSimulationWords } from './use-simulation-words.ts';

const route = getRouteApi('/shell/plans/simulations/$id');

/** What terms would have done to recorded usage: totals, by day, by subscriber, and what is taken for granted. */
export function SimulationPage(): ReactElement {
  const { t } = useTranslation('simulation');
  const { id } = route.useParams();
  const maySee = useCan('plans.simulate');
  const simulation = useQuery({ ...simulationQuery(id), enabled: maySee });
  if (maySee) {
    return <QueryView query={simulation}>{(data) => <Result simulation={data} />}</QueryView>;
  }
  return (
    <>
      <PageHeader title={t('title')} />
      <NoPermissionState permission="plans.simulate" />
    </>
  );
}

function Result({ simulation }: { simulation: Simulation }): ReactElement {
  const { t } = useTranslation('simulation');
  const words = useSimulationWords();
  return (
    <>
      <PageHeader
        title={words.title(simulation)}
        breadcrumbs={[
          { label: t('plans'), href: '/plans' },
          { label: t('list.title'), href: '/plans/simulations' },
        ]}
        subtitle={<Subtitle simulation={simulation} />}
      />
      <div className="flex flex-col gap-4">
        <SimulationProgress simulation={simulation} />
        <Callout tone="info" title={t('estimate.title')}>
          {t('estimate.text')}
        </Callout>
        <SimulationTiles simulation={simulation} />
        <div className="grid items-start gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(20rem,2fr)]">
          <SimulationDays simulation={simulation} />
          <TriedTermsCard simulation={simulation} />
        </div>
        <SimulationOutcomes simulation={simulation} />
        <Card title={t('assumptions.title')} subtitle={t('assumptions.text')}>
          <ul className="flex list-disc flex-col gap-1.5 ps-5">
            {simulation.assumptions.map(({ code }) => (
              <li key={code}>{t(`assumption.${code}`)}</li>
            ))}
          </ul>
        </Card>
      </div>
    </>
  );
}

function Subtitle({ simulation }: { simulation: Simulation }): ReactElement {
  const { t } = useTranslation('simulation');
  const words = useSimulationWords();
  const format = useFormat();
  return (
    <>
      {words.days(simulation)} · {words.who(simulation)} ·{' '}
      {t('madeBy', {
        name: isolated(simulation.createdByName),
        at: format.instant(simulation.createdAt, 'minute'),
      })}{' '}
      · {t('keptUntil', { at: format.instant(simulation.forgottenAt, 'date') })}
    </>
  );
}
