import { useSearch } from '@tanstack/react-router';
import { Callout } from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { FrontFrame } from '../../shell/front-frame.tsx';
import { CodeStep } from './code-step.tsx';
import { PasswordStep, type Challenge } from './password-step.tsx';
import { SetupHint } from './setup-hint.tsx';
import { useGoOn } from './use-go-on.ts';

/** E-mail and password, and where the account has one, the second factor. */
export function SignInPage(): ReactElement {
  const { t } = useTranslation('sign-in');
  const { ended } = useSearch({ strict: false });
  const [challenge, setChallenge] = useState<Challenge>();
  const goOn = useGoOn();
  if (challenge) {
    return (
      <FrontFrame title={t('code.title')} subtitle={t('code.subtitle')}>
        <CodeStep challenge={challenge} onSignedIn={goOn} onBack={() => setChallenge(undefined)} />
      </FrontFrame>
    );
  }
  return (
    <FrontFrame title={t('title')}>
      {ended && (
        <Callout tone="info" className="mb-4">
          {t('ended')}
        </Callout>
      )}
      <SetupHint />
      <PasswordStep onSignedIn={goOn} onChallenge={setChallenge} />
    </FrontFrame>
  );
}
