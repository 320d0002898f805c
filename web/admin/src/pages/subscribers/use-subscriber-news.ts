import { useQueryClient } from '@tanstack/react-query';
import { useLiveEvent } from '../../api/live.ts';
import { openSessionsQuery, subscriberQuery } from './subscriber-queries.ts';

/**
 * Reads again what the page shows of this subscriber as soon as they log in, are refused, come and go, or a router gives
 * them other terms.
 */
export function useSubscriberNews(id: string): void {
  const queryClient = useQueryClient();
  const readAgain = (): void =>
    void queryClient.invalidateQueries({ queryKey: subscriberQuery(id).queryKey });
  useLiveEvent('login', ({ subscriberId }) => {
    if (subscriberId === id) readAgain();
  });
  useLiveEvent('session', ({ subscriberId }) => {
    if (subscriberId === id) readAgain();
  });
  useLiveEvent('terms', ({ sessionId }) => {
    const open = queryClient.getQueryData(openSessionsQuery(id).queryKey);
    if (open?.some((session) => session.id === sessionId)) readAgain();
  });
  useLiveEvent('missed', readAgain);
}
