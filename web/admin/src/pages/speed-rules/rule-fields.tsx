import { useQuery } from '@tanstack/react-query';
import {
  CheckListField,
  NumberField,
  RadioCards,
  SwitchField,
  TagsField,
  TextField,
  UnitField,
  useFormat,
  WeekHoursField,
} from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { allPlansQuery } from '../plans/plan-queries.ts';
import type { RuleValues } from './rule-values.ts';

const indented = 'flex flex-col gap-4 border-s-2 border-line ps-4';

/** What a rule does, to whom and when. */
export function RuleFields(): ReactElement {
  const { t } = useTranslation('speed-rules');
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_9rem]">
        <TextField name="name" label={t('field.name')} isRequired maxLength={100} />
        <NumberField name="priority" label={t('field.priority')} isRequired />
      </div>
      <p className="-mt-2 text-sm text-muted">{t('field.priorityHint')}</p>
      <SwitchField name="isEnabled" label={t('field.isEnabled')} />
      <EffectFields />
      <ScopeFields />
      <HourFields />
    </>
  );
}

function EffectFields(): ReactElement {
  const { t } = useTranslation('speed-rules');
  const effect = useWatch<RuleValues, 'effect'>({ name: 'effect' });
  const options = (['percent', 'fixed', 'none'] as const).map((value) => ({
    value,
    label: t(`effect.${value}`),
    description: t(`effect.${value}Text`),
  }));
  return (
    <>
      <RadioCards name="effect" label={t('field.effect')} options={options} />
      {effect === 'percent' && (
        <NumberField
          name="percent"
          label={t('field.percent')}
          hint={t('field.percentHint')}
          suffix="%"
          isRequired
          className="sm:max-w-60"
        />
      )}
      {effect === 'fixed' && (
        <div className="grid gap-4 sm:grid-cols-2">
          <UnitField name="downloadBps" kind="rate" label={t('field.download')} isRequired />
          <UnitField name="uploadBps" kind="rate" label={t('field.upload')} isRequired />
        </div>
      )}
      <NumberField
        name="countedPercent"
        label={t('field.countedPercent')}
        hint={t('field.countedPercentHint')}
        suffix="%"
        isRequired
        className="sm:max-w-60"
      />
    </>
  );
}

function ScopeFields(): ReactElement {
  const { t } = useTranslation('speed-rules');
  const format = useFormat();
  const [hasPlans, hasTags] = useWatch<RuleValues, ['hasPlans', 'hasTags']>({
    name: ['hasPlans', 'hasTags'],
  });
  const plans = useQuery({ ...allPlansQuery, enabled: useCan('plans.read') });
  const options = (plans.data ?? []).map(({ id, name, version: { terms } }) => ({
    value: id,
    label: name,
    detail: format.planRate(terms.downloadBps, terms.uploadBps),
  }));
  return (
    <fieldset className="flex min-w-0 flex-col gap-3" aria-label={t('field.scope')}>
      <span className="font-medium">{t('field.scope')}</span>
      {!hasPlans && !hasTags && <p className="text-sm text-muted">{t('scope.everyoneText')}</p>}
      <SwitchField name="hasPlans" label={t('field.hasPlans')} />
      {hasPlans && (
        <div className={indented}>
          <CheckListField name="planIds" label={t('field.plans')} options={options} isRequired />
        </div>
      )}
      <SwitchField name="hasTags" label={t('field.hasTags')} />
      {hasTags && (
        <div className={indented}>
          <TagsField
            name="tags"
            label={t('field.tags')}
            hint={t('field.tagsHint')}
            maxCount={50}
            isRequired
          />
        </div>
      )}
    </fieldset>
  );
}

function HourFields(): ReactElement {
  const { t } = useTranslation('speed-rules');
  const hasHours = useWatch<RuleValues, 'hasHours'>({ name: 'hasHours' });
  return (
    <>
      <SwitchField name="hasHours" label={t('field.hasHours')} hint={t('field.hasHoursHint')} />
      {hasHours && <WeekHoursField name="windows" label={t('field.windows')} isRequired />}
    </>
  );
}
