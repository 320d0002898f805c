import { useEffect, useState } from 'react';
import type { RateSample } from './use-rate-samples.ts';

/** Five minutes of a sample each second. */
const mostSamples = 300;

interface RouterRates {
  samples: readonly RateSample[];
  /** Undefined: nothing was said yet. */
  state: 'live' | 'unavailable' | undefined;
}

const nothing: RouterRates = { samples: [], state: undefined };

/** The rates of a session as its router tells them each second; the stream is open while the page shows it. */
export function useRouterRates(sessionId: string): RouterRates {
  const [rates, setRates] = useState<RouterRates & { of?: string }>(nothing);
  useEffect(() => {
    const source = new EventSource(`/api/sessions/${sessionId}/rates`);
    source.addEventListener('rate', ({ data }: MessageEvent<string>) => {
      const { at, downloadBps, uploadBps } = JSON.parse(data) as {
        at: string;
        downloadBps: number;
        uploadBps: number;
      };
      const sample = { atMs: Date.parse(at), downloadBps, uploadBps };
      setRates((before) => ({
        of: sessionId,
        state: 'live',
        samples: [...(before.of === sessionId ? before.samples : []), sample].slice(-mostSamples),
      }));
    });
    const giveUp = (): void => setRates((before) => ({ ...before, of: sessionId, state: 'unavailable' }));
    source.addEventListener('unavailable', () => {
      giveUp();
      source.close();
    });
    source.addEventListener('error', () => {
      // The browser tries again by itself while the stream is not closed for good.
      if (source.readyState === EventSource.CLOSED) giveUp();
    });
    return () => source.close();
  }, [sessionId]);
  return rates.of === sessionId ? rates : nothing;
}
