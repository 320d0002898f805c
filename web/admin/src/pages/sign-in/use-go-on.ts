import { useRouter, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { queryClient } from '../../api/query-client.ts';
import { placeAfter } from './place-after.ts';

/** After the account is in order: to where the person wanted to go, with nothing kept of who was here before. */
export function useGoOn(): () => Promise<void> {
  const router = useRouter();
  const { next } = useSearch({ strict: false });
  return useCallback(async () => {
    queryClient.clear();
    await router.navigate({ href: placeAfter(next, location.origin) });
  }, [router, next]);
}
