import { useQueryClient } from '@tanstack/react-query';
import {
  ApiForm,
  ConfirmDialog,
  ConflictNotice,
  Dialog,
  FormActions,
  TextField,
  useApiForm,
  useFormat,
} from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { devicesQuery, forgetDevice, renameDevice, type Device } from './device-queries.ts';

interface DeviceDialogProps {
  subscriberId: string;
  device: Device;
  onClose: () => void;
}

export function RenameDeviceDialog({ subscriberId, device, onClose }: DeviceDialogProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const queries = useQueryClient();
  const [revision, setRevision] = useState(device.revision);
  const form = useApiForm<{ name: string }, Device>({
    defaultValues: { name: device.name ?? '' },
    submit: ({ name }) => {
      const known = { subscriberId, device: { ...device, revision } };
      return renameDevice(known, name.trim() === '' ? null : name.trim());
    },
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: devicesQuery(subscriberId).queryKey });
      onClose();
    },
  });
  const decide = (present: Device, name?: string): void => {
    setRevision(present.revision);
    if (name !== undefined) form.methods.reset({ name });
    form.clearFailure();
  };
  const conflict = (theirs: unknown): ReactElement => {
    const present = theirs as Device;
    return (
      <ConflictNotice
        theirs={{ ...present }}
        yours={{ ...form.methods.getValues() }}
        fields={[{ field: 'name', label: t('devices.name') }]}
        onTakeTheirs={() => decide(present, present.name ?? '')}
        onKeepMine={() => decide(present)}
      />
    );
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="sm"
      title={t('devices.renameTitle', { mac: format.mac(device.mac) })}
    >
      <ApiForm form={form} conflict={conflict}>
        <TextField name="name" label={t('devices.name')} hint={t('devices.nameHint')} maxLength={100} />
        <FormActions submitLabel={t('devices.save')} onCancel={onClose} />
      </ApiForm>
    </Dialog>
  );
}

export function ForgetDeviceDialog({ subscriberId, device, onClose }: DeviceDialogProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const format = useFormat();
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      isOpen
      onClose={onClose}
      title={t('devices.forgetTitle', { name: device.name ?? format.mac(device.mac) })}
      confirmLabel={t('devices.forget')}
      onConfirm={async () => {
        await forgetDevice({ subscriberId, device });
        await queries.invalidateQueries({ queryKey: devicesQuery(subscriberId).queryKey });
      }}
      isDanger
    >
      {t('devices.forgetText')}
    </ConfirmDialog>
  );
}
