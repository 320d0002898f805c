import { Button, Drawer, useToast, WeekHoursField } from '@trunkline/web-ui';
import {
  ApiForm,
  ConflictNotice,
  NumberField,
  SelectField,
  TagsField,
  TextAreaField,
  TextField,
  useApiForm,
} from '@trunkline/web-ui/form';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/api.ts';
import { useCan } from '../../../api/me.ts';
import { nameOf } from '../actions/target.ts';
import { nasNamesQuery, refreshSubscribers, type Subscriber } from '../subscriber-queries.ts';
import { toChange, toEditValues, type EditValues } from './edit-values.ts';

interface EditSubscriberDrawerProps {
  subscriber: Subscriber;
  onClose: () => void;
}

/** All that a person edits freely; when somebody else was faster, both versions are shown. */
export function EditSubscriberDrawer({ subscriber, onClose }: EditSubscriberDrawerProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const client = useQueryClient();
  const toast = useToast();
  const formId = useId();
  const seen = useRef(subscriber);
  const form = useApiForm<EditValues>({
    defaultValues: toEditValues(subscriber),
    submit: (values) => {
      const { id, revision } = seen.current;
      const headers = { 'if-match': `"${revision}"` } as const;
      const body = toChange(seen.current, values);
      return answerOf(
        api.PATCH('/api/subscribers/{id}', { params: { path: { id }, header: headers }, body }),
      );
    },
    onSaved: () => {
      toast({ title: t('edit.saved', { name: nameOf(subscriber) }) });
      void refreshSubscribers(client);
      onClose();
    },
  });
  const { methods } = form;
  const decide = (theirs: Subscriber, isMine: boolean): void => {
    seen.current = theirs;
    form.clearFailure();
    if (isMine) form.onSubmit();
    else methods.reset(toEditValues(theirs));
  };
  const showConflict = (theirs: unknown): ReactElement => (
    <Conflict theirs={theirs as Subscriber} values={methods.getValues()} onDecide={decide} />
  );
  return (
    <Drawer
      isOpen
      onClose={onClose}
      size="lg"
      isDismissible={!methods.formState.isSubmitting}
      title={t('edit.title', { name: nameOf(subscriber) })}
      footer={
        <>
          <Button onClick={onClose}>{t('action.cancel')}</Button>
          <Button type="submit" form={formId} variant="primary" isPending={methods.formState.isSubmitting}>
            {t('action.save')}
          </Button>
        </>
      }
    >
      <ApiForm form={form} id={formId} conflict={showConflict}>
        <EditFields />
      </ApiForm>
    </Drawer>
  );
}

interface ConflictProps {
  theirs: Subscriber;
  values: EditValues;
  onDecide: (theirs: Subscriber, isMine: boolean) => void;
}

function Conflict({ theirs, values, onDecide }: ConflictProps): ReactElement {
  const { t } = useTranslation('subscribers');
  const fields = [
    { field: 'fullName', label: t('field.fullName') },
    { field: 'username', label: t('field.username') },
    { field: 'phones', label: t('field.phones') },
    { field: 'email', label: t('field.email') },
    { field: 'address', label: t('field.address') },
    { field: 'tags', label: t('field.tags') },
    { field: 'notes', label: t('field.notes') },
    { field: 'nasId', label: t('field.nas') },
    { field: 'framedIp', label: t('field.ip') },
    { field: 'maxSessions', label: t('field.maxSessions') },
    { field: 'loginWindows', label: t('field.loginHours') },
  ];
  return (
    <ConflictNotice
      theirs={{ ...toEditValues(theirs) }}
      yours={{ ...values }}
      fields={fields}
      onTakeTheirs={() => onDecide(theirs, false)}
      onKeepMine={() => onDecide(theirs, true)}
    />
  );
}

function EditFields(): ReactElement {
  const { t } = useTranslation('subscribers');
  const nas = useQuery({ ...nasNamesQuery, enabled: useCan('nas.read') });
  const options = [...(nas.data ?? [])].map(([value, label]) => ({ value, label }));
  return (
    <>
      <TextField name="fullName" label={t('field.fullName')} maxLength={200} autoComplete="off" />
      <TextField
        name="username"
        label={t('field.username')}
        isRequired
        maxLength={128}
        isMono
        autoComplete="off"
      />
      <TagsField name="phones" label={t('field.phones')} maxCount={10} maxLength={32} />
      <TextField name="email" label={t('field.email')} type="email" maxLength={254} autoComplete="off" />
      <TextField name="address" label={t('field.address')} maxLength={500} autoComplete="off" />
      <TagsField name="tags" label={t('field.tags')} maxCount={50} maxLength={50} />
      <TextAreaField name="notes" label={t('field.notes')} maxLength={5000} />
      <SelectField name="nasId" label={t('field.nas')} options={options} emptyLabel={t('field.anyNas')} />
      <TextField name="framedIp" label={t('field.ip')} maxLength={15} isMono hint={t('edit.ipHint')} />
      <NumberField name="maxSessions" label={t('field.maxSessions')} hint={t('edit.maxSessionsHint')} />
      <WeekHoursField name="loginWindows" label={t('field.loginHours')} hint={t('edit.loginHoursHint')} />
    </>
  );
}
