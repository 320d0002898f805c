import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { api } from '../api/api.ts';
import { meQuery } from '../api/me.ts';
import { queryClient } from '../api/query-client.ts';
import { forgetRecentSearches } from './command-search/recent-searches.ts';

/** Addresses that are for people who are not signed in. */
const openPages = new Set(['/sign-in', '/setup', '/gallery']);

/**
 * When the session has ended (by its time, or from elsewhere), leads to the sign-in and keeps the place. Only the
 * answer to a call tells it: the cookie is out of reach of scripts.
 */
export function SessionWatch(): null {
  const router = useRouter();
  useEffect(() => {
    const watch = {
      async onResponse({ response }: { response: Response }) {
        const wasSignedIn = queryClient.getQueryData(meQuery.queryKey) !== undefined;
        if (response.status !== 401 || !wasSignedIn || openPages.has(router.state.location.pathname)) return;
        const answer = (await response
          .clone()
          .json()
          .catch(() => undefined)) as { code?: string } | undefined;
        if (answer?.code !== 'http.sign_in_required') return;
        queryClient.clear();
        forgetRecentSearches();
        const { href } = router.state.location;
        await router.navigate({ to: '/sign-in', search: { next: href, ended: true } });
      },
    };
    api.use(watch);
    return () => api.eject(watch);
  }, [router]);
  return null;
}
