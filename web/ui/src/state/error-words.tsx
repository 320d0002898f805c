import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ErrorDescription } from './describe-error.ts';

const texts = {
  offline: { title: 'state.offlineTitle', text: 'state.offlineText' },
  busy: { title: 'state.busyTitle', text: 'state.busyText' },
  forbidden: { title: 'state.forbiddenTitle', text: 'state.forbiddenText' },
  'signed-out': { title: 'state.signedOutTitle', text: 'state.signedOutText' },
  'not-found': { title: 'state.notFoundTitle', text: 'state.notFoundText' },
  refused: { title: 'state.failedTitle', text: 'state.failedText' },
  failed: { title: 'state.failedTitle', text: 'state.failedText' },
} as const;

/** The title for a failure of loading, in the person's language. */
export function ErrorTitle({ error }: { error: ErrorDescription }): ReactElement {
  const { t } = useTranslation('ui');
  return <>{t(texts[error.kind].title)}</>;
}

/** A sentence about the failure, and its code for support. */
export function ErrorWords({ error }: { error: ErrorDescription }): ReactElement {
  const { t } = useTranslation('ui');
  return (
    <>
      {error.message ?? t(texts[error.kind].text)}
      {error.code && (
        <span className="block text-sm text-muted">{t('state.code', { code: error.code })}</span>
      )}
    </>
  );
}
