import { ApiForm, Button, CopyText, PasswordField, TextField, useApiForm } from '@trunkline/web-ui';
import { useEffect, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

interface EnrolProps {
  onDone: () => void;
  onCancel?: (() => void) | undefined;
}

interface Enrolment {
  key: string;
  uri: string;
}

/** Password, picture and a first code, recovery codes: in this order, and on only with the first code. */
export function EnrolSecondFactor({ onDone, onCancel }: EnrolProps): ReactElement {
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const [codes, setCodes] = useState<string[]>();
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  if (enrolment) return <ConfirmStep enrolment={enrolment} onConfirmed={setCodes} onCancel={onCancel} />;
  return <PasswordOfEnrolment onEnrolled={setEnrolment} onCancel={onCancel} />;
}

interface PasswordStepProps {
  onEnrolled: (enrolment: Enrolment) => void;
  onCancel: (() => void) | undefined;
}

function PasswordOfEnrolment({ onEnrolled, onCancel }: PasswordStepProps): ReactElement {
  const { t } = useTranslation('profile');
  const form = useApiForm({
    defaultValues: { password: '' },
    submit: async (body: { password: string }) =>
      (await answerOf(api.POST('/api/auth/second-factor/enrol', { body }))).data,
    onSaved: onEnrolled,
  });
  return (
    <ApiForm form={form}>
      <p className="text-muted">{t('enrol.password')}</p>
      <PasswordField
        name="password"
        label={t('password.current')}
        isRequired
        autoComplete="current-password"
      />
      <StepActions
        label={t('enrol.next')}
        isPending={form.methods.formState.isSubmitting}
        onCancel={onCancel}
      />
    </ApiForm>
  );
}

interface ConfirmStepProps {
  enrolment: Enrolment;
  onConfirmed: (recoveryCodes: string[]) => void;
  onCancel: (() => void) | undefined;
}

function ConfirmStep({ enrolment, onConfirmed, onCancel }: ConfirmStepProps): ReactElement {
  const { t } = useTranslation('profile');
  const form = useApiForm({
    defaultValues: { code: '' },
    submit: async (body: { code: string }) =>
      (await answerOf(api.POST('/api/auth/second-factor/confirm', { body }))).data,
    onSaved: ({ recoveryCodes }) => onConfirmed(recoveryCodes),
  });
  const { setFocus } = form.methods;
  useEffect(() => setFocus('code'), [setFocus]);
  return (
    <ApiForm form={form}>
      <div className="flex flex-wrap items-start gap-5">
        <QrCode text={enrolment.uri} label={t('enrol.picture')} />
        <div className="min-w-0 flex-1 basis-52">
          <p>{t('enrol.scan')}</p>
          <p className="mt-3 text-sm text-muted">{t('enrol.key')}</p>
          <CopyText text={enrolment.key} shown={enrolment.key.match(/.{1,4}/g)?.join(' ')} />
        </div>
      </div>
      <TextField
        name="code"
        label={t('enrol.code')}
        hint={t('enrol.codeHint')}
        isRequired
        isMono
        inputMode="numeric"
        autoComplete="one-time-code"
      />
      <StepActions
        label={t('enrol.confirm')}
        isPending={form.methods.formState.isSubmitting}
        onCancel={onCancel}
      />
    </ApiForm>
  );
}

interface StepActionsProps {
  label: string;
  isPending: boolean;
  onCancel: (() => void) | undefined;
}

/** The foot of a step in a dialog. */
export function StepActions({ label, isPending, onCancel }: StepActionsProps): ReactElement {
  const { t } = useTranslation('ui');
  return (
    <div className="flex flex-wrap gap-2">
      <Button type="submit" variant="primary" isPending={isPending}>
        {label}
      </Button>
      {onCancel && (
        <Button variant="ghost" onClick={onCancel}>
          {t('action.cancel')}
        </Button>
      )}
    </div>
  );
}
