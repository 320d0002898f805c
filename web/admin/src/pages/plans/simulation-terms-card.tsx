import { Card, KeyValueList, Link, useFormat } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useTermWords } from './plan-words.tsx';
import type { Simulation } from './simulation-queries.ts';

/** The terms that were tried, those that say something. */
export function TriedTermsCard({ simulation }: { simulation: Simulation }): ReactElement {
  const { t } = useTranslation('simulation');
  const { t: planWords } = useTranslation('plans');
  const format = useFormat();
  const words = useTermWords()(simulation.terms);
  const { planId, topUp, currency } = simulation;
  const shown = (Object.keys(words) as (keyof typeof words)[]).filter((term) => words[term] !== null);
  return (
    <Card
      title={t('terms.title')}
      subtitle={t('terms.text')}
      actions={planId !== null && <Link href={`/plans/${planId}`}>{t('terms.plan')}</Link>}
    >
      <KeyValueList
        items={[
          ...shown.map((term) => ({ label: planWords(`term.${term}`), value: words[term] })),
          ...(topUp
            ? [
                {
                  label: t('terms.topUp'),
                  value: t('terms.topUpWords', {
                    bytes: format.bytes(topUp.bytes),
                    price: format.money(topUp.priceMinor, currency),
                  }),
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}
