import { now } from '@trunkline/web-ui';
import { useCallback, useEffect, useState } from 'react';
import { useLiveEvent, type LiveEvents } from '../../api/live.ts';
import { orderDisconnect, readDisconnect } from './online-queries.ts';

/** What became of ending a session: the order as the server tells it, or why there is none. */
export type DisconnectProgress =
  | { kind: 'asking' }
  | {
      kind: 'ordered';
      order: Pick<LiveEvents['disconnect'], 'id' | 'state' | 'errorCause' | 'roundTripMs'>;
      atMs: number;
    }
  | { kind: 'failed'; error: unknown };

export type DisconnectMap = ReadonlyMap<string, DisconnectProgress>;

/** Should an event be lost, the order is asked for; after a minute its end is left to the session's own row. */
const pollMs = 2_000;
const pollForMs = 60_000;
const open = new Set(['queued', 'acknowledged', 'timed_out']);

/** Orders given on this page, by session. */
export function useDisconnects(): { progress: DisconnectMap; disconnect: (sessionId: string) => void } {
  const [progress, setProgress] = useState<DisconnectMap>(new Map());
  const put = useCallback((sessionId: string, next: DisconnectProgress) => {
    setProgress((before) => new Map(before).set(sessionId, next));
  }, []);
  const disconnect = useCallback(
    (sessionId: string) => {
      put(sessionId, { kind: 'asking' });
      orderDisconnect(sessionId).then(
        (order) => put(sessionId, { kind: 'ordered', order, atMs: now() }),
        (error: unknown) => put(sessionId, { kind: 'failed', error }),
      );
    },
    [put],
  );
  useLiveEvent('disconnect', (order) => {
    if (progress.has(order.sessionId)) put(order.sessionId, { kind: 'ordered', order, atMs: now() });
  });
  usePolling(progress, put);
  return { progress, disconnect };
}

function usePolling(
  progress: DisconnectMap,
  put: (sessionId: string, next: DisconnectProgress) => void,
): void {
  useEffect(() => {
    const waiting = [...progress].flatMap(([sessionId, one]) =>
      one.kind === 'ordered' && open.has(one.order.state) && now() - one.atMs < pollForMs
        ? [{ sessionId, id: one.order.id, state: one.order.state, atMs: one.atMs }]
        : [],
    );
    if (waiting.length === 0) return undefined;
    const timer = window.setInterval(() => {
      for (const { sessionId, id, state, atMs } of waiting) {
        void followOrder(id).then((order) => {
          if (order && order.state !== state) put(sessionId, { kind: 'ordered', order, atMs });
          return undefined;
        });
      }
    }, pollMs);
    return () => window.clearInterval(timer);
  }, [progress, put]);
}

/** Undefined while the API is away; the next look may find it. */
async function followOrder(id: string) {
  try {
    return await readDisconnect(id);
  } catch {
    return undefined;
  }
}
