import { isolated, useFormat } from '@trunkline/web-ui';
import { useTranslation } from 'react-i18next';
import { readStepDetail } from './step-details.ts';

/** What became of a step in the person's language; undefined: a sentence that has no words here. */
export function useStepDetail(): (detail: string | null) => string | undefined {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const wayOf = (way: string): string =>
    t(`terms.rung.${way === 'coa' || way === 'api' ? way : 'disconnect'}`);
  return (detail) => {
    const read = detail === null ? undefined : readStepDetail(detail);
    if (!read) return undefined;
    const { download, upload, ways = '', port = '', times = '' } = read.parts;
    return t(`terms.detail.${read.code}`, {
      port,
      times,
      rate: isolated(format.planRate(Number(download ?? 0), Number(upload ?? 0))),
      ways: [...new Set(ways.split(', ').map(wayOf))].join(t('comma')),
    });
  };
}
