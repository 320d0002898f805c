import { Callout, CopyText, KeyValueList, useFormat } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouterTest } from './control-queries.ts';

/** What the router said just now, and what in its settings stands in the way. */
export function RouterTestResult({ test }: { test: RouterTest }): ReactElement {
  const { t } = useTranslation('nas');
  const format = useFormat();
  const { failure, findings, tookMs, identity, version, board, fingerprint, coaPort } = test;
  if (failure) {
    return (
      <Callout tone="bad" live="assertive" title={t(`routerFailure.${failure.kind}.title`)}>
        <p>{t(`routerFailure.${failure.kind}.text`)}</p>
        <p className="text-sm text-muted">
          <bdi lang="en" dir="auto">
            {failure.message}
          </bdi>
        </p>
      </Callout>
    );
  }
  return (
    <Callout
      tone={findings.length === 0 ? 'ok' : 'warn'}
      live="polite"
      title={t('routerTest.answered', { time: format.milliseconds(tookMs) })}
    >
      {findings.length > 0 && (
        <ul className="mb-2 list-disc ps-5">
          {findings.map(({ code }) => (
            <li key={code}>{t(`routerTest.finding.${code}`)}</li>
          ))}
        </ul>
      )}
      <KeyValueList
        items={[
          {
            label: t('router.device'),
            value: (
              <bdi>{[identity, board, version && `RouterOS ${version}`].filter(Boolean).join(' · ')}</bdi>
            ),
          },
          ...(fingerprint === null
            ? []
            : [{ label: t('field.apiFingerprint'), value: <CopyText text={fingerprint} /> }]),
          ...(coaPort === null
            ? []
            : [{ label: t('routerTest.coaPort'), value: <bdi dir="ltr">{coaPort}</bdi> }]),
        ]}
      />
    </Callout>
  );
}
