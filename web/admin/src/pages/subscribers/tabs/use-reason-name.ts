import { useTranslation } from 'react-i18next';

/** A reason for a refusal in two or three words; one that is not known here stands as its code. */
export function useReasonName(): (reason: string | null) => string {
  const { t } = useTranslation('reasons');
  return (reason) => (reason === null ? '' : t(reason as 'aaa.expired', { defaultValue: reason }));
}
