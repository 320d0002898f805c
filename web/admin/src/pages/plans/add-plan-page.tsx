import { useQueryClient } from '@tanstack/react-query';
import {
  ApiForm,
  Card,
  FormActions,
  NoPermissionState,
  PageHeader,
  useApiForm,
  useFormat,
  useNavigateTo,
} from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan } from '../../api/me.ts';
import { OfferFields } from './offer-fields.tsx';
import { PlanFormFrame } from './plan-form-frame.tsx';
import { newTermsValues, termsOfValues, type PlanValues } from './plan-form-values.ts';
import type { ListedPlan } from './plan-queries.ts';
import { TermsFields } from './terms-fields.tsx';
import { TryTermsButton } from './try-terms-button.tsx';

const newPlan: PlanValues = {
  name: '',
  description: '',
  payment: 'prepaid',
  service: 'any',
  status: 'on_sale',
  isDefault: false,
  terms: newTermsValues,
};

export function AddPlanPage(): ReactElement {
  const { t } = useTranslation('plans');
  const mayWrite = useCan('plans.write');
  return (
    <>
      <PageHeader title={t('add.title')} breadcrumbs={[{ label: t('title'), href: '/plans' }]} />
      {mayWrite ? <AddPlanForm /> : <NoPermissionState permission="plans.write" />}
    </>
  );
}

function AddPlanForm(): ReactElement {
  const { t } = useTranslation('plans');
  const { currency } = useFormat();
  const navigateTo = useNavigateTo();
  const queries = useQueryClient();
  const form = useApiForm<PlanValues, ListedPlan>({
    defaultValues: newPlan,
    submit: async ({ terms, description, status, ...offer }) => {
      const body = {
        ...offer,
        description: description.trim() === '' ? null : description,
        status: status === 'draft' ? status : ('on_sale' as const),
        terms: termsOfValues(terms, currency),
      };
      return (await answerOf(api.POST('/api/plans', { body }))).data;
    },
    onSaved: (plan) => {
      void queries.invalidateQueries({ queryKey: ['plans'] });
      navigateTo(`/plans/${plan.id}`);
    },
  });
  return (
    <ApiForm form={form}>
      <PlanFormFrame>
        <Card title={t('section.offer')}>
          <div className="flex flex-col gap-4">
            <OfferFields statuses={['on_sale', 'draft']} isNew />
          </div>
        </Card>
        <Card title={t('section.terms')} actions={<TryTermsButton />}>
          <div className="flex flex-col gap-4">
            <TermsFields />
          </div>
        </Card>
        <FormActions submitLabel={t('add.submit')} onCancel={() => navigateTo('/plans')} />
      </PlanFormFrame>
    </ApiForm>
  );
}
