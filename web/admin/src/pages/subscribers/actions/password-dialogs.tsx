import { Button, Callout, CopyText, Dialog, QueryView } from '@trunkline/web-ui';
import { ApiForm, PasswordField, useApiForm } from '@trunkline/web-ui/form';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/api.ts';
import { nameOf, type Target } from './target.ts';

interface PasswordDialogProps {
  target: Target;
  onClose: () => void;
}

/** Another service password, generated unless typed; a generated one is shown this once. */
export function SetPasswordDialog({ target, onClose }: PasswordDialogProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const formId = useId();
  const [generated, setGenerated] = useState<string>();
  const form = useApiForm({
    defaultValues: { password: '' },
    submit: async ({ password }) => {
      const params = { path: { id: target.id } };
      const body = password === '' ? {} : { password };
      return (await answerOf(api.POST('/api/subscribers/{id}/password', { params, body }))).data;
    },
    onSaved: ({ generatedPassword }) => {
      if (generatedPassword === null) onClose();
      else setGenerated(generatedPassword);
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="sm"
      title={t('password.set', { name: nameOf(target) })}
      description={generated === undefined ? t('password.setHint') : undefined}
      footer={
        generated === undefined ? (
          <>
            <Button onClick={onClose}>{t('action.cancel')}</Button>
            <Button
              type="submit"
              form={formId}
              variant="primary"
              isPending={form.methods.formState.isSubmitting}
            >
              {t('password.save')}
            </Button>
          </>
        ) : (
          <Button variant="primary" onClick={onClose}>
            {t('action.dismiss')}
          </Button>
        )
      }
    >
      {generated === undefined ? (
        <ApiForm form={form} id={formId}>
          <PasswordField
            name="password"
            label={t('field.password')}
            hint={t('password.generateHint')}
            autoComplete="off"
          />
        </ApiForm>
      ) : (
        <GeneratedPassword password={generated} />
      )}
    </Dialog>
  );
}

/** Shown once, with a press to copy it. */
export function GeneratedPassword({ password }: { password: string }): ReactElement {
  const { t } = useTranslation('subscribers');
  return (
    <Callout tone="ok" live="polite" title={t('password.generated')}>
      <CopyText text={password} className="text-md font-semibold" />
      <p className="text-sm text-muted">{t('password.once')}</p>
    </Callout>
  );
}

/** Reads the service password; the audit log keeps who did. */
export function RevealPasswordDialog({ target, onClose }: PasswordDialogProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const revealed = useQuery({
    queryKey: ['revealed-password', target.id],
    queryFn: async ({ signal }) => {
      const params = { path: { id: target.id } };
      return (await answerOf(api.GET('/api/subscribers/{id}/password', { params, signal }))).data;
    },
    // A secret stays no longer than it is looked at.
    gcTime: 0,
    staleTime: Infinity,
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="sm"
      title={t('password.revealed', { name: nameOf(target) })}
      description={t('password.audited')}
      footer={<Button onClick={onClose}>{t('action.dismiss')}</Button>}
    >
      <QueryView query={revealed} isCompact>
        {({ password }) => <CopyText text={password} className="text-md font-semibold" />}
      </QueryView>
    </Dialog>
  );
}
