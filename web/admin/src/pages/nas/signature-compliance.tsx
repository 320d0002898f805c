import { useMutation, useQueryClient } from '@tanstack/react-query';
import {
  Button,
  Callout,
  describeError,
  ErrorWords,
  ProgressBar,
  StatusChip,
  useFormat,
} from '@trunkline/web-ui';
import { ShieldCheck } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan } from '../../api/me.ts';
import { modeTones } from './nas-health.tsx';
import type { Nas } from './nas-queries.ts';

/** So many in a row prove that the router signs everything; the server offers `require` from there. */
const enough = 1000;

/** How many requests in a row were signed, and what can be made of that. */
export function SignatureCompliance({ nas }: { nas: Nas }): ReactElement {
  const { t } = useTranslation('nas');
  const format = useFormat();
  const run = nas.observation?.messageAuthenticatorRun ?? 0;
  const signed = Math.min(run, enough);
  const isWhole = nas.canRequireMessageAuthenticator;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <ModeChip mode={nas.messageAuthenticator} />
        <span className="text-muted">{t(`modeText.${nas.messageAuthenticator}`)}</span>
      </div>
      <div>
        <div className="mb-1 flex justify-between gap-3 text-sm">
          <span>{t('signatures.inARow')}</span>
          <bdi>{t('signatures.of', { signed: format.count(signed), enough: format.count(enough) })}</bdi>
        </div>
        <ProgressBar
          label={t('signatures.inARow')}
          value={signed}
          max={enough}
          valueText={t('signatures.of', { signed, enough })}
          tone={isWhole ? 'ok' : run === 0 ? 'bad' : 'warn'}
        />
      </div>
      {nas.messageAuthenticator !== 'require' && <RequireOffer nas={nas} />}
    </div>
  );
}

function ModeChip({ mode }: { mode: Nas['messageAuthenticator'] }): ReactElement {
  const { t } = useTranslation('nas');
  return <StatusChip tone={modeTones[mode]}>{t(`mode.${mode}`)}</StatusChip>;
}

function RequireOffer({ nas }: { nas: Nas }): ReactElement {
  const { t } = useTranslation('nas');
  const mayWrite = useCan('nas.write');
  const queries = useQueryClient();
  const require = useMutation({
    mutationFn: async () =>
      answerOf(
        api.PATCH('/api/nas/{id}', {
          params: { path: { id: nas.id }, header: { 'if-match': `"${nas.revision}"` } },
          body: { messageAuthenticator: 'require' },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ['nas'] }),
  });
  if (!nas.canRequireMessageAuthenticator)
    return <p className="text-sm text-muted">{t('signatures.notYet')}</p>;
  return (
    <>
      <Callout
        tone="ok"
        title={t('signatures.offerTitle')}
        actions={
          mayWrite && (
            <Button
              variant="primary"
              icon={ShieldCheck}
              isPending={require.isPending}
              onClick={() => require.mutate()}
            >
              {t('signatures.require')}
            </Button>
          )
        }
      >
        {t('signatures.offerText')}
      </Callout>
      {require.error && (
        <Callout tone="bad" live="assertive">
          <ErrorWords error={describeError(require.error)} />
        </Callout>
      )}
    </>
  );
}
