import { useQueryClient } from '@tanstack/react-query';
import {
  ApiForm,
  Callout,
  Card,
  ConflictNotice,
  FormActions,
  RadioCards,
  useApiForm,
  useFormat,
  useToast,
} from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useFormContext, useFormState, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan } from '../../api/me.ts';
import { OfferFields } from './offer-fields.tsx';
import { PlanFormFrame } from './plan-form-frame.tsx';
import { termsOfValues, valuesOfTerms, type PlanValues } from './plan-form-values.ts';
import { planQuery, type Plan } from './plan-queries.ts';
import { TermsFields } from './terms-fields.tsx';

interface EditPlanValues extends PlanValues {
  /** For whom new terms hold. */
  applyTo: 'new' | 'all';
}

const offerFields = ['name', 'description', 'status', 'isDefault'] as const;
/** As the server has it: a plan that was ever on sale is never a draft again. */
const nextStatuses: Record<Plan['status'], Plan['status'][]> = {
  draft: ['draft', 'on_sale'],
  on_sale: ['on_sale', 'retired'],
  retired: ['retired', 'on_sale'],
};

/** One form for what the plan gives and how it is offered; only what changed is saved. */
export function EditPlanForm({ plan }: { plan: Plan }): ReactElement {
  const { t } = useTranslation('plans');
  const mayWrite = useCan('plans.write');
  const { form, keepMine, takeTheirs } = useEditForm(plan);
  const conflict = (theirs: unknown): ReactElement => (
    <ConflictNotice
      theirs={theirs as Record<string, unknown>}
      yours={{ ...form.methods.getValues() }}
      fields={offerFields.map((field) => ({ field, label: t(`field.${field}`) }))}
      onTakeTheirs={() => takeTheirs(theirs as Plan)}
      onKeepMine={() => keepMine(theirs as Plan)}
    />
  );
  return (
    <ApiForm form={form} conflict={conflict}>
      <fieldset disabled={!mayWrite} className="min-w-0">
        <PlanFormFrame>
          <Card title={t('section.terms')} subtitle={t('section.termsText', { number: plan.version.number })}>
            <div className="flex flex-col gap-4">
              <TermsFields />
            </div>
          </Card>
          <Card title={t('section.offer')}>
            <div className="flex flex-col gap-4">
              <OfferFields statuses={nextStatuses[plan.status]} isNew={false} />
            </div>
          </Card>
          <ApplyTo plan={plan} />
          {mayWrite && <FormActions submitLabel={t('save')} />}
        </PlanFormFrame>
      </fieldset>
    </ApiForm>
  );
}

/** Only when the terms differ from those on sale: that is what makes a new version. */
function ApplyTo({ plan }: { plan: Plan }): ReactElement | null {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const { control } = useFormContext<EditPlanValues>();
  const { dirtyFields } = useFormState({ control });
  const applyTo = useWatch({ control, name: 'applyTo' });
  if (dirtyFields.terms === undefined) return null;
  const sold = plan.versions.reduce((sum, version) => sum + version.sold, 0);
  const count = { count: sold, shown: format.count(sold) };
  return (
    <Card title={t('apply.title', { number: plan.version.number + 1 })}>
      <div className="flex flex-col gap-3">
        <RadioCards
          name="applyTo"
          label={t('apply.label')}
          options={[
            { value: 'new', label: t('apply.new'), description: t('apply.newText', count) },
            { value: 'all', label: t('apply.all'), description: t('apply.allText', count) },
          ]}
        />
        {applyTo === 'all' && sold > 0 && <Callout tone="warn">{t('apply.warning', count)}</Callout>}
      </div>
    </Card>
  );
}

function valuesOf(plan: Plan): EditPlanValues {
  const { name, description, payment, service, status, isDefault, version } = plan;
  return {
    name,
    description: description ?? '',
    payment,
    service,
    status,
    isDefault,
    terms: valuesOfTerms(version.terms),
    applyTo: 'new',
  };
}

function useEditForm(plan: Plan) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const { currency } = format;
  const toast = useToast();
  const queries = useQueryClient();
  const [revision, setRevision] = useState(plan.revision);
  const path = { id: plan.id };
  const form = useApiForm<EditPlanValues, { moved: number | undefined }>({
    defaultValues: valuesOf(plan),
    submit: async (values) => {
      const { dirtyFields } = form.methods.formState;
      const offer = offerFields.filter((field) => dirtyFields[field]);
      if (offer.length > 0) {
        const changed = Object.fromEntries(
          offer.map((field) => [field, values[field] === '' ? null : values[field]]),
        );
        const header = { 'if-match': `"${revision}"` };
        const { data } = await answerOf(
          api.PATCH('/api/plans/{id}', { params: { path, header }, body: changed }),
        );
        setRevision(data.revision);
      }
      if (dirtyFields.terms === undefined) return { moved: undefined };
      const body = { terms: termsOfValues(values.terms, currency), applyTo: values.applyTo };
      const { data } = await answerOf(api.POST('/api/plans/{id}/versions', { params: { path }, body }));
      return { moved: data.movedSubscriptions };
    },
    onSaved: ({ moved }, values) => {
      form.methods.reset({ ...values, applyTo: 'new' });
      void queries.invalidateQueries({ queryKey: ['plans'] });
      toast({
        tone: 'ok',
        title: moved ? t('savedMoved', { count: moved, shown: format.count(moved) }) : t('saved'),
      });
    },
  });
  const decide = (present: Plan): void => {
    setRevision(present.revision);
    form.clearFailure();
  };
  return {
    form,
    keepMine: decide,
    takeTheirs: (present: Plan) => {
      decide(present);
      for (const field of offerFields) form.methods.resetField(field, { defaultValue: present[field] ?? '' });
      void queries.invalidateQueries({ queryKey: planQuery(plan.id).queryKey });
    },
  };
}
