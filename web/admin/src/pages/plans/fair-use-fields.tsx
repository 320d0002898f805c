import { Button, IconButton, UnitField } from '@trunkline/web-ui';
import { ArrowDownWideNarrow, Plus, Trash2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { PlanValues } from './plan-form-values.ts';
import { FairUseCurve } from './fair-use-curve.tsx';
import { isInOrder, placedTiers, sortedTiers, usualTiers } from './fair-use-tiers.ts';
import { fairUsePeriods, type FairUsePeriod, type TierValues } from './policy-values.ts';

/** As the server has it. */
const mostTiers = 20;

/** The steps by which a plan slows with the volume used, and the speed that follows drawn beside them. */
export function FairUseFields(): ReactElement {
  const { t } = useTranslation('plans');
  const { control, getValues } = useFormContext<PlanValues>();
  const { fields, insert, remove, replace } = useFieldArray({ control, name: 'terms.fairUse' });
  // A tier that was just added is in the fields before it is in what is watched.
  const tiers = (useWatch({ control, name: 'terms.fairUse' }) ?? []).slice(0, fields.length);
  const add = (period: FairUsePeriod): void => {
    const { place, tier } = placedTiers(getValues('terms'), period);
    insert(place, tier, { shouldFocus: true, focusName: `terms.fairUse.${place}.thresholdBytes` });
  };
  const offerUsual = (): void => replace(usualTiers(getValues('terms')));
  return (
    <div className="flex flex-col gap-4">
      <p className="max-w-prose text-sm text-muted">{t('fairUse.hint')}</p>
      {fields.length === 0 && (
        <div>
          <Button size="sm" icon={Plus} onClick={offerUsual}>
            {t('fairUse.offerUsual')}
          </Button>
        </div>
      )}
      {fairUsePeriods.map((period) => (
        <PeriodTiers
          key={period}
          period={period}
          tiers={tiers}
          ids={fields.map(({ id }) => id)}
          isFull={fields.length >= mostTiers}
          onAdd={() => add(period)}
          onRemove={remove}
          onSort={() => replace(sortedTiers(getValues('terms.fairUse')))}
        />
      ))}
      <FairUseCurve />
    </div>
  );
}

interface PeriodTiersProps {
  period: FairUsePeriod;
  /** Of all periods; the place among all is the name of the field. */
  tiers: readonly TierValues[];
  ids: readonly string[];
  isFull: boolean;
  onAdd: () => void;
  onRemove: (index: number) => void;
  onSort: () => void;
}

function PeriodTiers(props: PeriodTiersProps): ReactElement {
  const { period, tiers, ids, isFull, onAdd, onRemove, onSort } = props;
  const { t } = useTranslation('plans');
  const own = tiers.flatMap((tier, index) => (tier.period === period ? [index] : []));
  return (
    <fieldset className="min-w-0" aria-label={t(`fairUse.per.${period}`)}>
      <div className="mb-1 flex min-h-7 flex-wrap items-center gap-2">
        <h3 className="me-auto font-medium">{t(`fairUse.per.${period}`)}</h3>
        {!isInOrder(tiers, period) && (
          <Button size="sm" icon={ArrowDownWideNarrow} onClick={onSort}>
            {t('fairUse.sort')}
          </Button>
        )}
        <Button size="sm" variant="ghost" icon={Plus} disabled={isFull} onClick={onAdd}>
          {t('fairUse.add')}
        </Button>
      </div>
      {own.length === 0 ? (
        <p className="text-sm text-muted">{t('fairUse.none')}</p>
      ) : (
        <ol className="flex flex-col gap-3 sm:gap-2">
          {own.map((index, at) => (
            <TierRow
              key={ids[index]}
              index={index}
              number={at + 1}
              before={at === 0 ? undefined : tiers[own[at - 1]!]}
              onRemove={() => onRemove(index)}
            />
          ))}
        </ol>
      )}
    </fieldset>
  );
}

interface TierRowProps {
  index: number;
  /** Of its period, from 1. */
  number: number;
  /** The tier above it in the same period. */
  before: TierValues | undefined;
  onRemove: () => void;
}

function TierRow({ index, number, before, onRemove }: TierRowProps): ReactElement {
  const { t } = useTranslation('plans');
  const name = `terms.fairUse.${index}` as const;
  const growing = (value: unknown): string | undefined =>
    typeof value === 'number' && typeof before?.thresholdBytes === 'number' && value <= before.thresholdBytes
      ? t('fairUse.mustGrow', { number: number - 1 })
      : undefined;
  return (
    <li className="grid items-start gap-2 rounded-lg border border-line p-3 sm:grid-cols-[1.5rem_repeat(3,minmax(0,1fr))_auto] sm:border-0 sm:p-0">
      <span className="font-medium text-muted sm:mt-6 sm:flex sm:h-8 sm:items-center">
        <bdi>{number}</bdi>
      </span>
      <UnitField
        name={`${name}.thresholdBytes`}
        kind="bytes"
        label={t('fairUse.threshold')}
        validate={growing}
        isRequired
      />
      <UnitField name={`${name}.downloadBps`} kind="rate" label={t('fairUse.download')} isRequired />
      <UnitField name={`${name}.uploadBps`} kind="rate" label={t('fairUse.upload')} isRequired />
      <IconButton
        icon={Trash2}
        aria-label={t('fairUse.remove', { number })}
        onClick={onRemove}
        className="sm:mt-6"
      />
    </li>
  );
}
