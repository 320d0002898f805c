import { ApiError } from '@trunkline/openapi-client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Why a sign-in did not go through, in a sentence of the person's language. */
export function useRefusal(): {
  refusal: string | undefined;
  refuse: (error: unknown) => void;
  clear: () => void;
} {
  const { t } = useTranslation('sign-in');
  const [refusal, setRefusal] = useState<string>();
  const refuse = (error: unknown): void => {
    if (!(error instanceof ApiError)) return setRefusal(t('refusal.offline'));
    const sentences: Record<string, string> = {
      'staff.wrong_credentials': t('refusal.wrongCredentials'),
      'staff.no_access': t('refusal.noAccess'),
      'staff.wrong_code': t('refusal.wrongCode'),
      'staff.challenge_over': t('refusal.challengeOver'),
      'staff.second_factor_blocked': t('refusal.blocked'),
      'staff.wrong_setup_code': t('refusal.wrongSetupCode'),
      'http.too_many_requests': t('refusal.tooMany'),
      'staff.busy': t('refusal.tooMany'),
      'http.database_away': t('refusal.databaseAway'),
    };
    return setRefusal(sentences[error.code] ?? error.message);
  };
  return { refusal, refuse, clear: () => setRefusal(undefined) };
}
