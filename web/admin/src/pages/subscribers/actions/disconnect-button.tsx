import { Button } from '@trunkline/web-ui';
import { Unplug } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../api/me.ts';
import { DisconnectProof } from './disconnect-proof.tsx';
import { useDisconnect } from './use-disconnect.ts';

interface DisconnectButtonProps {
  sessionId: string | null;
  nasId?: string | undefined;
  size?: 'sm' | 'md';
}

/** One press ends the session; what the router said stands beside the button. */
export function DisconnectButton({
  sessionId,
  nasId,
  size = 'md',
}: DisconnectButtonProps): ReactElement | null {
  const { t } = useTranslation('subscribers');
  const disconnect = useDisconnect();
  // Of the session that was ended: by the time of the proof it is no longer open.
  const [sentTo, setSentTo] = useState(nasId);
  const { order, isSending, start } = disconnect;
  if (!useCan('enforcement.disconnect')) return null;
  const isUnderWay = isSending || order?.state === 'queued';
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      {(sessionId !== null || isUnderWay) && (
        <Button
          size={size}
          icon={Unplug}
          isPending={isUnderWay}
          onClick={() => {
            if (sessionId === null) return;
            setSentTo(nasId);
            start(sessionId);
          }}
        >
          {t('action.disconnect')}
        </Button>
      )}
      <DisconnectProof disconnect={disconnect} sessionId={sessionId} nasId={sentTo} />
    </span>
  );
}
