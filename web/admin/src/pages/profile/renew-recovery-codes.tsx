import { ApiForm, useApiForm } from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { BothFactorsFields, noFactors } from './both-factors-fields.tsx';
import { StepActions } from './enrol-second-factor.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

interface RenewProps {
  onDone: () => void;
  onCancel: () => void;
}

export function RenewRecoveryCodes({ onDone, onCancel }: RenewProps): ReactElement {
  const { t } = useTranslation('profile');
  const [codes, setCodes] = useState<string[]>();
  const form = useApiForm({
    defaultValues: noFactors,
    submit: async (body: typeof noFactors) =>
      (await answerOf(api.POST('/api/auth/second-factor/recovery-codes', { body }))).data,
    onSaved: ({ recoveryCodes }) => setCodes(recoveryCodes),
  });
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  return (
    <ApiForm form={form}>
      <p className="text-muted">{t('factor.renewText')}</p>
      <BothFactorsFields />
      <StepActions
        label={t('factor.renew')}
        isPending={form.methods.formState.isSubmitting}
        onCancel={onCancel}
      />
    </ApiForm>
  );
}
