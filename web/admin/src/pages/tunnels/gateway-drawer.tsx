import { useQueryClient } from '@tanstack/react-query';
import {
  ApiForm,
  Drawer,
  FormActions,
  NumberField,
  RadioCards,
  TextField,
  useApiForm,
  useToast,
} from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import type { Gateway } from './tunnel-queries.ts';

interface GatewayDrawerProps {
  /** Undefined: a new one. */
  gateway: Gateway | undefined;
  isOpen: boolean;
  onClose: () => void;
}

export function GatewayDrawer({ gateway, isOpen, onClose }: GatewayDrawerProps): ReactElement {
  const { t } = useTranslation('tunnels');
  return (
    <Drawer isOpen={isOpen} onClose={onClose} title={gateway ? gateway.name : t('add')}>
      {isOpen && <GatewayForm gateway={gateway} onClose={onClose} />}
    </Drawer>
  );
}

interface GatewayValues {
  name: string;
  kind: Gateway['kind'];
  publicHost: string;
  port: number | null;
  subnet: string;
  serverAddress: string;
}

const empty: GatewayValues = {
  name: '',
  kind: 'wireguard',
  publicHost: '',
  port: null,
  subnet: '10.90.0.0/24',
  serverAddress: '',
};

function valuesOf(gateway: Gateway | undefined): GatewayValues {
  if (!gateway) return empty;
  const { name, kind, publicHost, port, subnet, serverAddress } = gateway;
  return { name, kind, publicHost, port, subnet, serverAddress: serverAddress ?? '' };
}

function save(gateway: Gateway | undefined, values: GatewayValues, revision: number): Promise<unknown> {
  const { name, kind, publicHost, port, subnet } = values;
  const serverAddress = values.serverAddress.trim() === '' ? null : values.serverAddress.trim();
  if (!gateway) {
    const body = { name, kind, publicHost, subnet, serverAddress, ...(port !== null && { port }) };
    return answerOf(api.POST('/api/tunnel-gateways', { body }));
  }
  const params = { path: { id: gateway.id }, header: { 'if-match': `"${revision}"` } };
  const body = { name, publicHost, port: port ?? gateway.port, serverAddress };
  return answerOf(api.PUT('/api/tunnel-gateways/{id}', { params, body }));
}

const kinds = ['wireguard', 'ovpn', 'sstp'] as const;

function GatewayForm({ gateway, onClose }: Pick<GatewayDrawerProps, 'gateway' | 'onClose'>): ReactElement {
  const { t } = useTranslation('tunnels');
  const queries = useQueryClient();
  const toast = useToast();
  const form = useApiForm<GatewayValues>({
    defaultValues: valuesOf(gateway),
    submit: (values) => save(gateway, values, gateway?.revision ?? 0),
    onSaved: () => {
      void queries.invalidateQueries({ queryKey: ['tunnels'] });
      if (!gateway) toast({ tone: 'ok', title: t('added') });
      onClose();
    },
  });
  return (
    <ApiForm form={form}>
      {!gateway && (
        <RadioCards
          name="kind"
          label={t('field.kind')}
          options={kinds.map((value) => ({
            value,
            label: t(`kind.${value}`),
            description: t(`kindHint.${value}`),
          }))}
        />
      )}
      <TextField name="name" label={t('field.name')} isRequired maxLength={100} />
      <TextField
        name="publicHost"
        label={t('field.publicHost')}
        hint={t('field.publicHostHint')}
        isRequired
        isMono
        maxLength={253}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField name="port" label={t('field.port')} hint={gateway ? undefined : t('field.portHint')} />
        {!gateway && (
          <TextField name="subnet" label={t('field.subnet')} hint={t('field.subnetHint')} isRequired isMono />
        )}
      </div>
      <TextField
        name="serverAddress"
        label={t('field.serverAddress')}
        hint={t('field.serverAddressHint')}
        isMono
      />
      <FormActions submitLabel={t(gateway ? 'save' : 'add')} onCancel={onClose} />
    </ApiForm>
  );
}
