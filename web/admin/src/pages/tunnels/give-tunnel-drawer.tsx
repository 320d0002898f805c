import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  ApiForm,
  Drawer,
  FormActions,
  QueryView,
  SelectField,
  useApiForm,
  useToast,
} from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import { allNasQuery } from '../nas/nas-queries.ts';
import { tunnelsQuery, type Gateway } from './tunnel-queries.ts';

interface GiveTunnelDrawerProps {
  gateway: Gateway;
  onClose: () => void;
}

/** A NAS gets an address of the gateway. */
export function GiveTunnelDrawer({ gateway, onClose }: GiveTunnelDrawerProps): ReactElement {
  const { t } = useTranslation('tunnels');
  const all = useQuery(allNasQuery);
  const tunnels = useQuery(tunnelsQuery);
  const taken = new Set(tunnels.data?.map(({ nasId }) => nasId));
  return (
    <Drawer isOpen onClose={onClose} title={t('give')} description={gateway.name}>
      <QueryView query={all}>
        {(nas) => (
          <GiveTunnelForm
            gateway={gateway}
            options={nas
              .filter(({ id }) => !taken.has(id))
              .map(({ id, name }) => ({ value: id, label: name }))}
            onClose={onClose}
          />
        )}
      </QueryView>
    </Drawer>
  );
}

interface GiveTunnelFormProps extends GiveTunnelDrawerProps {
  options: { value: string; label: string }[];
}

function GiveTunnelForm({ gateway, options, onClose }: GiveTunnelFormProps): ReactElement {
  const { t } = useTranslation('tunnels');
  const queries = useQueryClient();
  const toast = useToast();
  const form = useApiForm<{ nasId: string }, { nasId: string; address: string }>({
    defaultValues: { nasId: '' },
    submit: async ({ nasId }) =>
      (await answerOf(api.POST('/api/tunnels', { body: { gatewayId: gateway.id, nasId } }))).data,
    onSaved: ({ nasId, address }) => {
      void queries.invalidateQueries({ queryKey: ['tunnels'] });
      void queries.invalidateQueries({ queryKey: ['nas'] });
      const nas = options.find(({ value }) => value === nasId)?.label ?? '';
      toast({ tone: 'ok', title: t('given', { nas, address }) });
      onClose();
    },
  });
  return (
    <ApiForm form={form}>
      <SelectField name="nasId" label={t('field.nas')} options={options} isRequired />
      <p className="text-muted">{t('afterwards')}</p>
      <FormActions submitLabel={t('give')} onCancel={onClose} />
    </ApiForm>
  );
}
