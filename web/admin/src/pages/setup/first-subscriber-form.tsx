import { useQuery } from '@tanstack/react-query';
import { ApiForm, Button, QueryView, SelectField, TextField, UnitField, useApiForm } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';

export interface AddedSubscriber {
  username: string;
  /** Generated, and told only in the answer that made it. */
  password: string | null;
}

interface FormProps {
  onAdded: (added: AddedSubscriber) => void;
}

interface PlanChoice {
  id: string;
  name: string;
}

/** A subscriber with a plan: one of those on sale, or the first one, made along the way. */
export function FirstSubscriberForm({ onAdded }: FormProps): ReactElement {
  const plans = useQuery({
    queryKey: ['guide', 'plans'],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/plans', { params: { query: { status: 'on_sale' } }, signal }))).data,
  });
  return (
    <QueryView query={plans} isCompact>
      {(known) =>
        known.length > 0 ? (
          <SubscriberOfPlanForm plans={known} onAdded={onAdded} />
        ) : (
          <SubscriberAndPlanForm onAdded={onAdded} />
        )
      }
    </QueryView>
  );
}

function SubscriberOfPlanForm({ plans, onAdded }: FormProps & { plans: PlanChoice[] }): ReactElement {
  const { t } = useTranslation('setup');
  const form = useApiForm({
    defaultValues: { username: '', fullName: '', planId: plans[0]?.id ?? '' },
    submit: addSubscriber,
    onSaved: onAdded,
  });
  return (
    <ApiForm form={form}>
      <p className="text-muted">{t('guide.login.text')}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        <PersonFields />
        <SelectField
          name="planId"
          label={t('guide.login.plan')}
          isRequired
          options={plans.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      <SubmitButton isPending={form.methods.formState.isSubmitting} />
    </ApiForm>
  );
}

interface WithPlan {
  username: string;
  fullName: string;
  name: string;
  terms: { downloadBps: number; uploadBps: number };
}

function SubscriberAndPlanForm({ onAdded }: FormProps): ReactElement {
  const { t } = useTranslation('setup');
  const { tenant } = useMe();
  const form = useApiForm<WithPlan, AddedSubscriber>({
    defaultValues: {
      username: '',
      fullName: '',
      name: 'Home 20',
      terms: { downloadBps: 20_000_000, uploadBps: 5_000_000 },
    },
    submit: async ({ name, terms, ...person }) => {
      const planId = await ensurePlan({
        name,
        terms: { ...terms, priceMinor: 0, currency: tenant.currency },
      });
      return addSubscriber({ ...person, planId });
    },
    onSaved: onAdded,
  });
  return (
    <ApiForm form={form}>
      <p className="text-muted">{t('guide.login.textWithPlan')}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField name="name" label={t('guide.login.planName')} isRequired />
        <UnitField kind="rate" name="terms.downloadBps" label={t('guide.login.download')} isRequired />
        <UnitField kind="rate" name="terms.uploadBps" label={t('guide.login.upload')} isRequired />
        <PersonFields />
      </div>
      <SubmitButton isPending={form.methods.formState.isSubmitting} />
    </ApiForm>
  );
}

function PersonFields(): ReactElement {
  const { t } = useTranslation('setup');
  return (
    <>
      <TextField name="username" label={t('guide.login.username')} isRequired isMono autoComplete="off" />
      <TextField name="fullName" label={t('guide.login.fullName')} autoComplete="off" />
    </>
  );
}

function SubmitButton({ isPending }: { isPending: boolean }): ReactElement {
  const { t } = useTranslation('setup');
  return (
    <div>
      <Button type="submit" variant="primary" isPending={isPending}>
        {t('guide.login.submit')}
      </Button>
    </div>
  );
}

interface NewPlan {
  name: string;
  terms: { downloadBps: number; uploadBps: number; priceMinor: number; currency: string };
}

/** The plan of this name, which a first try may have made before the subscriber was refused. */
async function ensurePlan(body: NewPlan): Promise<string> {
  const { data: known } = await answerOf(api.GET('/api/plans', { params: { query: { status: 'on_sale' } } }));
  const same = known.find(({ name }) => name === body.name);
  return same?.id ?? (await answerOf(api.POST('/api/plans', { body }))).data.id;
}

async function addSubscriber(input: {
  username: string;
  fullName: string;
  planId: string;
}): Promise<AddedSubscriber> {
  const fullName = input.fullName.trim() === '' ? null : input.fullName.trim();
  const { data } = await answerOf(api.POST('/api/subscribers', { body: { ...input, fullName } }));
  return { username: data.username, password: data.generatedPassword };
}
