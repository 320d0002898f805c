import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from '../../api/api.ts';

/** Asks the router as well, which takes up to two seconds; never by itself. */
export function whyOfflineQuery(id: string) {
  return queryOptions({
    queryKey: ['subscribers', 'why-offline', id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/subscribers/{id}/why-offline', { params: { path: { id } }, signal })))
        .data,
    // Somebody is on the phone: what was found a moment ago is no answer.
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

export type WhyOffline = Awaited<ReturnType<NonNullable<ReturnType<typeof whyOfflineQuery>['queryFn']>>>;
export type OfflineStep = WhyOffline['steps'][number];
