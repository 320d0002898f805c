import { useQueryClient } from '@tanstack/react-query';
import {
  ApiForm,
  Drawer,
  FormActions,
  NumberField,
  RadioCards,
  SelectField,
  TextField,
  useApiForm,
} from '@trunkline/web-ui';
import { Globe, Network } from 'lucide-react';
import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { bodyOfGarden, emptyGarden, type GardenValues } from './garden-values.ts';
import { addGardenEntry, type GardenEntry } from './walled-garden-queries.ts';

interface AddEntryDrawerProps {
  isOpen: boolean;
  onClose: () => void;
}

export function AddEntryDrawer({ isOpen, onClose }: AddEntryDrawerProps): ReactElement {
  const { t } = useTranslation('walled-garden');
  return (
    <Drawer isOpen={isOpen} onClose={onClose} title={t('add.title')} description={t('add.text')}>
      {isOpen && <AddEntryForm onClose={onClose} />}
    </Drawer>
  );
}

function AddEntryForm({ onClose }: { onClose: () => void }): ReactElement {
  const { t } = useTranslation('walled-garden');
  const queries = useQueryClient();
  const form = useApiForm<GardenValues, GardenEntry>({
    defaultValues: emptyGarden,
    submit: (values) => addGardenEntry(bodyOfGarden(values)),
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: ['walled-garden'] });
      onClose();
    },
  });
  return (
    <ApiForm form={form}>
      <RadioCards
        name="kind"
        label={t('field.kind')}
        options={[
          { value: 'host', label: t('kind.host'), description: t('kind.hostText'), icon: Globe },
          { value: 'prefix', label: t('kind.prefix'), description: t('kind.prefixText'), icon: Network },
        ]}
      />
      <PlaceFields />
      <TextField name="note" label={t('field.note')} hint={t('field.noteHint')} maxLength={200} />
      <FormActions submitLabel={t('add.submit')} onCancel={onClose} />
    </ApiForm>
  );
}

function PlaceFields(): ReactElement {
  const { t } = useTranslation('walled-garden');
  const [kind, protocol] = useWatch<GardenValues, ['kind', 'protocol']>({ name: ['kind', 'protocol'] });
  if (kind === 'host') {
    return (
      <TextField
        name="host"
        label={t('field.host')}
        hint={t('field.hostHint')}
        isRequired
        isMono
        maxLength={253}
      />
    );
  }
  return (
    <>
      <TextField
        name="prefix"
        label={t('field.prefix')}
        hint={t('field.prefixHint')}
        isRequired
        isMono
        maxLength={49}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="protocol"
          label={t('field.protocol')}
          emptyLabel={t('field.anyPort')}
          options={[
            { value: 'tcp', label: 'TCP' },
            { value: 'udp', label: 'UDP' },
          ]}
        />
        {protocol !== '' && <NumberField name="port" label={t('field.port')} isRequired />}
      </div>
    </>
  );
}
