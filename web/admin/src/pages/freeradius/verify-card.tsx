import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  Button,
  Callout,
  Card,
  describeError,
  EmptyState,
  ErrorWords,
  StatusChip,
  useFormat,
  useNow,
} from '@trunkline/web-ui';
import { ListChecks, ShieldCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { DifferenceRows } from './difference-rows.tsx';
import { bridgeQuery, verifyBridge, type Bridge, type Verification } from './freeradius-queries.ts';

const ageStepMs = 30_000;

/** Computes all rows anew and compares them with those in the tables. */
export function VerifyCard({ lastVerify }: Pick<Bridge, 'lastVerify'>): ReactElement {
  const { t } = useTranslation('freeradius');
  const mayManage = useCan('freeradius.manage');
  const queries = useQueryClient();
  const verify = useMutation({
    mutationFn: verifyBridge,
    onSettled: () => queries.invalidateQueries({ queryKey: bridgeQuery.queryKey }),
  });
  return (
    <Card
      title={t('verify.title')}
      subtitle={t('verify.subtitle')}
      isPadded={!verify.data || verify.data.differences.length === 0}
      actions={
        mayManage && (
          <Button icon={ListChecks} isPending={verify.isPending} onClick={() => verify.mutate()}>
            {t('verify.start')}
          </Button>
        )
      }
    >
      {verify.error && (
        <Callout tone="bad" live="assertive" className="mb-3">
          <ErrorWords error={describeError(verify.error)} />
        </Callout>
      )}
      {verify.data ? <Result result={verify.data} /> : <LastResult lastVerify={lastVerify} />}
    </Card>
  );
}

function LastResult({ lastVerify }: Pick<Bridge, 'lastVerify'>): ReactElement {
  const { t } = useTranslation('freeradius');
  const format = useFormat();
  const nowMs = useNow(ageStepMs);
  if (lastVerify === null) return <p className="text-muted">{t('verify.never')}</p>;
  const { at, differences } = lastVerify;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <StatusChip tone={differences === 0 ? 'ok' : 'bad'}>
        {t('verify.count', { count: differences, shown: format.count(differences) })}
      </StatusChip>
      <span className="text-muted">{t('verify.last', { when: format.ago(at, nowMs) })}</span>
    </p>
  );
}

function Result({ result }: { result: Verification }): ReactElement {
  const { t } = useTranslation('freeradius');
  const format = useFormat();
  const { checked, differences, more } = result;
  if (differences.length === 0) {
    return (
      <EmptyState isCompact icon={ShieldCheck} title={t('verify.agrees')}>
        {t('verify.checked', { count: checked, shown: format.count(checked) })}
      </EmptyState>
    );
  }
  return (
    <>
      <output className="block border-b border-line px-4 py-3">
        {t('verify.found', { count: differences.length, shown: format.count(differences.length) })}{' '}
        <span className="text-muted">
          {t('verify.checked', { count: checked, shown: format.count(checked) })}
          {more && ` ${t('verify.more')}`}
        </span>
      </output>
      <DifferenceRows differences={differences} />
    </>
  );
}
