import { isolated, useFormat } from '@trunkline/web-ui';
import { RadioCards } from '@trunkline/web-ui/form';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { plansOnSaleQuery, type PlanOnSale } from '../subscriber-queries.ts';

/** What a plan is, in a line: `50/25 M · €25.00 · 1 month`. */
export function usePlanWords(): (plan: PlanOnSale) => string {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  return ({ version: { terms } }) => {
    const { downloadBps, uploadBps, priceMinor, currency, validity } = terms;
    const period = validity ? t(`validity.${validity.unit}`, { count: validity.count }) : t('expiry.none');
    const parts = [format.planRate(downloadBps, uploadBps), format.money(priceMinor, currency), period];
    return parts.map(isolated).join(' · ');
  };
}

interface PlanChoiceProps {
  name: string;
  /** The plan held now is shown and cannot be chosen. */
  presentPlanId?: string | undefined;
}

/** The plans on sale as cards, with speed, price and period. */
export function PlanChoice({ name, presentPlanId }: PlanChoiceProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const plans = useQuery(plansOnSaleQuery);
  const words = usePlanWords();
  const options = (plans.data ?? []).map((plan) => ({
    value: plan.id,
    label: plan.id === presentPlanId ? t('plan.present', { plan: plan.name }) : plan.name,
    description: words(plan),
    isDisabled: plan.id === presentPlanId,
  }));
  return <RadioCards name={name} label={t('field.plan')} options={options} isRequired />;
}
