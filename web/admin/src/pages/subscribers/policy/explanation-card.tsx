import { useQuery } from '@tanstack/react-query';
import {
  ButtonLink,
  Callout,
  isolated,
  LoadingState,
  QueryView,
  useFormat,
  useNow,
  type CalloutTone,
} from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../api/me.ts';
import type { Subscriber } from '../subscriber-queries.ts';
import { policyQuery, type Policy } from './policy-queries.ts';
import { useExplanationWords } from './use-explanation-words.ts';

/** Why this speed: the rule that decided, in a sentence, with the way to it. */
export function ExplanationCard({ subscriber }: { subscriber: Subscriber }): ReactElement {
  const policy = useQuery(policyQuery(subscriber.id));
  return (
    <QueryView query={policy} loading={<LoadingState lines={2} />} isCompact>
      {(data) => <Explanation policy={data} subscriber={subscriber} />}
    </QueryView>
  );
}

function toneOf({ decision, explanation: { code } }: Policy): CalloutTone {
  if (decision === 'reject') return 'bad';
  if (code === 'plan' || code === 'boost') return 'ok';
  return code === 'speed_rule' ? 'info' : 'warn';
}

interface ExplanationProps {
  policy: Policy;
  subscriber: Subscriber;
}

function Explanation({ policy, subscriber }: ExplanationProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const nowMs = useNow(30_000);
  const words = useExplanationWords();
  const { explanation, terms, changesAt } = policy;
  const { until, resetsAt } = explanation.params;
  // The sentence has said it already where what holds now ends then.
  const isSaid = changesAt === until || changesAt === resetsAt;
  return (
    <Callout
      tone={toneOf(policy)}
      live="polite"
      title={
        <span className="flex flex-wrap items-baseline gap-x-3">
          {t('why.title')}
          {terms && (
            <span className="font-normal">
              <bdi>↓ {format.rate(terms.downloadBps)}</bdi> <bdi>↑ {format.rate(terms.uploadBps)}</bdi>
            </span>
          )}
        </span>
      }
      actions={<RuleLink policy={policy} subscriber={subscriber} />}
    >
      <p>{words(explanation)}</p>
      {changesAt !== null && !isSaid && (
        <p className="text-sm text-muted">
          {t('why.changes', {
            at: isolated(format.instant(changesAt)),
            when: format.relative(changesAt, nowMs),
          })}
        </p>
      )}
    </Callout>
  );
}

/** To the rule that decided: the speed rule itself, else the plan that has the tier, quota or speed. */
function RuleLink({ policy, subscriber }: ExplanationProps): ReactElement | null {
  const { t } = useTranslation('subscribers');
  const [seesRules, seesPlans] = [useCan('speed.read'), useCan('plans.read')];
  const { code, params } = policy.explanation;
  if (code === 'speed_rule') {
    if (!seesRules || params.ruleId === null) return null;
    return (
      <ButtonLink size="sm" href={`/speed-rules?rule=${params.ruleId}`}>
        {t('why.toRule')}
      </ButtonLink>
    );
  }
  const held = subscriber.subscriptions.find(({ isInForce }) => isInForce);
  if (!held || !seesPlans || code === 'boost') return null;
  return (
    <ButtonLink size="sm" href={`/plans/${held.planId}`}>
      {t('why.toPlan')}
    </ButtonLink>
  );
}
