import { useQueryClient } from '@tanstack/react-query';
import {
  ApiForm,
  Callout,
  Drawer,
  FormActions,
  NumberField,
  SelectField,
  SwitchField,
  useApiForm,
  useToast,
} from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { sharingActions, type SharingAction, type SharingStatus } from './sharing-queries.ts';

interface SharingValues {
  isEnabled: boolean;
  threshold: number | null;
  judgesBridged: boolean;
  action: SharingAction;
  actsAlone: boolean;
}

interface SharingSettingsDrawerProps {
  status: SharingStatus;
  onClose: () => void;
}

/** Whether anybody looks, from which score on a person is asked, and whether something is done without one. */
export function SharingSettingsDrawer({ status, onClose }: SharingSettingsDrawerProps): ReactElement {
  const { t } = useTranslation('sharing');
  const queries = useQueryClient();
  const toast = useToast();
  const { isEnabled, threshold, judgesBridged, action, actsAlone } = status;
  const form = useApiForm<SharingValues>({
    defaultValues: { isEnabled, threshold, judgesBridged, action, actsAlone },
    submit: ({ threshold: asked, ...values }) =>
      // A threshold that is missing goes as it is, for the API to refuse at its field.
      answerOf(api.PUT('/api/sharing', { body: { ...values, threshold: asked as number } })),
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: ['sharing'] });
      void queries.invalidateQueries({ queryKey: ['settings'] });
      toast({ tone: 'ok', title: t('settings.saved') });
      onClose();
    },
  });
  const alone = useWatch({ control: form.methods.control, name: 'actsAlone' });
  return (
    <Drawer isOpen onClose={onClose} title={t('settings.title')} description={t('settings.text')}>
      <ApiForm form={form}>
        <SwitchField name="isEnabled" label={t('settings.isEnabled')} hint={t('settings.isEnabledHint')} />
        <NumberField
          name="threshold"
          label={t('settings.threshold')}
          hint={t('settings.thresholdHint')}
          isRequired
        />
        <SwitchField
          name="judgesBridged"
          label={t('settings.judgesBridged')}
          hint={t('settings.judgesBridgedHint')}
        />
        <SelectField
          name="action"
          label={t('settings.action')}
          hint={t('settings.actionHint')}
          options={sharingActions.map((value) => ({ value, label: t(`action.${value}`) }))}
        />
        <SwitchField name="actsAlone" label={t('settings.actsAlone')} hint={t('settings.actsAloneHint')} />
        {alone && (
          <Callout tone="warn" title={t('settings.aloneTitle')}>
            {t('settings.aloneText')}
          </Callout>
        )}
        <FormActions submitLabel={t('settings.save')} onCancel={onClose} />
      </ApiForm>
    </Drawer>
  );
}
