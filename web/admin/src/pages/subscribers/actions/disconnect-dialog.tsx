import { Button, Dialog } from '@trunkline/web-ui';
import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { DisconnectProof } from './disconnect-proof.tsx';
import { nameOf, type Target } from './target.ts';
import { useDisconnect } from './use-disconnect.ts';

/** From a menu there is no place for the proof: the order goes out at once, and this shows what comes back. */
export function DisconnectDialog({ target, onClose }: { target: Target; onClose: () => void }): ReactElement {
  const { t } = useTranslation('subscribers');
  const disconnect = useDisconnect();
  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current || target.sessionId === null) return;
    hasBegun.current = true;
    disconnect.start(target.sessionId);
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="sm"
      title={t('disconnect.title', { name: nameOf(target) })}
      footer={<Button onClick={onClose}>{t('action.dismiss')}</Button>}
    >
      <div className="min-h-10">
        <DisconnectProof disconnect={disconnect} sessionId={target.sessionId} nasId={undefined} />
      </div>
    </Dialog>
  );
}
