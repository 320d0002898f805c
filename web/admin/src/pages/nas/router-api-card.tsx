import { useMutation, useQuery } from '@tanstack/react-query';
import {
  Button,
  ButtonLink,
  Callout,
  Card,
  describeError,
  DescriptionList,
  EmptyState,
  ErrorWords,
  QueryView,
  StatusChip,
  useFormat,
  useNow,
} from '@trunkline/web-ui';
import { Cable, Stethoscope } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { routerQuery, testRouter, type RouterState, type RouterView } from './control-queries.ts';
import type { Nas } from './nas-queries.ts';
import { RouterTestResult } from './router-test-result.tsx';

/** The way to the router's API: what it last said, and a test on the spot. */
export function RouterApiCard({ nas }: { nas: Nas }): ReactElement {
  const { t } = useTranslation('nas');
  const mayTest = useCan('nas.test');
  const router = useQuery(routerQuery(nas.id));
  const test = useMutation({ mutationFn: () => testRouter(nas.id) });
  const hasApi = router.data?.hasApi === true;
  return (
    <Card
      title={t('router.title')}
      subtitle={t('router.subtitle')}
      actions={
        mayTest &&
        hasApi && (
          <Button icon={Stethoscope} isPending={test.isPending} onClick={() => test.mutate()}>
            {t('router.test')}
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {test.error && (
          <Callout tone="bad" live="assertive">
            <ErrorWords error={describeError(test.error)} />
          </Callout>
        )}
        {test.data && <RouterTestResult test={test.data} />}
        <QueryView query={router} isCompact>
          {(view) => <RouterFacts view={view} nasId={nas.id} />}
        </QueryView>
      </div>
    </Card>
  );
}

function RouterFacts({ view, nasId }: { view: RouterView; nasId: string }): ReactElement {
  const { t } = useTranslation('nas');
  if (!view.hasApi) {
    return (
      <EmptyState
        isCompact
        icon={Cable}
        title={t('router.none')}
        action={<ButtonLink href={`/nas/${nasId}?tab=settings`}>{t('router.toSettings')}</ButtonLink>}
      >
        {t('router.noneText')}
      </EmptyState>
    );
  }
  if (!view.state) return <p className="text-muted">{t('router.notYet')}</p>;
  return <RouterLines state={view.state} isSyncing={view.syncsUsage} />;
}

interface RouterLinesProps {
  state: RouterState;
  isSyncing: boolean;
}

function RouterLines({ state, isSyncing }: RouterLinesProps): ReactElement {
  const { t } = useTranslation('nas');
  const format = useFormat();
  const nowMs = useNow();
  const { failedAt, failure, failuresInARow } = state;
  return (
    <>
      {failuresInARow > 0 && failedAt !== null && (
        <Callout
          tone="bad"
          live="polite"
          title={t('router.failing', { count: failuresInARow, when: format.ago(failedAt, nowMs) })}
        >
          {failure && (
            <bdi lang="en" dir="auto">
              {failure}
            </bdi>
          )}
        </Callout>
      )}
      <DeviceLine state={state} nowMs={nowMs} />
      <SyncLine state={state} isSyncing={isSyncing} />
    </>
  );
}

/** Which router it is, and whether it answers. */
function DeviceLine({ state, nowMs }: { state: RouterState; nowMs: number }): ReactElement {
  const { t } = useTranslation('nas');
  const format = useFormat();
  const { identity, version, board, uptimeS, cpuPercent, answeredAt, failuresInARow } = state;
  const device = [identity, board, version && `RouterOS ${version}`].filter(Boolean);
  const isFailing = failuresInARow > 0;
  return (
    <DescriptionList
      items={[
        {
          label: t('router.state'),
          value: (
            <StatusChip tone={isFailing ? 'bad' : 'ok'}>
              {t(isFailing ? 'router.silent' : 'router.answers')}
            </StatusChip>
          ),
          hint: answeredAt && t('router.answered', { when: format.ago(answeredAt, nowMs) }),
        },
        { label: t('router.device'), value: device.length > 0 && <bdi>{device.join(' · ')}</bdi> },
        {
          label: t('router.uptime'),
          value: uptimeS !== null && <bdi dir="ltr">{format.uptime(uptimeS)}</bdi>,
        },
        { label: t('router.cpu'), value: cpuPercent !== null && format.percent(cpuPercent / 100) },
      ]}
    />
  );
}

/** What the last reading of usage found. */
function SyncLine({ state, isSyncing }: RouterLinesProps): ReactElement {
  const { t } = useTranslation('nas');
  const format = useFormat();
  const { passMs, sessions, matched, unknownHere, unknownThere } = state;
  return (
    <DescriptionList
      items={[
        {
          label: t('router.sync'),
          value: (
            <StatusChip tone={isSyncing ? 'ok' : 'off'}>
              {t(isSyncing ? 'router.syncOn' : 'router.syncOff')}
            </StatusChip>
          ),
        },
        { label: t('router.pass'), value: passMs !== null && <bdi>{format.milliseconds(passMs)}</bdi> },
        { label: t('router.sessions'), value: sessions !== null && format.count(sessions) },
        { label: t('router.matched'), value: format.count(matched) },
        {
          label: t('router.unknownHere'),
          value: format.count(unknownHere),
          hint: t('router.unknownHereText'),
        },
        {
          label: t('router.unknownThere'),
          value: format.count(unknownThere),
          hint: t('router.unknownThereText'),
        },
      ]}
    />
  );
}
