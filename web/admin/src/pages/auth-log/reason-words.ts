import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

export interface ReasonWords {
  /** One or two words. */
  word: (reason: string) => string;
  /** What is wrong, in a sentence. */
  sentence: (reason: string) => string;
  /** What mends it. */
  remedy: (reason: string) => string;
}

/** Every reject reason in words; a code of a newer server shows as it is. */
export function useReasonWords(): ReasonWords {
  const { t } = useTranslation('reasons');
  return useMemo(() => {
    const at = (path: string, reason: string): string =>
      t(`${path}${reason}` as never, { defaultValue: reason });
    return {
      word: (reason) => at('', reason),
      sentence: (reason) => at('sentence.', reason),
      remedy: (reason) => at('remedy.', reason),
    };
  }, [t]);
}
