import { StatusDot, Tooltip } from '@trunkline/web-ui';
import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveState } from '../api/live.ts';
import { askServer } from './server-state.ts';

/** Whether what is shown follows what happens, or waits for the live connection to come back. */
export function LiveIndicator(): ReactElement {
  const { t } = useTranslation('shell');
  const isLive = useLiveState() === 'live';
  const wasLive = useRef(false);
  useEffect(() => {
    // A broken stream is often the first sign that the server is gone.
    if (!isLive && wasLive.current) void askServer();
    wasLive.current = isLive;
  }, [isLive]);
  return (
    <Tooltip text={t(isLive ? 'live.liveHint' : 'live.waitingHint')}>
      <output className="flex h-8 items-center gap-1 rounded-md px-1.5 text-sm text-muted">
        <StatusDot tone={isLive ? 'ok' : 'warn'} label={t(isLive ? 'live.live' : 'live.waiting')} />
        <span aria-hidden className="phone:hidden">
          {t(isLive ? 'live.live' : 'live.waiting')}
        </span>
      </output>
    </Tooltip>
  );
}
