import { ApiForm, Button, useApiForm } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { BothFactorsFields, noFactors } from './both-factors-fields.tsx';

export function DisableSecondFactor({ onDone }: { onDone: () => void }): ReactElement {
  const { t } = useTranslation('profile');
  const form = useApiForm({
    defaultValues: noFactors,
    submit: async (body: typeof noFactors) => {
      await answerOf(api.POST('/api/auth/second-factor/disable', { body }));
    },
    onSaved: onDone,
  });
  return (
    <ApiForm form={form}>
      <p className="text-muted">{t('factor.disableText')}</p>
      <BothFactorsFields />
      <div>
        <Button type="submit" variant="danger" isPending={form.methods.formState.isSubmitting}>
          {t('factor.disable')}
        </Button>
      </div>
    </ApiForm>
  );
}
