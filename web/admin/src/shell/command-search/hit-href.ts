import type { SearchGroupKind, SearchHit } from './use-search.ts';

/** Where a hit is opened: a session with the subscriber whose it is, or in the list of who is online. */
export function hitHref(
  kind: SearchGroupKind,
  hit: Pick<SearchHit, 'id' | 'subscriberId' | 'title'>,
): string {
  if (kind === 'nas') return `/nas/${hit.id}`;
  if (hit.subscriberId !== null) return `/subscribers/${hit.subscriberId}`;
  return `/online?q=${encodeURIComponent(hit.title)}`;
}
