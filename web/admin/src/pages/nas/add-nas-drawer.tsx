import { useQueryClient } from '@tanstack/react-query';
import {
  ApiForm,
  ButtonLink,
  Callout,
  CopyText,
  Drawer,
  FormActions,
  SelectField,
  TextField,
  useApiForm,
  KeyValueList,
} from '@trunkline/web-ui';
import { FileCode } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan } from '../../api/me.ts';
import { vendors } from './nas-vendors.ts';

interface AddNasDrawerProps {
  isOpen: boolean;
  onClose: () => void;
}

interface AddNasValues {
  name: string;
  prefix: string;
  vendor: (typeof vendors)[number];
}

interface AddedNas {
  id: string;
  name: string;
  secret: string;
}

/** Three fields make a router; its secret is made here and shown this once. */
export function AddNasDrawer({ isOpen, onClose }: AddNasDrawerProps): ReactElement {
  const { t } = useTranslation('nas');
  const [added, setAdded] = useState<AddedNas>();
  const close = (): void => {
    setAdded(undefined);
    onClose();
  };
  return (
    <Drawer
      isOpen={isOpen}
      onClose={close}
      title={added ? t('add.done', { name: added.name }) : t('add.title')}
      description={added ? undefined : t('add.text')}
    >
      {added ? <AddedView added={added} /> : <AddNasForm onAdded={setAdded} onCancel={close} />}
    </Drawer>
  );
}

function AddNasForm({
  onAdded,
  onCancel,
}: {
  onAdded: (nas: AddedNas) => void;
  onCancel: () => void;
}): ReactElement {
  const { t } = useTranslation('nas');
  const queries = useQueryClient();
  const form = useApiForm<AddNasValues, AddedNas>({
    defaultValues: { name: '', prefix: '', vendor: 'mikrotik' },
    submit: async (body) => (await answerOf(api.POST('/api/nas', { body }))).data,
    onSaved: (nas) => {
      void queries.invalidateQueries({ queryKey: ['nas'] });
      onAdded(nas);
    },
  });
  return (
    <ApiForm form={form}>
      <TextField name="name" label={t('field.name')} hint={t('field.nameHint')} isRequired maxLength={100} />
      <TextField
        name="prefix"
        label={t('field.prefix')}
        hint={t('field.prefixHint')}
        placeholder={t('field.prefixExample')}
        isRequired
        isMono
        maxLength={49}
      />
      <SelectField
        name="vendor"
        label={t('field.vendor')}
        hint={t('field.vendorHint')}
        options={vendors.map((value) => ({ value, label: t(`vendor.${value}`) }))}
      />
      <FormActions submitLabel={t('add.submit')} onCancel={onCancel} />
    </ApiForm>
  );
}

function AddedView({ added }: { added: AddedNas }): ReactElement {
  const { t } = useTranslation('nas');
  const mayReveal = useCan('nas.reveal_secret');
  return (
    <div className="flex flex-col gap-4">
      <Callout tone="ok" live="polite" title={t('add.secretTitle')}>
        {t('add.secretText')}
      </Callout>
      <KeyValueList items={[{ label: t('field.secret'), value: <CopyText text={added.secret} /> }]} />
      <div className="flex flex-wrap gap-2">
        {mayReveal && (
          <ButtonLink variant="primary" icon={FileCode} href={`/nas/${added.id}?tab=setup`}>
            {t('add.toSetup')}
          </ButtonLink>
        )}
        <ButtonLink href={`/nas/${added.id}`}>{t('add.toPage')}</ButtonLink>
      </div>
    </div>
  );
}
