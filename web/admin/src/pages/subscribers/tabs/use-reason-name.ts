import { useTranslation } from 'react-i18next';

const known = [
  'unknown_user',
  'wrong_password',
  'suspected_wrong_secret',
  'too_many_attempts',
  'unsupported_method',
  'malformed_credentials',
  'tenant_suspended',
  'suspended',
  'paused',
  'disabled',
  'closed',
  'no_subscription',
  'expired',
  'outside_login_hours',
  'wrong_mac',
  'wrong_nas',
  'too_many_sessions',
] as const;

/** A reason for a refusal in two or three words; one that is not known here stands as its code. */
export function useReasonName(): (reason: string | null) => string {
  const { t } = useTranslation('subscribers');
  return (reason) => {
    const key = known.find((one) => `aaa.${one}` === reason);
    return key ? t(`reason.${key}`) : (reason ?? '');
  };
}
