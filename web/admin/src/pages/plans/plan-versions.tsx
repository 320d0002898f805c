import { useQueryClient } from '@tanstack/react-query';
import { Badge, Button, Callout, Card, ConfirmDialog, useFormat } from '@trunkline/web-ui';
import { ArrowUpToLine } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan } from '../../api/me.ts';
import type { Plan, PlanVersion } from './plan-queries.ts';
import { comparedTerms, TermDifferences, useTermWords } from './plan-words.tsx';

/** Every version there was, each with what it changed and how many still stand on it. */
export function PlanVersions({ plan }: { plan: Plan }): ReactElement {
  return (
    <div className="flex flex-col gap-4">
      {plan.soldOnOlderVersions > 0 && <OlderVersions plan={plan} />}
      <ol className="flex flex-col gap-3">
        {plan.versions.map((version, index) => (
          <li key={version.id}>
            <VersionCard version={version} previous={plan.versions[index + 1]} isOnSale={index === 0} />
          </li>
        ))}
      </ol>
    </div>
  );
}

interface VersionCardProps {
  version: PlanVersion;
  /** Undefined for the first. */
  previous: PlanVersion | undefined;
  isOnSale: boolean;
}

function VersionCard({ version, previous, isOnSale }: VersionCardProps): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  return (
    <Card
      title={
        <span className="inline-flex items-center gap-2">
          {t('versions.number', { number: version.number })}
          {isOnSale && <Badge tone="ok">{t('versions.soldNow')}</Badge>}
        </span>
      }
      actions={
        <span className="text-sm text-muted">
          {t('versions.sold', { count: version.sold, shown: format.count(version.sold) })}
        </span>
      }
    >
      {previous ? (
        <TermDifferences from={previous.terms} to={version.terms} />
      ) : (
        <AllTerms version={version} />
      )}
    </Card>
  );
}

function AllTerms({ version }: { version: PlanVersion }): ReactElement {
  const { t } = useTranslation('plans');
  const words = useTermWords()(version.terms);
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-1">
      {comparedTerms
        .filter((term) => words[term] !== null)
        .map((term) => (
          <li key={term}>
            <span className="text-muted">{t(`term.${term}`)}</span>{' '}
            <span className="font-medium">{words[term]}</span>
          </li>
        ))}
    </ul>
  );
}

function OlderVersions({ plan }: { plan: Plan }): ReactElement {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const mayWrite = useCan('plans.write');
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const count = { count: plan.soldOnOlderVersions, shown: format.count(plan.soldOnOlderVersions) };
  const apply = async (): Promise<void> => {
    await answerOf(api.POST('/api/plans/{id}/apply-latest-version', { params: { path: { id: plan.id } } }));
    await queries.invalidateQueries({ queryKey: ['plans'] });
  };
  return (
    <Callout
      title={t('versions.olderTitle', count)}
      actions={
        mayWrite && (
          <Button icon={ArrowUpToLine} onClick={() => setAsking(true)}>
            {t('versions.apply', { number: plan.version.number })}
          </Button>
        )
      }
    >
      {t('versions.olderText')}
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('versions.apply', { number: plan.version.number })}
        confirmLabel={t('versions.move')}
        onConfirm={apply}
      >
        {t('apply.warning', count)}
      </ConfirmDialog>
    </Callout>
  );
}
