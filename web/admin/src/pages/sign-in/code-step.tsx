import { ApiForm, Button, Callout, TextField, useApiForm } from '@trunkline/web-ui';
import { ApiError } from '@trunkline/openapi-client';
import { useEffect, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import type { Challenge } from './password-step.tsx';
import { useRefusal } from './use-refusal.ts';

interface CodeStepProps {
  challenge: Challenge;
  onSignedIn: () => Promise<void>;
  onBack: () => void;
}

/** The code of the app, or a recovery code in the same field: who lost the telephone need not look for another. */
export function CodeStep({ challenge, onSignedIn, onBack }: CodeStepProps): ReactElement {
  const { t } = useTranslation('sign-in');
  const { refusal, refuse, clear } = useRefusal();
  const submit = async ({ code }: { code: string }): Promise<void> => {
    clear();
    try {
      await answerOf(api.POST('/api/auth/second-factor', { body: { ...challenge, code } }));
    } catch (error) {
      refuse(error);
      const isOver = error instanceof ApiError && error.code === 'staff.challenge_over';
      if (isOver) onBack();
      return;
    }
    await onSignedIn();
  };
  const form = useApiForm({ defaultValues: { code: '' }, submit });
  const { setFocus } = form.methods;
  useEffect(() => setFocus('code'), [setFocus]);
  return (
    <ApiForm form={form}>
      {refusal !== undefined && (
        <Callout tone="bad" live="assertive">
          {refusal}
        </Callout>
      )}
      <TextField
        name="code"
        label={t('code.label')}
        hint={t('code.hint')}
        isRequired
        isMono
        autoComplete="one-time-code"
        validate={(value) => (String(value).trim().length < 6 ? t('code.tooShort') : undefined)}
      />
      <Button
        type="submit"
        variant="primary"
        isPending={form.methods.formState.isSubmitting}
        className="w-full"
      >
        {t('submit')}
      </Button>
      <Button variant="ghost" onClick={onBack} className="w-full">
        {t('code.back')}
      </Button>
    </ApiForm>
  );
}
