import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Button, EmptyState, NoPermissionState, PageHeader, QueryView, useShortcut } from '@trunkline/web-ui';
import { Plus, Waypoints } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { GatewayDrawer } from './gateway-drawer.tsx';
import { GatewayListCard } from './gateway-list-card.tsx';
import { GiveTunnelDrawer } from './give-tunnel-drawer.tsx';
import { RemoveGatewayDialog, RemoveTunnelDialog } from './remove-dialogs.tsx';
import { GatewayFilesDrawer, RouterScriptDrawer } from './secret-drawers.tsx';
import { TunnelListCard } from './tunnel-list-card.tsx';
import { gatewaysQuery, tunnelsQuery, type Gateway, type Tunnel } from './tunnel-queries.ts';

const route = getRouteApi('/shell/tunnels');

/** What is open over the page. */
export type TunnelOverlay =
  | { kind: 'edit' | 'files' | 'give' | 'remove-gateway'; gateway: Gateway }
  | { kind: 'script' | 'remove-tunnel'; tunnel: Tunnel };

/** Gateways, and the routers that dial them. */
export function TunnelsPage(): ReactElement {
  const { t } = useTranslation('tunnels');
  const navigate = route.useNavigate();
  const { add } = route.useSearch();
  const [mayRead, mayWrite] = [useCan('tunnels.read'), useCan('tunnels.write')];
  const gateways = useQuery({ ...gatewaysQuery, enabled: mayRead });
  const tunnels = useQuery({ ...tunnelsQuery, enabled: mayRead });
  const [overlay, setOverlay] = useState<TunnelOverlay>();
  const setAdding = (isAdding: boolean): void => void navigate({ search: isAdding ? { add: true } : {} });
  useShortcut({ keys: 'n', label: t('add'), run: () => setAdding(true), isEnabled: mayWrite });
  const addButton = mayWrite && (
    <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  const onOpen = mayWrite ? setOverlay : undefined;
  return (
    <>
      <PageHeader title={t('title')} subtitle={t('subtitle')} actions={addButton} />
      {mayRead ? (
        <QueryView
          query={gateways}
          isEmpty={(all) => all.length === 0}
          empty={
            <EmptyState icon={Waypoints} title={t('gatewaysEmpty')} action={addButton}>
              {t('gatewaysEmptyText')}
            </EmptyState>
          }
        >
          {(all) => (
            <div className="flex flex-col gap-4">
              <GatewayListCard gateways={all} onOpen={onOpen} />
              <QueryView query={tunnels}>
                {(rows) => <TunnelListCard tunnels={rows} gateways={all} onOpen={onOpen} />}
              </QueryView>
            </div>
          )}
        </QueryView>
      ) : (
        <NoPermissionState permission="tunnels.read" />
      )}
      {mayWrite && (
        <GatewayDrawer gateway={undefined} isOpen={add === true} onClose={() => setAdding(false)} />
      )}
      <Overlays overlay={overlay} onClose={() => setOverlay(undefined)} />
    </>
  );
}

function Overlays({
  overlay,
  onClose,
}: {
  overlay: TunnelOverlay | undefined;
  onClose: () => void;
}): ReactElement | null {
  switch (overlay?.kind) {
    case 'edit':
      return <GatewayDrawer gateway={overlay.gateway} isOpen onClose={onClose} />;
    case 'files':
      return <GatewayFilesDrawer gateway={overlay.gateway} onClose={onClose} />;
    case 'give':
      return <GiveTunnelDrawer gateway={overlay.gateway} onClose={onClose} />;
    case 'remove-gateway':
      return <RemoveGatewayDialog gateway={overlay.gateway} onClose={onClose} />;
    case 'script':
      return <RouterScriptDrawer tunnel={overlay.tunnel} onClose={onClose} />;
    case 'remove-tunnel':
      return <RemoveTunnelDialog tunnel={overlay.tunnel} onClose={onClose} />;
    case undefined:
      break;
  }
  return null;
}
