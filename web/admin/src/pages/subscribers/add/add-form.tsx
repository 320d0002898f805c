import { Card, Disclosure } from '@trunkline/web-ui';
import {
  ApiForm,
  FormActions,
  PasswordField,
  SelectField,
  SwitchField,
  TagsField,
  TextAreaField,
  TextField,
  useApiForm,
} from '@trunkline/web-ui/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/api.ts';
import { useCan } from '../../../api/me.ts';
import { PlanChoice } from '../actions/plan-choice.tsx';
import { nasNamesQuery, plansOnSaleQuery, refreshSubscribers } from '../subscriber-queries.ts';
import { AddSummary } from './add-summary.tsx';

export interface AddValues {
  username: string;
  password: string;
  fullName: string;
  phones: string[];
  planId: string;
  autoRenew: boolean;
  email: string;
  address: string;
  tags: string[];
  nasId: string;
  macBinding: 'none' | 'learn';
  notes: string;
}

async function addSubscriber(values: AddValues) {
  const { password, planId, autoRenew, email, address, nasId, notes, fullName, phones, ...rest } = values;
  const body = {
    ...rest,
    fullName: orNull(fullName),
    phones: phones.filter((phone) => phone.trim() !== ''),
    email: orNull(email),
    address: orNull(address),
    nasId: orNull(nasId),
    notes: orNull(notes),
    ...(password !== '' && { password }),
    ...(planId !== '' && { planId, autoRenew }),
  };
  return (await answerOf(api.POST('/api/subscribers', { body }))).data;
}
function orNull(text: string): string | null {
  return text.trim() === '' ? null : text;
}

export type AddedSubscriber = Awaited<ReturnType<typeof addSubscriber>>;

interface AddFormProps {
  username: string;
  onAdded: (added: AddedSubscriber) => void;
}

export function AddForm({ username, onAdded }: AddFormProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const client = useQueryClient();
  const plans = useQuery(plansOnSaleQuery);
  const form = useApiForm<AddValues, AddedSubscriber>({
    defaultValues: {
      username,
      password: '',
      fullName: '',
      phones: [''],
      planId: '',
      autoRenew: false,
      email: '',
      address: '',
      tags: [],
      nasId: '',
      macBinding: 'none',
      notes: '',
    },
    submit: addSubscriber,
    onSaved: (added) => {
      void refreshSubscribers(client);
      onAdded(added);
    },
  });
  const { methods } = form;
  const { setFocus } = methods;
  useEffect(() => setFocus('fullName'), [setFocus]);
  useEffect(() => {
    const offered = plans.data?.find(({ isDefault }) => isDefault) ?? plans.data?.[0];
    if (offered && methods.getValues('planId') === '')
      methods.resetField('planId', { defaultValue: offered.id });
  }, [plans.data, methods]);
  return (
    <ApiForm form={form}>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <Card>
          <div className="flex flex-col gap-4">
            <MainFields />
            <MoreFields />
            <FormActions submitLabel={t('add.submit')} />
          </div>
        </Card>
        <AddSummary plans={plans.data ?? []} />
      </div>
    </ApiForm>
  );
}

/** Four are required; the password is made when left empty, and a plan is chosen already. */
function MainFields(): ReactElement {
  const { t } = useTranslation('subscribers');
  const mayReadPlans = useCan('plans.read');
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name="fullName"
          label={t('field.fullName')}
          isRequired
          maxLength={200}
          autoComplete="off"
        />
        <TextField
          name="phones.0"
          label={t('field.phone')}
          type="tel"
          isRequired
          maxLength={32}
          autoComplete="off"
          isMono
        />
        <TextField
          name="username"
          label={t('field.username')}
          isRequired
          maxLength={128}
          autoComplete="off"
          isMono
        />
        <PasswordField
          name="password"
          label={t('field.password')}
          hint={t('password.generateHint')}
          autoComplete="new-password"
        />
      </div>
      {mayReadPlans && <PlanChoice name="planId" />}
    </>
  );
}

function MoreFields(): ReactElement {
  const { t } = useTranslation('subscribers');
  const nas = useQuery({ ...nasNamesQuery, enabled: useCan('nas.read') });
  const options = [...(nas.data ?? [])].map(([value, label]) => ({ value, label }));
  return (
    <Disclosure summary={t('add.more')}>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="email" label={t('field.email')} type="email" maxLength={254} autoComplete="off" />
        <TextField name="address" label={t('field.address')} maxLength={500} autoComplete="off" />
        <SelectField name="nasId" label={t('field.nas')} options={options} emptyLabel={t('field.anyNas')} />
        <SelectField
          name="macBinding"
          label={t('field.macBinding')}
          options={[
            { value: 'none', label: t('binding.none') },
            { value: 'learn', label: t('binding.learn') },
          ]}
        />
        <TagsField name="tags" label={t('field.tags')} maxCount={50} maxLength={50} />
        <TextAreaField name="notes" label={t('field.notes')} maxLength={5000} />
        <SwitchField name="autoRenew" label={t('plan.autoRenew')} hint={t('plan.autoRenewHint')} />
      </div>
    </Disclosure>
  );
}
