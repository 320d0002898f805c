import { useFormat } from '@trunkline/web-ui';
import { useTranslation } from 'react-i18next';
import type { Shadow } from './shadow-queries.ts';

/** Why it should not be switched yet, in words; a cause of a newer server shows as it is. */
export function useWhyNot(): (shadow: Shadow) => string {
  const { t } = useTranslation('shadow');
  const format = useFormat();
  return ({ whyNot, disagreeing, logins }) =>
    t(`whyNot.${whyNot ?? 'unknown'}` as never, {
      defaultValue: whyNot ?? '',
      disagreeing: format.count(disagreeing),
      logins: format.count(logins),
    });
}
