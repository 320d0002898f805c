import { useTranslation } from 'react-i18next';
import { useReasonWords } from '../auth-log/reason-words.ts';

const ways = ['missing', 'extra', 'differs'] as const;

/** A kind of disagreement in words; one of a newer server shows as it is. */
export function useKindWord(): (kind: string) => string {
  const { t } = useTranslation('shadow');
  const { word: reasonWord } = useReasonWords();
  return (kind) => {
    const ourReason = partAfter('we_refuse_', kind);
    if (ourReason !== undefined) return t('kind.weRefuse', { reason: reasonWord(`aaa.${ourReason}`) });
    const theirCause = partAfter('they_refuse_', kind);
    if (theirCause !== undefined) {
      return t('kind.theyRefuse', {
        cause: t(`theirCause.${theirCause}` as never, { defaultValue: theirCause }),
      });
    }
    const way = ways.find((one) => kind.endsWith(`_${one}`));
    if (way === undefined) return kind;
    const meaning = kind.slice(0, -way.length - 1);
    return t(`kind.${way}`, { what: t(`meaning.${meaning}` as never, { defaultValue: meaning }) });
  };
}

function partAfter(start: string, kind: string): string | undefined {
  return kind.startsWith(start) ? kind.slice(start.length) : undefined;
}
