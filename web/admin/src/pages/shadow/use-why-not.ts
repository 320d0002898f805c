import { useFormat } from '@trunkline/web-ui';
import { useTranslation } from 'react-i18next';
import type { Shadow } from './shadow-queries.ts';

/** Why it should not be switched yet, in words; empty where nothing is against it. */
export function useWhyNot(): (shadow: Shadow) => string {
  const { t } = useTranslation('shadow');
  const format = useFormat();
  return ({ whyNot, loginsSinceZero, neededLogins }) =>
    whyNot === null
      ? ''
      : t(`whyNot.${whyNot}`, {
          row: format.count(loginsSinceZero),
          needed: format.count(neededLogins),
        });
}
