import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  Button,
  Callout,
  Card,
  describeError,
  ErrorWords,
  Spinner,
  StatusChip,
  useFormat,
  useNow,
  type CalloutTone,
  type Tone,
} from '@trunkline/web-ui';
import { Radio, Save } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { errorCauses } from '../subscribers/policy/error-causes.ts';
import { coaTestQuery, startCoaTest, type CoaTest } from './control-queries.ts';
import type { Nas } from './nas-queries.ts';

type Result = NonNullable<CoaTest['result']>;
type Try = Result['tries'][number];

/** The worker answers within seconds; after this long it does not run. */
const lateMs = 30_000;

/** Tries ports and ways to name a session until one works, on a session that is open now. */
export function CoaTestCard({ nas }: { nas: Nas }): ReactElement | null {
  const { t } = useTranslation('nas');
  const [mayTest, mayWrite] = [useCan('nas.test'), useCan('nas.write')];
  const [testId, setTestId] = useState<string>();
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: (storesPort: boolean) => startCoaTest(nas.id, storesPort),
    onSuccess: ({ id }) => {
      setTestId(id);
      void queries.invalidateQueries({ queryKey: ['nas', 'one', nas.id] });
    },
  });
  const test = useQuery({
    ...coaTestQuery({ nasId: nas.id, testId: testId ?? '' }),
    enabled: testId !== undefined,
  });
  const isUnderWay = start.isPending || (testId !== undefined && !test.data?.finishedAt && !test.error);
  const error = start.error ?? test.error;
  if (!mayTest) return null;
  const result = test.data?.result;
  const hasOtherPort = result?.port !== null && result?.port !== undefined && result.port !== nas.coaPort;
  return (
    <Card
      title={t('coaTest.title')}
      subtitle={t('coaTest.subtitle')}
      actions={
        <Button icon={Radio} isPending={isUnderWay} onClick={() => start.mutate(false)}>
          {t('coaTest.start')}
        </Button>
      }
    >
      {error && (
        <Callout tone="bad" live="assertive">
          <ErrorWords error={describeError(error)} />
        </Callout>
      )}
      {isUnderWay && <Waiting requestedAt={test.data?.requestedAt} />}
      {!testId && !error && <p className="max-w-prose text-muted">{t('coaTest.before')}</p>}
      {result && (
        <div className="flex flex-col gap-3">
          <Finding result={result} />
          {hasOtherPort && !result.hasStoredPort && mayWrite && (
            <div>
              <Button icon={Save} onClick={() => start.mutate(true)} isPending={isUnderWay}>
                {t('coaTest.keepPort', { port: result.port })}
              </Button>
            </div>
          )}
          <Tries tries={result.tries} />
        </div>
      )}
    </Card>
  );
}

function Waiting({ requestedAt }: { requestedAt: string | undefined }): ReactElement {
  const { t } = useTranslation('nas');
  const nowMs = useNow();
  const isLate = requestedAt !== undefined && nowMs - Date.parse(requestedAt) > lateMs;
  if (isLate) {
    return (
      <Callout tone="warn" live="polite">
        {t('test.late')}
      </Callout>
    );
  }
  return (
    <output className="flex items-center gap-2 text-muted">
      <Spinner size={16} />
      {t('coaTest.underWay')}
    </output>
  );
}

const findingTones: Record<Result['finding'], CalloutTone> = {
  works: 'ok',
  refused: 'bad',
  no_answer: 'bad',
  no_session: 'info',
};

function Finding({ result }: { result: Result }): ReactElement {
  const { t } = useTranslation('nas');
  const ways = useWays();
  const { finding, username, port, identifiedBy, hasStoredPort } = result;
  return (
    <Callout tone={findingTones[finding]} live="polite" title={t(`coaTest.finding.${finding}.title`)}>
      <p>
        {t(`coaTest.finding.${finding}.text`, {
          port: port ?? '',
          ways: ways(identifiedBy ?? []),
          username: username ?? '',
        })}
      </p>
      {hasStoredPort && <p>{t('coaTest.portKept', { port: port ?? '' })}</p>}
    </Callout>
  );
}

function useWays(): (identifiedBy: Try['identifiedBy']) => string {
  const { t } = useTranslation('nas');
  return (identifiedBy) => identifiedBy.map((way) => t(`coaTest.way.${way}`)).join(' + ');
}

const tryTones: Record<Try['outcome'], Tone> = { acknowledged: 'ok', refused: 'bad', timed_out: 'off' };

function Tries({ tries }: { tries: readonly Try[] }): ReactElement | null {
  const { t } = useTranslation('nas');
  const { t: termWord } = useTranslation('subscribers');
  const format = useFormat();
  const ways = useWays();
  if (tries.length === 0) return null;
  const cause = (code: number): string => {
    const known = errorCauses.find((one) => one === code);
    return known === undefined ? termWord('terms.cause.other', { code }) : termWord(`terms.cause.${known}`);
  };
  return (
    <ol aria-label={t('coaTest.tries')} className="flex flex-col gap-1.5 text-sm">
      {tries.map(({ port, identifiedBy, outcome, errorCause, roundTripMs }) => (
        <li key={`${port} ${identifiedBy.join()}`} className="flex flex-wrap items-center gap-x-2">
          <StatusChip tone={tryTones[outcome]}>{t(`coaTest.outcome.${outcome}`)}</StatusChip>
          <bdi dir="ltr" className="font-mono">
            {port}
          </bdi>
          <span>{ways(identifiedBy)}</span>
          <span className="text-muted">
            {roundTripMs !== null && <bdi>{format.milliseconds(roundTripMs)}</bdi>}
            {errorCause !== null && ` · ${cause(errorCause)}`}
          </span>
        </li>
      ))}
    </ol>
  );
}
