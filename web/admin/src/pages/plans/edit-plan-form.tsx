import { useQueryClient } from '@tanstack/react-query';
import {
  ApiForm,
  Card,
  ConflictNotice,
  FormActions,
  notSaved,
  useApiForm,
  useFormat,
  useToast,
} from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan } from '../../api/me.ts';
import { OfferFields } from './offer-fields.tsx';
import { PlanFormFrame } from './plan-form-frame.tsx';
import { termsOfValues, valuesOfTerms, type PlanValues } from './plan-form-values.ts';
import { planQuery, versionPreviewQuery, type Plan } from './plan-queries.ts';
import { TermsFields } from './terms-fields.tsx';
import { TryTermsButton } from './try-terms-button.tsx';
import { useAskedTerms } from './use-asked-terms.ts';
import { WhoGetsItDialog } from './who-gets-it-dialog.tsx';

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
  const { question, ask } = useAskedTerms();
  const { form, hasNewTerms, keepMine, takeTheirs } = useEditForm(plan, ask);
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
          <Card
            title={t('section.terms')}
            subtitle={
              hasNewTerms
                ? t('section.termsChanged', { number: plan.version.number + 1 })
                : t('section.termsText', { number: plan.version.number })
            }
            actions={<TryTermsButton planId={plan.id} />}
          >
            <div className="flex flex-col gap-4">
              <TermsFields />
            </div>
          </Card>
          <Card title={t('section.offer')}>
            <div className="flex flex-col gap-4">
              <OfferFields statuses={nextStatuses[plan.status]} isNew={false} />
            </div>
          </Card>
          {mayWrite && <FormActions submitLabel={t('save')} />}
        </PlanFormFrame>
      </fieldset>
      {question && <WhoGetsItDialog plan={plan} {...question} />}
    </ApiForm>
  );
}

function valuesOf(plan: Plan): PlanValues {
  const { name, description, payment, service, status, isDefault, version } = plan;
  return {
    name,
    description: description ?? '',
    payment,
    service,
    status,
    isDefault,
    terms: valuesOfTerms(version.terms),
  };
}

type Ask = ReturnType<typeof useAskedTerms>['ask'];

function useEditForm(plan: Plan, ask: Ask) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const { currency } = format;
  const toast = useToast();
  const queries = useQueryClient();
  const [revision, setRevision] = useState(plan.revision);
  const path = { id: plan.id };
  const form = useApiForm<PlanValues, { moved: number | undefined }>({
    defaultValues: valuesOf(plan),
    submit: async (values): Promise<{ moved: number | undefined } | typeof notSaved> => {
      const { dirtyFields } = form.methods.formState;
      const terms = dirtyFields.terms === undefined ? undefined : termsOfValues(values.terms, currency);
      if (terms)
        await queries.fetchQuery(versionPreviewQuery({ planId: plan.id, terms, applyTo: 'new_sales' }));
      const applyTo = terms && (await ask(terms));
      if (terms && applyTo === undefined) return notSaved;
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
      if (!terms || applyTo === undefined) return { moved: undefined };
      const body = { terms, applyTo };
      const { data } = await answerOf(api.POST('/api/plans/{id}/versions', { params: { path }, body }));
      return { moved: data.movedSubscriptions };
    },
    onSaved: ({ moved }, values) => {
      form.methods.reset(values);
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
    // Read while drawing: the form keeps count of what changed for those alone who look at it.
    hasNewTerms: form.methods.formState.dirtyFields.terms !== undefined,
    keepMine: decide,
    takeTheirs: (present: Plan) => {
      decide(present);
      for (const field of offerFields) form.methods.resetField(field, { defaultValue: present[field] ?? '' });
      void queries.invalidateQueries({ queryKey: planQuery(plan.id).queryKey });
    },
  };
}
