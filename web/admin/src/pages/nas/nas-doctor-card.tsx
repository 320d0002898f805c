import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  Button,
  Callout,
  Card,
  describeError,
  EmptyState,
  ErrorWords,
  QueryView,
  Spinner,
  useFormat,
  useNow,
} from '@trunkline/web-ui';
import { HeartPulse } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { NasDoctorChecks } from './nas-doctor-checks.tsx';
import { nasDoctorQuery, startDoctor, type DoctorRun } from './nas-doctor-queries.ts';

/** The worker answers within seconds; after this long it does not run. */
const lateMs = 20_000;

/** Everything about a NAS at once, with the line that mends what is wrong. */
export function NasDoctorCard({ nasId }: { nasId: string }): ReactElement {
  const { t } = useTranslation('nas-doctor');
  const queries = useQueryClient();
  const last = useQuery(nasDoctorQuery(nasId));
  const start = useMutation({
    mutationFn: () => startDoctor(nasId),
    onSuccess: (run) => {
      queries.setQueryData(nasDoctorQuery(nasId).queryKey, run);
      void queries.invalidateQueries({ queryKey: ['nas', 'doctor-summaries'] });
    },
  });
  const isUnderWay = start.isPending || (last.data !== null && last.data?.finishedAt === null);
  const button = (
    <Button variant="primary" icon={HeartPulse} isPending={isUnderWay} onClick={() => start.mutate()}>
      {t(last.data ? 'again' : 'start')}
    </Button>
  );
  return (
    <Card title={t('title')} subtitle={t('subtitle')} actions={last.data && button} isPadded={false}>
      {start.error && (
        <Callout tone="bad" live="assertive" className="m-4">
          <ErrorWords error={describeError(start.error)} />
        </Callout>
      )}
      <QueryView query={last} isCompact>
        {(run) =>
          run ? (
            <RunView run={run} />
          ) : (
            <EmptyState icon={HeartPulse} title={t('title')} action={button}>
              {t('before')}
            </EmptyState>
          )
        }
      </QueryView>
    </Card>
  );
}

function RunView({ run }: { run: DoctorRun }): ReactElement {
  const { t } = useTranslation('nas-doctor');
  const format = useFormat();
  const nowMs = useNow();
  const isLate = nowMs - Date.parse(run.requestedAt) > lateMs;
  return (
    <>
      <NasDoctorChecks nasId={run.nasId} checks={run.checks} />
      {run.finishedAt ? (
        <p className="border-t border-line px-4 py-2 text-sm text-muted">
          {t('finished', { at: format.instant(run.finishedAt, 'second'), by: run.requestedByName })}
        </p>
      ) : isLate ? (
        <Callout tone="warn" live="polite" className="m-4">
          {t('late')}
        </Callout>
      ) : (
        <output className="flex items-center gap-2 px-4 py-3 text-muted">
          <Spinner size={16} />
          {t('underWay')}
        </output>
      )}
    </>
  );
}
