import { useFormat } from '@trunkline/web-ui';
import { useTranslation } from 'react-i18next';
import type { LastLogin } from '../subscriber-queries.ts';

type Reason = NonNullable<LastLogin['refusedNow']>;
/** `aaa.wrong_mac` stands as `wrong_mac` in the catalogue. */
type ReasonKey = Reason extends `aaa.${infer Key}` ? Key : never;

/** The sentence that says why a login was refused, with what it is about. */
export function useRefusalWords(): (reason: Reason, lastLogin: Pick<LastLogin, 'facts'>) => string {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  return (reason, { facts }) => {
    const key = reason.slice('aaa.'.length) as ReasonKey;
    return t(`refusal.${key}`, {
      mac: facts.mac === null ? t('refusal.unknownDevice') : format.mac(facts.mac),
      known: facts.knownMacs.map(format.mac).join(', '),
      until: facts.expiresAt === null ? '' : format.instant(facts.expiresAt),
      nas: facts.boundNasName ?? '',
      count: facts.openSessionIds.length,
    });
  };
}
