import { IconButton, useCopy } from '@trunkline/web-ui';
import { Check, Copy } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import { DisconnectCell } from '../../pages/online/disconnect-cell.tsx';
import type { DisconnectProgress } from '../../pages/online/use-disconnects.ts';
import type { SearchHit } from './use-search.ts';

interface HitActionsProps {
  hit: SearchHit;
  progress: DisconnectProgress | undefined;
  onDisconnect: (sessionId: string) => void;
}

/** What can be done with a hit where it stands: end its session with the proof in place, copy its address. */
export function HitActions({ hit, progress, onDisconnect }: HitActionsProps): ReactElement {
  const mayDisconnect = useCan('enforcement.disconnect');
  const { sessionId, username, title, ip, mac } = hit;
  return (
    <>
      {ip !== null && <CopyButton text={ip} />}
      {ip === null && mac !== null && <CopyButton text={mac} />}
      {sessionId !== null && mayDisconnect && (
        <DisconnectCell
          username={username ?? title}
          progress={progress}
          onDisconnect={() => onDisconnect(sessionId)}
        />
      )}
    </>
  );
}

function CopyButton({ text }: { text: string }): ReactElement {
  const { t } = useTranslation('search');
  const { state, copy } = useCopy();
  return (
    <>
      <IconButton
        size="sm"
        icon={state === 'copied' ? Check : Copy}
        aria-label={t('copy', { value: text })}
        onClick={() => copy(text)}
      />
      <output className="sr-only">{state === 'copied' && t('copied')}</output>
    </>
  );
}
