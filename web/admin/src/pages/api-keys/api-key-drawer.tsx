import { useQueryClient } from '@tanstack/react-query';
import { Drawer } from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { SecretOnce } from '../staff/secret-once.tsx';
import { ApiKeyForm } from './api-key-form.tsx';
import type { ApiKey } from './api-key-queries.ts';
import { newApiKey, valuesOfApiKey, type ApiKeyBody } from './api-key-values.ts';

interface AddApiKeyDrawerProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Its token is made by the server and shown this once. */
export function AddApiKeyDrawer({ isOpen, onClose }: AddApiKeyDrawerProps): ReactElement {
  const { t } = useTranslation('api-keys');
  const queries = useQueryClient();
  const [added, setAdded] = useState<{ name: string; token: string }>();
  const close = (): void => {
    setAdded(undefined);
    onClose();
  };
  return (
    <Drawer
      isOpen={isOpen}
      onClose={close}
      isDismissible={added === undefined}
      title={added ? t('add.done', { name: added.name }) : t('add.title')}
      description={added ? undefined : t('add.text')}
    >
      {added ? (
        <SecretOnce
          title={t('secretTitle')}
          text={t('secretText')}
          label={t('field.token')}
          secret={added.token}
          onDone={close}
        />
      ) : (
        <ApiKeyForm
          values={newApiKey}
          revision={0}
          save={async (body) => (await answerOf(api.POST('/api/api-keys', { body }))).data}
          onSaved={(saved) => {
            void queries.invalidateQueries({ queryKey: ['api-keys'] });
            setAdded(saved);
          }}
          submitLabel={t('add.submit')}
          onCancel={close}
        />
      )}
    </Drawer>
  );
}

interface EditApiKeyDrawerProps {
  /** Undefined: closed. */
  apiKey: ApiKey | undefined;
  onClose: () => void;
}

export function EditApiKeyDrawer({ apiKey, onClose }: EditApiKeyDrawerProps): ReactElement {
  const { t } = useTranslation('api-keys');
  const queries = useQueryClient();
  return (
    <Drawer
      isOpen={apiKey !== undefined}
      onClose={onClose}
      title={t('edit.title', { name: apiKey?.name ?? '' })}
    >
      {apiKey && (
        <ApiKeyForm
          key={apiKey.id}
          values={valuesOfApiKey(apiKey)}
          revision={apiKey.revision}
          save={(values, revision) => changeApiKey({ id: apiKey.id, revision }, changesOf(values, apiKey))}
          onSaved={() => {
            void queries.invalidateQueries({ queryKey: ['api-keys'] });
            onClose();
          }}
          submitLabel={t('edit.submit')}
          onCancel={onClose}
        />
      )}
    </Drawer>
  );
}

/** An end that stays is not sent: one that is over could be neither kept nor set. */
function changesOf({ expiresAt, ...values }: ApiKeyBody, before: ApiKey): Partial<ApiKeyBody> {
  return { ...values, ...(expiresAt !== before.expiresAt && { expiresAt }) };
}

async function changeApiKey(
  { id, revision }: Pick<ApiKey, 'id' | 'revision'>,
  body: Partial<ApiKeyBody>,
): Promise<ApiKey> {
  const params = { path: { id }, header: { 'if-match': `"${revision}"` } };
  return (await answerOf(api.PATCH('/api/api-keys/{id}', { params, body }))).data;
}
