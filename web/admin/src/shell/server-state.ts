import type { Middleware } from 'openapi-fetch';
import { useSyncExternalStore } from 'react';
import { api } from '../api/api.ts';
import { queryClient } from '../api/query-client.ts';

/** What the app knows of its server, from every answer and from those that did not come. */
export interface ServerState {
  isAway: boolean;
  /** Another build of this app is served than the one that runs here. */
  isNewer: boolean;
}

const firstProbeMs = 1_000;
const lastProbeMs = 10_000;
const versionLookMs = 60_000;
/** What a proxy answers for a server that is gone. */
const awayStatuses = new Set([502, 504]);

let state: ServerState = { isAway: false, isNewer: false };
let ownBuild: string | null | undefined;
let probeTimer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** `{ isAway, isNewer }`, followed from the first time that anybody asks. */
export function useServerState(): ServerState {
  return useSyncExternalStore(subscribe, () => state);
}

/** For as long as the app is shown: listens to every call of the API, and looks now and then for a newer build. */
export function watchServer(): () => void {
  const watch: Middleware = {
    onResponse({ response }) {
      if (awayStatuses.has(response.status)) markAway();
      else markBack();
    },
    onError({ error }) {
      // A call that the page itself gave up says nothing about the server.
      const isGivenUp = error instanceof DOMException && error.name === 'AbortError';
      if (!isGivenUp) markAway();
    },
  };
  api.use(watch);
  void askServer();
  const looking = setInterval(() => {
    if (document.visibilityState === 'visible' && !state.isAway) void askServer();
  }, versionLookMs);
  return () => {
    api.eject(watch);
    clearInterval(looking);
    clearTimeout(probeTimer);
    probeTimer = undefined;
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: Partial<ServerState>): void {
  const isSame =
    (next.isAway ?? state.isAway) === state.isAway && (next.isNewer ?? state.isNewer) === state.isNewer;
  if (isSame) return;
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

/** Something did not come: looks whether the server answers, and counts it as away until it does. */
export function suspectServer(): void {
  markAway();
}

function markAway(): void {
  change({ isAway: true });
  if (probeTimer === undefined) probeAfter(firstProbeMs);
}

/** Everything that is shown is read anew: it may have changed meanwhile, and parts may never have come. */
function markBack(): void {
  if (!state.isAway) return;
  clearTimeout(probeTimer);
  probeTimer = undefined;
  change({ isAway: false });
  void queryClient.invalidateQueries();
}

/** Asks until it answers, ever less often; an answer ends it through `markBack`. */
function probeAfter(delayMs: number): void {
  probeTimer = setTimeout(() => {
    void askServer().finally(() => {
      if (state.isAway) probeAfter(Math.min(delayMs * 2, lastProbeMs));
    });
  }, delayMs);
}

/** Asks the server once; what comes of it, or does not, is known to all who use the state. */
export async function askServer(): Promise<void> {
  try {
    const { data } = await api.GET('/api/server-time');
    if (!data) return;
    const { webBuild } = data.data;
    ownBuild ??= webBuild;
    change({ isNewer: ownBuild !== null && webBuild !== null && webBuild !== ownBuild });
  } catch {
    // The middleware has seen it and marked the server as away.
  }
}
