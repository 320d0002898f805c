import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/api.ts';
import type { Gateway, Tunnel } from './tunnel-queries.ts';

export function RemoveGatewayDialog({
  gateway,
  onClose,
}: {
  gateway: Gateway;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('tunnels');
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      isOpen
      isDanger
      onClose={onClose}
      title={t('removeGateway.title', { name: gateway.name })}
      confirmLabel={t('remove')}
      onConfirm={async () => {
        await answerOf(api.DELETE('/api/tunnel-gateways/{id}', { params: { path: { id: gateway.id } } }));
        await queries.invalidateQueries({ queryKey: ['tunnels'] });
      }}
    >
      {t('removeGateway.text')}
    </ConfirmDialog>
  );
}

export function RemoveTunnelDialog({
  tunnel,
  onClose,
}: {
  tunnel: Tunnel;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('tunnels');
  const queries = useQueryClient();
  return (
    <ConfirmDialog
      isOpen
      isDanger
      onClose={onClose}
      title={t('removeTunnel.title', { nas: tunnel.nasName })}
      confirmLabel={t('remove')}
      onConfirm={async () => {
        await answerOf(api.DELETE('/api/tunnels/{id}', { params: { path: { id: tunnel.id } } }));
        await queries.invalidateQueries({ queryKey: ['tunnels'] });
        await queries.invalidateQueries({ queryKey: ['nas'] });
      }}
    >
      {t('removeTunnel.text', { address: tunnel.address })}
    </ConfirmDialog>
  );
}
