import { useQueryClient } from '@tanstack/react-query';
import { ApiForm, Button, SelectField, TextField, useApiForm } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import type { GuideFacts } from './guide-facts.ts';
import { GuideStep } from './guide-step.tsx';
import { guideQuery } from './setup-queries.ts';

const vendors = ['mikrotik', 'cisco', 'huawei', 'zte', 'juniper', 'wispr', 'chillispot', 'generic'] as const;
type Vendor = (typeof vendors)[number];

/** The router that will ask: its address is how its packets are told from a stranger's. */
export function RouterStep({ facts }: { facts: GuideFacts }): ReactElement {
  const { t } = useTranslation('setup');
  return (
    <GuideStep
      number={1}
      title={t('guide.router.title')}
      state={facts.router ? 'done' : 'now'}
      waiting={t('guide.router.waiting')}
      proof={
        facts.router && (
          <Trans t={t} i18nKey="guide.router.proof" components={{ name: <bdi>{facts.router.name}</bdi> }} />
        )
      }
    >
      <RouterForm />
    </GuideStep>
  );
}

function RouterForm(): ReactElement {
  const { t } = useTranslation('setup');
  const queryClient = useQueryClient();
  const form = useApiForm<{ name: string; prefix: string; vendor: Vendor }>({
    defaultValues: { name: '', prefix: '', vendor: 'mikrotik' },
    submit: (values) => answerOf(api.POST('/api/nas', { body: { ...values, prefix: values.prefix.trim() } })),
    onSaved: () => void queryClient.invalidateQueries(guideQuery),
  });
  return (
    <ApiForm form={form}>
      <p className="text-muted">{t('guide.router.text')}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField
          name="name"
          label={t('guide.router.name')}
          placeholder={t('guide.router.nameExample')}
          isRequired
        />
        <TextField
          name="prefix"
          label={t('guide.router.address')}
          hint={t('guide.router.addressHint')}
          placeholder={t('guide.router.addressExample')}
          isMono
          isRequired
        />
        <SelectField
          name="vendor"
          label={t('guide.router.vendor')}
          isRequired
          options={vendors.map((value) => ({ value, label: t(`guide.vendor.${value}`) }))}
        />
      </div>
      <div>
        <Button type="submit" variant="primary" isPending={form.methods.formState.isSubmitting}>
          {t('guide.router.submit')}
        </Button>
      </div>
    </ApiForm>
  );
}
