import { useSyncExternalStore } from 'react';

const query = '(width < 40rem)';

/** Whether the window is a phone's, where rows are cards. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(watch, () => window.matchMedia(query).matches);
}

function watch(onChange: () => void): () => void {
  const media = window.matchMedia(query);
  media.addEventListener('change', onChange);
  return () => media.removeEventListener('change', onChange);
}
