import { useQuery } from '@tanstack/react-query';
import { CodeBlock, Drawer, QueryView } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { gatewayFilesQuery, routerScriptQuery, type Gateway, type Tunnel } from './tunnel-queries.ts';

/** What to put on the gateway. */
export function GatewayFilesDrawer({
  gateway,
  onClose,
}: {
  gateway: Gateway;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('tunnels');
  const files = useQuery(gatewayFilesQuery(gateway.id));
  return (
    <Drawer
      isOpen
      size="lg"
      onClose={onClose}
      title={t('filesTitle', { name: gateway.name })}
      description={t('filesHint')}
    >
      <QueryView query={files}>
        {(all) => (
          <div className="flex flex-col gap-4">
            {all.map(({ path, mode, contents }) => (
              <CodeBlock key={path} label={`${path} · ${mode}`} code={contents} />
            ))}
          </div>
        )}
      </QueryView>
    </Drawer>
  );
}

/** What to paste into the router. */
export function RouterScriptDrawer({
  tunnel,
  onClose,
}: {
  tunnel: Tunnel;
  onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('tunnels');
  const script = useQuery(routerScriptQuery(tunnel.id));
  return (
    <Drawer
      isOpen
      size="lg"
      onClose={onClose}
      title={t('scriptTitle', { name: tunnel.nasName })}
      description={t('scriptHint')}
    >
      <QueryView query={script}>{(text) => <CodeBlock label={t('script')} code={text} />}</QueryView>
    </Drawer>
  );
}
