import { useMutation, useQuery } from '@tanstack/react-query';
import {
  Button,
  Callout,
  Card,
  describeError,
  EmptyState,
  ErrorWords,
  NoPermissionState,
  Spinner,
  StatusChip,
  useFormat,
  useNow,
  type Tone,
} from '@trunkline/web-ui';
import { Stethoscope } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan, useMe } from '../../api/me.ts';
import { checkFacts, checkRemedy, checkSentence } from './check-words.ts';
import { nasTestQuery, unknownSourcesQuery, type Nas, type NasCheck, type NasTest } from './nas-queries.ts';

/** The worker answers within seconds; after this long it does not run. */
const lateMs = 15_000;

/** Asks the router and looks at what is known; says in place what is wrong and what to do. */
export function NasTestTab({ nas }: { nas: Nas }): ReactElement {
  const { t } = useTranslation('nas');
  const mayTest = useCan('nas.test');
  const [testId, setTestId] = useState<string>();
  const start = useMutation({
    mutationFn: async () =>
      (await answerOf(api.POST('/api/nas/{id}/test', { params: { path: { id: nas.id } } }))).data,
    onSuccess: (test) => setTestId(test.id),
  });
  const test = useQuery({ ...nasTestQuery(testId ?? ''), enabled: testId !== undefined });
  const isUnderWay = start.isPending || (testId !== undefined && !test.data?.finishedAt && !test.error);
  if (!mayTest) return <NoPermissionState permission="nas.test" />;
  const button = (
    <Button variant="primary" icon={Stethoscope} isPending={isUnderWay} onClick={() => start.mutate()}>
      {t(test.data ? 'test.again' : 'test.start')}
    </Button>
  );
  const error = start.error ?? test.error;
  return (
    <div className="flex flex-col gap-4">
      <Card title={t('test.title')} subtitle={t('test.subtitle')} actions={testId && button} isPadded={false}>
        {error && (
          <Callout tone="bad" live="assertive" className="m-4">
            <ErrorWords error={describeError(error)} />
          </Callout>
        )}
        {testId === undefined ? (
          <EmptyState icon={Stethoscope} title={t('test.title')} action={button}>
            {t('test.before')}
          </EmptyState>
        ) : (
          <TestResult test={test.data} />
        )}
      </Card>
      <UnknownSources />
    </div>
  );
}

function TestResult({ test }: { test: NasTest | undefined }): ReactElement {
  const { t } = useTranslation('nas');
  const format = useFormat();
  if (!test?.finishedAt) return <Waiting requestedAt={test?.requestedAt} />;
  return (
    <>
      <ul aria-label={t('test.results')} className="divide-y divide-line">
        {test.checks.map((check) => (
          <CheckRow key={check.name} check={check} />
        ))}
      </ul>
      <p className="border-t border-line px-4 py-2 text-sm text-muted">
        {t('test.finished', { at: format.instant(test.finishedAt, 'second'), by: test.requestedByName })}
      </p>
    </>
  );
}

function Waiting({ requestedAt }: { requestedAt: string | undefined }): ReactElement {
  const { t } = useTranslation('nas');
  const nowMs = useNow();
  const isLate = requestedAt !== undefined && nowMs - Date.parse(requestedAt) > lateMs;
  if (isLate) {
    return (
      <Callout tone="warn" live="polite" className="m-4">
        {t('test.late')}
      </Callout>
    );
  }
  return (
    <output className="flex items-center gap-2 p-4 text-muted">
      <Spinner size={16} />
      {t('test.underWay')}
    </output>
  );
}

const tones: Record<NasCheck['status'], Tone> = { ok: 'ok', warn: 'warn', bad: 'bad', unknown: 'off' };

function CheckRow({ check }: { check: NasCheck }): ReactElement {
  const { t } = useTranslation('nas');
  const { t: reasonWord } = useTranslation('reasons');
  const format = useFormat();
  const facts = checkFacts(check, {
    format,
    reason: (code) => reasonWord(code as 'aaa.expired', { defaultValue: code }),
  });
  const remedy = checkRemedy(t, check, facts);
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-3 sm:grid-cols-[7rem_minmax(0,1fr)]">
      <div>
        <StatusChip tone={tones[check.status]}>{t(`test.status.${check.status}`)}</StatusChip>
      </div>
      <div className="min-w-0">
        <p className="font-medium">{t(`check.${check.name}.title`)}</p>
        <p className="wrap-anywhere">{checkSentence(t, check, facts)}</p>
        {remedy && (
          <p className="mt-1 text-muted">
            <span className="font-medium text-text">{t('test.remedy')}</span> {remedy}
          </p>
        )}
      </div>
    </li>
  );
}

/** For the operator alone: a router that nobody entered may be of any tenant. */
function UnknownSources(): ReactElement | null {
  const { t } = useTranslation('nas');
  const format = useFormat();
  const { isOperator } = useMe();
  const sources = useQuery({ ...unknownSourcesQuery, enabled: isOperator });
  if (!sources.data || sources.data.length === 0) return null;
  return (
    <Card title={t('unknown.title')} subtitle={t('unknown.subtitle')}>
      <ul className="grid gap-1 sm:grid-cols-2">
        {sources.data.map(({ address, lastAt, count }) => (
          <li key={address} className="flex gap-3">
            <bdi className="font-mono text-sm">{address}</bdi>
            <span className="text-muted">
              {t('unknown.packets', { count, shown: format.count(count) })} · {format.relative(lastAt)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
