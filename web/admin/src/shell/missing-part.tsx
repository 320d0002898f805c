import { Button, EmptyState, now } from '@trunkline/web-ui';
import { CloudOff, RotateCw } from 'lucide-react';
import { useEffect, useRef, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { suspectServer, useServerState } from './server-state.ts';

const errorName = 'MissingPart';
const reloadedKey = 'trunkline.reloaded-at';
/** A part that is missing again after so short a time is missing for another reason than a new build. */
const leastBetweenReloadsMs = 30_000;

/**
 * Gives the error of a part that could not be fetched a name of ours. Under its own name the router would load the
 * whole app anew at once, and with the server away nothing but the browser's error page would be left.
 */
export function watchMissingParts(): () => void {
  window.addEventListener('vite:preloadError', rename);
  return () => window.removeEventListener('vite:preloadError', rename);
}

function rename({ payload }: VitePreloadErrorEvent): void {
  payload.name = errorName;
  payload.message = `a part of the app could not be fetched (${payload.message})`;
}

export function isMissingPart(error: unknown): boolean {
  return error instanceof Error && error.name === errorName;
}

/** In place of a page whose code is not here: waits until the server answers, and then loads the app anew. */
export function MissingPart(): ReactElement {
  const { t } = useTranslation('shell');
  const { isAway } = useServerState();
  const wasAway = useRef(false);
  useEffect(suspectServer, []);
  useEffect(() => {
    if (isAway) wasAway.current = true;
    else if (wasAway.current && mayReload()) location.reload();
  }, [isAway]);
  return (
    <EmptyState
      icon={CloudOff}
      title={t('missingPart.title')}
      action={
        <Button icon={RotateCw} onClick={() => location.reload()} disabled={isAway}>
          {t('server.reload')}
        </Button>
      }
    >
      {t(isAway ? 'missingPart.waiting' : 'missingPart.text')}
    </EmptyState>
  );
}

function mayReload(): boolean {
  const last = Number(sessionStorage.getItem(reloadedKey) ?? 0);
  if (now() - last < leastBetweenReloadsMs) return false;
  sessionStorage.setItem(reloadedKey, String(now()));
  return true;
}
