import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ApiForm, Button, CheckboxField, Dialog, FormActions, useApiForm } from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { BridgeCost } from './bridge-cost.tsx';
import { bridgeQuery, turnOnBridge, type BridgeLogin } from './freeradius-queries.ts';
import { PasswordOnce } from './password-once.tsx';

const route = getRouteApi('/shell/freeradius');

interface TurnOnDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Says once more what it costs; then the password of the database role, told this once. */
export function TurnOnDialog({ isOpen, onClose }: TurnOnDialogProps): ReactElement {
  const { t } = useTranslation('freeradius');
  const navigate = route.useNavigate();
  const queries = useQueryClient();
  const [password, setPassword] = useState<string>();
  const finish = (): void => {
    void queries.invalidateQueries({ queryKey: bridgeQuery.queryKey });
    void navigate({ search: { tab: 'setup' } });
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      isDismissible={password === undefined}
      title={t(password === undefined ? 'turnOn.title' : 'turnOn.done')}
    >
      {password === undefined ? (
        <TurnOnForm onTurnedOn={setPassword} onCancel={onClose} />
      ) : (
        <PasswordOnce
          password={password}
          action={
            <Button variant="primary" onClick={finish}>
              {t('turnOn.toSetup')}
            </Button>
          }
        />
      )}
    </Dialog>
  );
}

interface TurnOnFormProps {
  onTurnedOn: (password: string) => void;
  onCancel: () => void;
}

function TurnOnForm({ onTurnedOn, onCancel }: TurnOnFormProps): ReactElement {
  const { t } = useTranslation('freeradius');
  const form = useApiForm<{ understands: boolean }, BridgeLogin>({
    defaultValues: { understands: false },
    submit: () => turnOnBridge(),
    onSaved: ({ password }) => onTurnedOn(password),
  });
  return (
    <ApiForm form={form}>
      <BridgeCost />
      <CheckboxField
        name="understands"
        label={t('turnOn.understands')}
        validate={(value) => (value === true ? undefined : t('turnOn.mustUnderstand'))}
      />
      <FormActions submitLabel={t('turnOn.submit')} onCancel={onCancel} isGuarded={false} />
    </ApiForm>
  );
}
