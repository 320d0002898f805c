import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiForm, Card, FormActions, QueryView, useApiForm, useToast } from '@trunkline/web-ui';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { useCan } from '../../api/me.ts';
import { SettingField } from './setting-field.tsx';
import { settingsOfTab } from './setting-places.ts';
import { toSettings, toSettingValues, type SettingValues } from './setting-values.ts';
import { settingsQuery, type Settings } from './settings-queries.ts';
import type { SettingsTab as Tab } from './settings-search.ts';

/** The settings of one tab, saved together. */
export function SettingsTab({ tab }: { tab: Tab }): ReactElement {
  const { t } = useTranslation('settings');
  const settings = useQuery(settingsQuery);
  const mayWrite = useCan('settings.write');
  return (
    <Card title={t(`tab.${tab}`)} subtitle={mayWrite ? undefined : t('readOnly')} className="max-w-3xl">
      <QueryView query={settings}>
        {(data) => (
          <fieldset disabled={!mayWrite} className="min-w-0">
            <SettingsForm tab={tab} settings={data} mayWrite={mayWrite} />
          </fieldset>
        )}
      </QueryView>
    </Card>
  );
}

interface SettingsFormProps {
  tab: Tab;
  settings: Settings;
  mayWrite: boolean;
}

function SettingsForm({ tab, settings, mayWrite }: SettingsFormProps): ReactElement {
  const { t } = useTranslation('settings');
  const queries = useQueryClient();
  const toast = useToast();
  const keys = settingsOfTab(tab);
  const [saves, setSaves] = useState(0);
  const form = useApiForm<SettingValues, Settings>({
    defaultValues: toSettingValues(settings, keys),
    submit: async (values) => (await answerOf(api.PATCH('/api/settings', { body: toSettings(values) }))).data,
    onSaved: (saved) => {
      queries.setQueryData(settingsQuery.queryKey, saved);
      form.methods.reset(toSettingValues(saved, keys));
      setSaves((before) => before + 1);
      toast({ tone: 'ok', title: t('saved') });
    },
  });
  return (
    <ApiForm form={form}>
      {keys.map((key) => (
        <SettingField key={`${key} ${saves}`} name={key} />
      ))}
      {mayWrite && <FormActions submitLabel={t('save')} />}
    </ApiForm>
  );
}
