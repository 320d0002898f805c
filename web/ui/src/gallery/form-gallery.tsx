import { Cable, Radio } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiForm } from '../form/api-form.tsx';
import { CheckListField } from '../form/check-list-field.tsx';
import { CheckboxField, RadioCards, SelectField, SwitchField } from '../form/choice-fields.tsx';
import { ComboboxField } from '../form/combobox-field.tsx';
import { ConflictNotice } from '../form/conflict-notice.tsx';
import type { ComboboxOption } from '../form/control/combobox-input.tsx';
import { DateTimeField } from '../form/date-time-field.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { NumberField, UnitField } from '../form/number-fields.tsx';
import { OrderField } from '../form/order-field.tsx';
import { TagsField } from '../form/tags-field.tsx';
import { PasswordField, ReasonField, TextAreaField, TextField } from '../form/text-fields.tsx';
import { useApiForm } from '../form/use-api-form.ts';
import { useToast } from '../overlay/toast.tsx';
import { WeekHoursField } from '../week/week-hours-field.tsx';
import { GallerySection } from './gallery-section.tsx';

const values = {
  name: 'Amal Haddad',
  username: '',
  password: '',
  note: '',
  plan: '',
  nas: null as string | null,
  access: 'pppoe',
  isActive: true,
  isAgreed: false,
  maxSessions: 1 as number | null,
  download: 50_000_000 as number | null,
  quota: 250_000_000_000 as number | null,
  validity: 2_592_000 as number | null,
  startsAt: '2026-11-21T17:30:00Z' as string | null,
  tags: ['vip'],
  reason: '',
  order: ['nas', 'plan'],
  plans: ['50'],
  hours: [{ days: [1, 2, 3, 4, 5], from: '08:00', to: '18:30' }],
};

const routers: ComboboxOption[] = [
  { value: '1', label: 'tower-north', detail: '10.0.0.11' },
  { value: '2', label: 'tower-south', detail: '10.0.0.12' },
  { value: '3', label: 'pop-centre', detail: '10.0.0.13' },
];

/** A form whose submit is refused as the API would, and the notice of a conflict. */
export function FormGallery(): ReactElement {
  const { t } = useTranslation('gallery');
  return (
    <>
      <GallerySection title={t('sections.forms')}>
        <RefusedForm />
      </GallerySection>
      <ConflictSection />
    </>
  );
}

/** As an API that refuses this form: one message for a field here, one for a field that is not. */
async function refuse(): Promise<never> {
  await Promise.resolve();
  const details = [
    { field: 'username', message: 'Choose another: this one is taken.' },
    { field: 'tags.0', message: 'Unknown tag.' },
    { field: 'planVersion', message: 'Belongs to another plan.' },
  ];
  throw Object.assign(new Error('Refused'), { status: 400, code: 'http.invalid_fields', details });
}

async function findRouters(text: string): Promise<ComboboxOption[]> {
  await Promise.resolve();
  return routers.filter(({ label }) => label.includes(text));
}

function RefusedForm(): ReactElement {
  const { t } = useTranslation('gallery');
  const form = useApiForm({ defaultValues: values, submit: refuse });
  const toast = useToast();
  return (
    <ApiForm form={form}>
      <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        <TextField name="name" label={t('field.name')} isRequired />
        <TextField name="username" label={t('field.username')} hint={t('sentenceShort')} isRequired isMono />
        <PasswordField name="password" label={t('field.password')} autoComplete="new-password" />
        <SelectField
          name="plan"
          label={t('field.plan')}
          isRequired
          options={[{ value: '50', label: 'Fiber 50/25 M' }]}
        />
        <ComboboxField name="nas" label={t('field.nas')} loadOptions={findRouters} />
        <NumberField name="maxSessions" label={t('field.sessions')} />
        <UnitField name="download" kind="rate" label={t('speed')} />
        <UnitField name="quota" kind="bytes" label={t('field.quota')} />
        <UnitField name="validity" kind="duration" label={t('field.validity')} />
        <DateTimeField name="startsAt" label={t('field.starts')} />
        <TagsField name="tags" label={t('field.tags')} />
        <TextField name="disabled" label={t('disabled')} isDisabled />
      </div>
      <RadioCards
        name="access"
        label={t('field.access')}
        options={[
          { value: 'pppoe', label: 'PPPoE', description: t('sentenceShort'), icon: Cable },
          { value: 'hotspot', label: 'Hotspot', description: t('sentenceShort'), icon: Radio },
        ]}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SwitchField name="isActive" label={t('field.active')} hint={t('sentenceShort')} />
        <CheckboxField name="isAgreed" label={t('field.agreed')} />
        <TextAreaField name="note" label={t('field.note')} maxLength={60} />
        <ReasonField />
      </div>
      <ListFields />
      <FormActions
        submitLabel={t('save')}
        onCancel={() => {
          form.methods.reset();
          form.clearFailure();
          toast({ title: t('toast.undone') });
        }}
      />
    </ApiForm>
  );
}

function ConflictSection(): ReactElement {
  const { t } = useTranslation('gallery');
  const toast = useToast();
  const [isPending, setPending] = useState(false);
  return (
    <GallerySection title={t('conflict')}>
      <ConflictNotice
        theirs={{ name: 'Amal Haddad', phone: '+964 770 000 0001', tags: ['vip'] }}
        yours={{ name: 'Amal H. Haddad', phone: '', tags: ['vip'] }}
        fields={[
          { field: 'name', label: t('field.name') },
          { field: 'phone', label: t('field.phone') },
          { field: 'tags', label: t('field.tags') },
        ]}
        isPending={isPending}
        onTakeTheirs={() => toast({ title: t('toast.plain') })}
        onKeepMine={() => setPending(!isPending)}
      />
    </GallerySection>
  );
}

/** Several of a list, their order, and hours of the week. */
function ListFields(): ReactElement {
  const { t } = useTranslation('gallery');
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <OrderField
          name="order"
          label={t('field.order')}
          options={(['nas', 'plan', 'tags'] as const).map((value) => ({ value, label: t(`field.${value}`) }))}
        />
        <CheckListField
          name="plans"
          label={t('field.plan')}
          options={[
            { value: '50', label: 'Fiber 50', detail: '50/25 M' },
            { value: '100', label: 'Fiber 100', detail: '100/50 M' },
          ]}
        />
      </div>
      <WeekHoursField name="hours" label={t('field.hours')} />
    </>
  );
}
