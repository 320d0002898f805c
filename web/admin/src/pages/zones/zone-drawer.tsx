import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  ApiForm,
  Button,
  ConflictNotice,
  Drawer,
  FormActions,
  QueryView,
  TextAreaField,
  TextField,
  useApiForm,
  useToast,
} from '@trunkline/web-ui';
import { Trash2 } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { PrefixField } from './prefix-field.tsx';
import { prefixesOf } from './prefix-lines.ts';
import { allZonesQuery, zoneQuery, type WholeZone, type Zone } from './zone-queries.ts';

interface ZoneDrawerProps {
  /** Undefined: a new one. */
  zone: Zone | undefined;
  isOpen: boolean;
  onClose: () => void;
  onRemove: (zone: Zone) => void;
}

export function ZoneDrawer({ zone, isOpen, onClose, onRemove }: ZoneDrawerProps): ReactElement {
  const { t } = useTranslation('zones');
  return (
    <Drawer
      isOpen={isOpen}
      onClose={onClose}
      title={zone ? t('edit.title', { name: zone.name }) : t('add.title')}
    >
      {isOpen && zone && <ReadZone key={zone.id} zone={zone} onClose={onClose} onRemove={onRemove} />}
      {isOpen && !zone && <ZoneForm zone={undefined} onClose={onClose} onRemove={onRemove} />}
    </Drawer>
  );
}

interface ReadZoneProps extends Pick<ZoneDrawerProps, 'onClose' | 'onRemove'> {
  zone: Zone;
}

/** The list has no prefixes: there may be thousands. */
function ReadZone({ zone, ...acts }: ReadZoneProps): ReactElement {
  const whole = useQuery(zoneQuery(zone.id));
  return <QueryView query={whole}>{(data) => <ZoneForm zone={data} {...acts} />}</QueryView>;
}

interface ZoneValues {
  name: string;
  key: string;
  description: string;
  prefixes: string;
}

function valuesOf(zone: WholeZone | undefined): ZoneValues {
  if (!zone) return { name: '', key: '', description: '', prefixes: '' };
  const { name, key, description, prefixes } = zone;
  return { name, key, description: description ?? '', prefixes: prefixes.join('\n') };
}

function bodyOf({ name, key, description, prefixes }: ZoneValues) {
  return {
    name,
    key,
    description: description.trim() === '' ? null : description.trim(),
    prefixes: prefixesOf(prefixes).map(({ prefix }) => prefix),
  };
}

interface ZoneFormProps extends Pick<ZoneDrawerProps, 'onClose' | 'onRemove'> {
  zone: WholeZone | undefined;
}

function ZoneForm({ zone, onClose, onRemove }: ZoneFormProps): ReactElement {
  const { t } = useTranslation('zones');
  const { form, setRevision } = useZoneForm(zone, onClose);
  const decide = (present: WholeZone, values?: ZoneValues): void => {
    setRevision(present.revision);
    if (values) form.methods.reset(values);
    form.clearFailure();
  };
  const conflict = (theirs: unknown): ReactElement => {
    const present = theirs as WholeZone;
    return (
      <ConflictNotice
        theirs={{ ...valuesOf(present) }}
        yours={{ ...form.methods.getValues() }}
        fields={(['name', 'description', 'prefixes'] as const).map((field) => ({
          field,
          label: t(`field.${field}`),
        }))}
        onTakeTheirs={() => decide(present, valuesOf(present))}
        onKeepMine={() => decide(present)}
      />
    );
  };
  return (
    <ApiForm form={form} conflict={conflict}>
      <TextField name="name" label={t('field.name')} isRequired maxLength={60} />
      <TextField
        name="key"
        label={t('field.key')}
        hint={t('field.keyHint')}
        isRequired
        isMono
        maxLength={20}
        isDisabled={zone !== undefined}
      />
      <TextAreaField name="description" label={t('field.description')} rows={2} maxLength={500} />
      <PrefixField name="prefixes" />
      <FormActions submitLabel={t(zone ? 'edit.submit' : 'add.submit')} onCancel={onClose}>
        {zone && (
          <Button icon={Trash2} onClick={() => onRemove(zone)}>
            {t('remove.open')}
          </Button>
        )}
      </FormActions>
    </ApiForm>
  );
}

function useZoneForm(zone: WholeZone | undefined, onClose: () => void) {
  const { t } = useTranslation('zones');
  const queries = useQueryClient();
  const toast = useToast();
  const [revision, setRevision] = useState(zone?.revision ?? 0);
  const form = useApiForm<ZoneValues, WholeZone>({
    defaultValues: valuesOf(zone),
    submit: async (values) => {
      const body = bodyOf(values);
      if (!zone) return (await answerOf(api.POST('/api/zones', { body }))).data;
      const params = { path: { id: zone.id }, header: { 'if-match': `"${revision}"` } };
      return (await answerOf(api.PUT('/api/zones/{id}', { params, body }))).data;
    },
    onSaved: ({ name }) => {
      void queries.invalidateQueries({ queryKey: allZonesQuery.queryKey });
      toast({ tone: 'ok', title: t('saved', { name }) });
      onClose();
    },
  });
  return { form, setRevision };
}
